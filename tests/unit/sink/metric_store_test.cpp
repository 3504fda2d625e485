#include "sink/metric_store.hpp"

#include "support/exposition.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace recoil::sink {
namespace {

using namespace std::chrono_literals;
using test::value_of;

const auto long_ago = std::chrono::steady_clock::time_point{};
const auto far_ahead = std::chrono::steady_clock::time_point::max();

TEST(metric_store, a_new_series_shows_nothing_until_it_is_old_enough)
{
    metric_store store(60s, 100);
    const std::string series = R"(recoil_suppressible_total{provider="gmail"})";
    store.add(metric::suppressible, {"gmail"}, 3);
    const auto made = std::chrono::steady_clock::now();
    EXPECT_EQ(value_of(store.expose(made), series), 0);
    EXPECT_EQ(value_of(store.expose(made + 59s), series), 0);
    store.add(metric::suppressible, {"gmail"}, 4);
    EXPECT_EQ(value_of(store.expose(made + 61s), series), 7) << "all that it counted, in one step";
    store.add(metric::suppressible, {"gmail"});
    EXPECT_EQ(value_of(store.expose(made + 61s), series), 8) << "from then on at once";
}

TEST(metric_store, each_series_has_its_own_age)
{
    metric_store store(60s, 100);
    store.add(metric::suppressible, {"gmail"});
    const auto first = std::chrono::steady_clock::now();
    EXPECT_EQ(value_of(store.expose(first + 61s), R"(recoil_suppressible_total{provider="gmail"})"), 1);
    store.add(metric::suppressible, {"yahoo"});
    EXPECT_EQ(value_of(store.expose(first + 30s), R"(recoil_suppressible_total{provider="yahoo"})"), 0);
}

TEST(metric_store, without_birth_a_series_shows_at_once)
{
    metric_store store(0s, 100);
    store.add(metric::suppressible, {"gmail"}, 3);
    EXPECT_EQ(value_of(store.expose(long_ago), R"(recoil_suppressible_total{provider="gmail"})"), 3);
}

TEST(metric_store, a_declared_series_stands_at_zero)
{
    metric_store store(0s, 100);
    store.declare(metric::suppressible, {"gmail"});
    store.declare(metric::suppressible, {"gmail"});
    EXPECT_EQ(value_of(store.expose(far_ahead), R"(recoil_suppressible_total{provider="gmail"})"), 0);
    EXPECT_EQ(test::count_of(store.expose(far_ahead), "recoil_suppressible_total"), 1u);
}

TEST(metric_store, declaring_leaves_room_for_the_unforeseen)
{
    metric_store store(0s, 8);
    for (int n = 0; n < 100; ++n)
        store.declare(metric::suppressible, {std::to_string(n)});
    EXPECT_EQ(test::count_of(store.expose(far_ahead), "recoil_suppressible_total"), 6u);
    EXPECT_EQ(test::sum_of(store.expose(far_ahead), "recoil_label_overflow_total"), 0);
    store.add(metric::suppressible, {"unforeseen"});
    EXPECT_EQ(value_of(store.expose(far_ahead), R"(recoil_suppressible_total{provider="unforeseen"})"), 1);
}

TEST(metric_store, overflow_is_counted_by_family)
{
    metric_store store(0s, 3);
    for (int n = 0; n < 10; ++n)
        store.add(metric::suppressible, {std::to_string(n)});
    const auto text = store.expose(far_ahead);
    EXPECT_EQ(value_of(text, R"(recoil_suppressible_total{provider="overflow"})"), 8);
    EXPECT_EQ(value_of(text, R"(recoil_label_overflow_total{family="recoil_suppressible_total"})"), 8);
    EXPECT_EQ(test::count_of(text, "recoil_suppressible_total"), 3u);
}

TEST(metric_store, raising_follows_a_total_kept_elsewhere)
{
    metric_store store(60s, 10);
    store.raise(metric::process_cpu_seconds, {}, 1.5);
    store.raise(metric::process_cpu_seconds, {}, 2.25);
    store.raise(metric::process_cpu_seconds, {}, 2.0); // a counter never goes back
    EXPECT_EQ(value_of(store.expose(long_ago), "process_cpu_seconds_total"), 2.25);
}

TEST(metric_store, gauges_are_set_changed_and_replaced)
{
    metric_store store(60s, 10);
    store.set(metric::sessions_active, {"lmtp"}, 0);
    store.change(metric::sessions_active, {"lmtp"}, 1);
    store.change(metric::sessions_active, {"lmtp"}, 1);
    store.change(metric::sessions_active, {"lmtp"}, -1);
    EXPECT_EQ(value_of(store.expose(long_ago), R"(recoil_sessions_active{protocol="lmtp"})"), 1);

    store.replace(metric::rules_loaded, {{{"a", "1"}, 10}, {{"b", "1"}, 20}});
    store.replace(metric::rules_loaded, {{{"a", "2"}, 11}});
    const auto text = store.expose(long_ago);
    EXPECT_EQ(test::count_of(text, "recoil_rules_loaded"), 1u);
    EXPECT_EQ(value_of(text, R"(recoil_rules_loaded{pack="a",version="2"})"), 11);
}

TEST(metric_store, histograms_count_into_the_buckets_of_the_table)
{
    metric_store store(60s, 10);
    store.touch(metric::commit_duration, {"file"});
    EXPECT_EQ(value_of(store.expose(long_ago), R"(recoil_commit_duration_seconds_count{sink="file"})"), 0);
    store.observe(metric::commit_duration, {"file"}, 0.002);
    store.observe(metric::commit_duration, {"file"}, 100);
    const auto text = store.expose(long_ago);
    EXPECT_EQ(value_of(text, R"(recoil_commit_duration_seconds_bucket{sink="file",le="0.001"})"), 0);
    EXPECT_EQ(value_of(text, R"(recoil_commit_duration_seconds_bucket{sink="file",le="0.0025"})"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_commit_duration_seconds_bucket{sink="file",le="30"})"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_commit_duration_seconds_bucket{sink="file",le="+Inf"})"), 2);
}

