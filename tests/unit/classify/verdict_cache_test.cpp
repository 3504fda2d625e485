#include "classify/verdict_cache.hpp"

#include "support/rule_maker.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

namespace recoil::classify {
namespace {

verdict_cache::entry some(std::string text = "x")
{
    verdict v;
    v.reason = find_reason("spam");
    v.cause.text = std::move(text);
    return std::make_shared<const verdict>(std::move(v));
}

constexpr std::size_t plenty = 1 << 20;

TEST(VerdictCache, GivesBackWhatWasKept)
{
    verdict_cache cache(10, plenty);
    const auto a = some();
    cache.keep("a", a);
    EXPECT_EQ(cache.find("a"), a);
    EXPECT_EQ(cache.find("b"), nullptr);
    EXPECT_EQ(cache.find(""), nullptr);
}

TEST(VerdictCache, KeepsNoMoreThanItMay)
{
    verdict_cache cache(10, plenty);
    for (int i = 0; i < 1'000; ++i)
        cache.keep(std::to_string(i), some());
    int known = 0;
    for (int i = 0; i < 1'000; ++i)
        known += cache.find(std::to_string(i)) != nullptr;
    EXPECT_GE(known, 5);
    EXPECT_LE(known, 10);
    EXPECT_NE(cache.find("999"), nullptr);
}

TEST(VerdictCache, KeepsNoMoreOctetsThanItMay)
{
    constexpr std::size_t bytes = 100'000;
    verdict_cache cache(1'000, bytes);
    const std::string text(10'000, 'x');
    for (int i = 0; i < 50; ++i)
        cache.keep(std::to_string(i), some(text));
    std::size_t known = 0;
    for (int i = 0; i < 50; ++i)
        known += cache.find(std::to_string(i)) != nullptr;
    EXPECT_GE(known, 4u);
    EXPECT_LE(known * text.size(), bytes);
    cache.keep("huge", some(std::string(bytes, 'x')));
    EXPECT_EQ(cache.find("huge"), nullptr);
    EXPECT_NE(cache.find("49"), nullptr) << "one that is too large drives nothing out";
}

TEST(VerdictCache, WhatIsAskedForStays)
{
    verdict_cache cache(10, plenty);
    cache.keep("often", some());
    for (int i = 0; i < 1'000; ++i) {
        cache.keep(std::to_string(i), some());
        ASSERT_NE(cache.find("often"), nullptr) << i;
    }
}

TEST(VerdictCache, OfNoEntriesKeepsNothing)
{
    verdict_cache cache(0, plenty);
    cache.keep("a", some());
    EXPECT_EQ(cache.find("a"), nullptr);
}

TEST(VerdictCache, ServesSeveralThreads)
{
    verdict_cache cache(64, plenty);
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 5'000; ++i) {
                const std::string key = std::to_string(i % 100);
                if (const auto found = cache.find(key))
                    wrong += found->cause.text != key;
                else
                    cache.keep(key, some(key));
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(wrong, 0);
}

TEST(CacheKey, DiffersInWhateverAVerdictIsMadeOf)
{
    failure f = test::refused("550 5.1.1 no", "mx.example.com");
    f.reporting_mta = "relay.example.org";
    std::vector<failure> others(11, f);
    others[0].reply.text += '.';
    others[1].reply.text[8] = 'N';
    others[2].reply.code = 551;
    others[3].reply.status.reset();
    others[4].status = dsn::status_code{0, 0, 0};
    others[5].action = dsn::action::delayed;
    others[6].stage = dsn::stage{};
    others[7].remote_mta = "mx.example.co";
    others[8].reporting_mta = "mrelay.example.org";
    others[9].provider = "gmail";
    others[10].local = true;
    std::set<std::string> keys{cache_key(f)};
    for (const failure& other : others)
        keys.insert(cache_key(other));
    EXPECT_EQ(keys.size(), others.size() + 1);
    EXPECT_EQ(cache_key(f), cache_key(failure(f)));
}

TEST(CacheKey, TextsDoNotRunTogether)
{
    failure one;
    one.remote_mta = "ab";
    one.reporting_mta = "c";
    failure two;
    two.remote_mta = "a";
    two.reporting_mta = "bc";
    EXPECT_NE(cache_key(one), cache_key(two));
}

TEST(CacheKey, ALongReplyHasNone)
{
    failure f;
    f.reply.text = std::string(5'000, 'x');
    EXPECT_EQ(cache_key(f), "");
}

} // namespace
} // namespace recoil::classify
