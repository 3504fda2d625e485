#include "classify/pattern_index.hpp"

#include "support/memory_store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

namespace recoil::classify {
namespace {

std::unique_ptr<const pattern_index> index_of(const std::vector<std::string>& patterns)
{
    pattern_index::failure why;
    auto index = pattern_index::build(patterns, nullptr, why);
    EXPECT_NE(index, nullptr) << why.what;
    return index;
}

std::vector<std::uint32_t> scan(const pattern_index& index, std::string_view text)
{
    std::vector<std::uint32_t> hits;
    index.scan(text, hits);
    std::sort(hits.begin(), hits.end());
    return hits;
}

using hits = std::vector<std::uint32_t>;

TEST(PatternIndex, NamesEveryPatternOnce)
{
    const auto index = index_of({"banned", "sending ip", "quota", "a"});
    EXPECT_EQ(scan(*index, "banned sending IP, banned again"), (hits{0, 1, 3}));
    EXPECT_EQ(scan(*index, "mailbox over quota"), (hits{2, 3}));
    EXPECT_EQ(scan(*index, "xyz"), hits{});
}

TEST(PatternIndex, IgnoresCase)
{
    const auto index = index_of({"Over Quota"});
    EXPECT_EQ(scan(*index, "OVER QUOTA"), hits{0});
    EXPECT_EQ(scan(*index, "over quota"), hits{0});
}

TEST(PatternIndex, AnchorsAreOfTheText)
{
    const auto index = index_of({"^550", "full$"});
    EXPECT_EQ(scan(*index, "550 mailbox full"), (hits{0, 1}));
    EXPECT_EQ(scan(*index, "said 550 full now"), hits{});
}

TEST(PatternIndex, TakesAnyOctets)
{
    const auto index = index_of({"caf\xc3\xa9", "b.c"});
    EXPECT_EQ(scan(*index, "a caf\xc3\xa9"), hits{0});
    EXPECT_EQ(scan(*index, std::string_view("\xff\xfe\0b\xc3"
                                            "c",
                                            6)),
              hits{1});
}

TEST(PatternIndex, WithoutPatternsFindsNothing)
{
    const auto index = index_of({});
    EXPECT_EQ(scan(*index, "anything"), hits{});
}

TEST(PatternIndex, EmptyText)
{
    const auto index = index_of({"a"});
    EXPECT_EQ(scan(*index, ""), hits{});
    EXPECT_EQ(scan(*index, std::string_view()), hits{});
}

TEST(PatternIndex, ReadsABoundedPartOfTheText)
{
    const auto index = index_of({"needle"});
    const std::string inside = std::string(scanned_bytes - 6, '.') + "needle";
    EXPECT_EQ(scan(*index, inside), hits{0});
    EXPECT_EQ(scan(*index, "." + inside), hits{});
}

TEST(PatternIndex, AppendsToWhatIsThere)
{
    const auto index = index_of({"a"});
    hits found{7};
    index->scan("a", found);
    EXPECT_EQ(found, (hits{7, 0}));
}

TEST(PatternIndex, SaysWhichPatternCannotBeCompiled)
{
    pattern_index::failure why;
    EXPECT_EQ(pattern_index::build(std::vector<std::string>{"good", "a(?=b)", "fine"}, nullptr, why), nullptr);
    EXPECT_EQ(why.pattern, 1);
    EXPECT_NE(why.what.find("Vectorscan: "), std::string::npos);
}

TEST(PatternIndex, IsCompiledOnceWhereThereIsAStore)
{
    test::memory_store store;
    pattern_index::failure why;
    const std::vector<std::string> patterns{"banned", "quota"};
    for (int start = 0; start < 3; ++start) {
        const auto index = pattern_index::build(patterns, &store, why);
        ASSERT_NE(index, nullptr) << why.what;
        EXPECT_EQ(scan(*index, "over quota"), hits{1});
    }
    EXPECT_EQ(store.saves, 1);
    EXPECT_EQ(store.hits, 2);
}

TEST(PatternIndex, OtherPatternsAreAnotherDatabase)
{
    test::memory_store store;
    pattern_index::failure why;
    EXPECT_EQ(scan(*pattern_index::build(std::vector<std::string>{"ab", "c"}, &store, why), "c"), hits{1});
    EXPECT_EQ(scan(*pattern_index::build(std::vector<std::string>{"a", "bc"}, &store, why), "bc"), hits{1});
    EXPECT_EQ(scan(*pattern_index::build(std::vector<std::string>{"bc", "a"}, &store, why), "bc"), hits{0});
    EXPECT_EQ(store.saves, 3);
}

TEST(PatternIndex, ADamagedDatabaseIsReplaced)
{
    test::memory_store store;
    pattern_index::failure why;
    const std::vector<std::string> patterns{"banned", "quota"};
    ASSERT_NE(pattern_index::build(patterns, &store, why), nullptr);
    const std::string good = store.kept.begin()->second;
    std::string flipped = good;
    flipped[good.size() / 2] = static_cast<char>(flipped[good.size() / 2] ^ 1);
    for (const std::string& damaged : {std::string(), std::string("x"), good.substr(0, good.size() - 1), flipped}) {
        store.kept.begin()->second = damaged;
        const auto index = pattern_index::build(patterns, &store, why);
        ASSERT_NE(index, nullptr);
        EXPECT_EQ(scan(*index, "banned"), hits{0});
        EXPECT_EQ(store.kept.begin()->second, good);
    }
}

TEST(PatternIndex, WhatCannotBeCompiledIsNotKept)
{
    test::memory_store store;
    pattern_index::failure why;
    EXPECT_EQ(pattern_index::build(std::vector<std::string>{"a(?=b)"}, &store, why), nullptr);
    EXPECT_EQ(store.saves, 0);
}

TEST(PatternIndex, ServesSeveralThreads)
{
    const auto index = index_of({"banned", "quota"});
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 2'000; ++i) {
                const bool odd = (i + t) % 2 != 0;
                wrong += scan(*index, odd ? "is banned" : "over quota") != hits{odd ? 0u : 1u};
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(wrong, 0);
}

TEST(PatternIndex, SeveralIndexesLiveSideBySide)
{
    const auto one = index_of({"one"});
    auto two = index_of({"zwei", "two"});
    EXPECT_EQ(scan(*one, "one two"), hits{0});
    EXPECT_EQ(scan(*two, "one two"), hits{1});
    two.reset();
    EXPECT_EQ(scan(*one, "one two"), hits{0});
}

} // namespace
} // namespace recoil::classify