TEST(metric_store, an_odd_label_cannot_break_the_text)
{
    metric_store store(0s, 10);
    store.add(metric::suppressible, {"a\"b\\c\nd\xff"});
    const auto text = store.expose(far_ahead);
    EXPECT_NE(text.find("recoil_suppressible_total{provider=\"a\\\"b\\\\c\\nd\xef\xbf\xbd\"} 1\n"), std::string::npos)
        << text;
}

TEST(metric_store, counts_from_many_threads_while_it_is_read)
{
    metric_store store(0s, 20);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&store] {
            for (int n = 0; n < 5000; ++n)
                store.add(metric::suppressible, {std::to_string(n % 30)});
        });
    }
    for (int n = 0; n < 20; ++n)
        EXPECT_LE(test::sum_of(store.expose(far_ahead), "recoil_suppressible_total"), 20'000);
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(test::sum_of(store.expose(far_ahead), "recoil_suppressible_total"), 20'000);
    EXPECT_EQ(test::count_of(store.expose(far_ahead), "recoil_suppressible_total"), 20u);
}

TEST(metric_store, is_read_with_all_that_was_counted)
{
    metric_store store(60s, 100);
    store.add(metric::classified, {"text"}, 3);
    store.add(metric::rule_hits, {"b", "two"});
    store.add(metric::rule_hits, {"a", "one"}, 2);
    const auto hits = store.read(metric::rule_hits);
    ASSERT_EQ(hits.size(), 2U);
    EXPECT_EQ(hits[0].values, (std::vector<std::string>{"a", "one"})) << "sorted";
    EXPECT_EQ(hits[0].value, 2) << "however young the series is";
    EXPECT_EQ(hits[1].values, (std::vector<std::string>{"b", "two"}));
    store.set(metric::log_lag, {"stdin"}, 7);
    ASSERT_EQ(store.read(metric::log_lag).size(), 1U);
    EXPECT_EQ(store.read(metric::log_lag)[0].value, 7) << "a gauge";
    EXPECT_TRUE(store.read(metric::bans).empty());
    EXPECT_TRUE(store.read(metric::parse_duration).empty()) << "a histogram is no single number";
}

} // namespace
} // namespace recoil::sink
