#include "status/last_hour.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace recoil::status {
namespace {

using namespace std::chrono_literals;

constexpr time_point start{1'795'248'000'000ms}; // 2026-11-21T08:00:00Z, at the beginning of a minute
constexpr traffic one_failed{1, 0, 0};

class last_hour_test : public testing::Test {
protected:
    void fail(time_point when) { hour.add("bad_address", one_failed, when, when); }
    std::uint64_t failed(time_point now) const
    {
        const auto rows = hour.rows(now);
        return rows.empty() ? 0 : rows.front().total.failed;
    }
    last_hour hour;
};

TEST_F(last_hour_test, nothing_happened)
{
    EXPECT_TRUE(hour.rows(start).empty());
}

TEST_F(last_hour_test, minutes_stand_in_their_order)
{
    fail(start);
    fail(start + 59s);
    fail(start + 1min);
    const auto rows = hour.rows(start + 1min);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].name, "bad_address");
    EXPECT_EQ(rows[0].by_minute[58], (traffic{2, 0, 0}));
    EXPECT_EQ(rows[0].by_minute[59], (traffic{1, 0, 0})) << "the minute that runs is the last one";
    EXPECT_EQ(rows[0].total, (traffic{3, 0, 0}));
}

TEST_F(last_hour_test, a_minute_is_gone_after_an_hour)
{
    fail(start);
    EXPECT_EQ(failed(start + 59min + 59s), 1u);
    EXPECT_EQ(hour.rows(start + 59min + 59s)[0].by_minute[0], one_failed);
    EXPECT_EQ(failed(start + 60min), 0u) << "and no row is left";
}

TEST_F(last_hour_test, its_place_is_taken_by_the_minute_an_hour_later)
{
    fail(start);
    fail(start + 60min);
    EXPECT_EQ(failed(start + 60min), 1u);
    EXPECT_EQ(hour.rows(start + 60min)[0].by_minute[59], one_failed);
}

TEST_F(last_hour_test, what_is_older_or_ahead_is_left_out)
{
    hour.add("x", one_failed, start - 60min, start);
    hour.add("x", one_failed, start + 1min, start);
    EXPECT_TRUE(hour.rows(start).empty());
    EXPECT_TRUE(hour.rows(start + 1min).empty());
    hour.add("x", one_failed, start - 59min, start);
    EXPECT_EQ(failed(start), 1u);
    hour.add("x", one_failed, time_point(-1ms), time_point(0ms));
    EXPECT_EQ(failed(start), 1u) << "before 1970";
}

TEST_F(last_hour_test, a_clock_that_is_set_back_leaves_nothing_behind)
{
    fail(start + 5h);
    fail(start);
    EXPECT_EQ(failed(start), 1u);
    fail(start + 5h); // the same place in the ring
    EXPECT_EQ(failed(start + 5h), 1u);
}

TEST_F(last_hour_test, outcomes_are_summed_apart)
{
    hour.add("gmail", {1, 0, 0}, start, start);
    hour.add("gmail", {0, 2, 0}, start, start);
    hour.add("gmail", {0, 0, 4}, start, start);
    EXPECT_EQ(hour.rows(start).at(0).total, (traffic{1, 2, 4}));
}

TEST_F(last_hour_test, the_busiest_comes_first_and_deliveries_are_no_trouble)
{
    hour.add("a", {0, 0, 9}, start, start);
    hour.add("b", {1, 0, 0}, start, start);
    hour.add("c", {0, 2, 0}, start, start);
    const auto rows = hour.rows(start);
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].name + rows[1].name + rows[2].name, "cba");
}

TEST_F(last_hour_test, the_number_of_names_is_bounded)
{
    for (int i = 0; i < 1000; ++i)
        hour.add(std::to_string(i), one_failed, start, start);
    const auto rows = hour.rows(start);
    EXPECT_EQ(rows.size(), last_hour::most_names);
    EXPECT_EQ(rows[0].name, "overflow");
    std::uint64_t sum = 0;
    for (const traffic_row& row : rows)
        sum += row.total.failed;
    EXPECT_EQ(sum, 1000u) << "nothing is lost";
}

} // namespace
} // namespace recoil::status
