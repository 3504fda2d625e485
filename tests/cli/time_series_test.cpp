#include "daemon/cli/time_series.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <vector>

namespace recoil::cli {

namespace {

using namespace std::chrono_literals;

const time_point start{std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)};

std::uint64_t sum(const std::vector<std::uint64_t>& counts)
{
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

TEST(step_for, the_finest_that_fits)
{
    EXPECT_EQ(time_steps[step_for(start, start, 1)], 1min);
    EXPECT_EQ(time_steps[step_for(start, start + 29min, 30)], 1min);
    EXPECT_EQ(time_steps[step_for(start, start + 30min, 30)], 5min);
    EXPECT_EQ(time_steps[step_for(start, start + 23h, 30)], 1h);
    EXPECT_EQ(time_steps[step_for(start, start + 7 * 24h, 30)], 6h);
    EXPECT_EQ(time_steps[step_for(start, start + 30 * 24h, 31)], 24h);
    EXPECT_EQ(time_steps[step_for(time_point(), start + 173 * 365 * 24h, 30)], 3640 * 24h);
}

TEST(step_for, every_step_is_a_multiple_of_the_one_before)
{
    for (std::size_t i = 1; i < time_steps.size(); ++i)
        EXPECT_EQ(time_steps[i] % time_steps[i - 1], 0s) << i;
}

TEST(time_series, counts_by_marks)
{
    time_series series;
    for (const auto after : {0min, 1min, 59min, 60min, 125min})
        series.add(start + after);
    EXPECT_EQ(series.counts(4, start, start + 125min), (std::vector<std::uint64_t>{3, 1, 1}));
    EXPECT_EQ(series.counts(4, start - 1h, start + 4h), (std::vector<std::uint64_t>{0, 3, 1, 1, 0, 0}));
}

TEST(time_series, without_anything_there_are_marks_of_nothing)
{
    EXPECT_EQ(time_series().counts(4, start, start + 2h), (std::vector<std::uint64_t>{0, 0, 0}));
}

TEST(time_series, marks_stand_on_whole_hours_and_days)
{
    time_series series;
    series.add(start + 59min);
    series.add(start + 61min);
    EXPECT_EQ(series.counts(4, start + 59min, start + 61min), (std::vector<std::uint64_t>{1, 1}));
    EXPECT_EQ(series.counts(7, start + 59min, start + 61min), (std::vector<std::uint64_t>{2}));
}

// Against a map without bounds, for spans from minutes to a century, in three orders.
TEST(time_series, nothing_is_lost_or_moved_whatever_the_order)
{
    for (const auto gap : {1s, 40s, 7min + 0s, 5h + 0s, 9 * 24h + 0s, 77 * 24h + 0s}) {
        std::vector<time_point> times;
        for (int i = 0; i < 500; ++i)
            times.push_back(start + i * i % 500 * gap);
        const auto [first, last] = std::ranges::minmax(times);
        const std::size_t step = step_for(first, last, time_series::most_marks);
        std::map<std::int64_t, std::uint64_t> expected;
        for (const time_point t : times)
            ++expected[std::chrono::floor<std::chrono::seconds>(t).time_since_epoch() / time_steps[step]];
        for (int order = 0; order < 3; ++order) {
            order == 1 ? std::ranges::sort(times) : std::ranges::reverse(times);
            time_series series;
            for (const time_point t : times)
                series.add(t);
            const auto counts = series.counts(step, first, last);
            ASSERT_LE(counts.size(), time_series::most_marks);
            EXPECT_EQ(sum(counts), times.size());
            for (std::size_t i = 0; i < counts.size(); ++i)
                ASSERT_EQ(counts[i], expected[expected.begin()->first + static_cast<std::int64_t>(i)]) << gap.count();
        }
    }
}

TEST(time_series, from_1970_to_2200)
{
    time_series series;
    const time_point end{std::chrono::sys_days(std::chrono::year(2200) / 1 / 1) - 1ms};
    series.add(end);
    series.add(time_point());
    const auto counts = series.counts(step_for(time_point(), end, 128), time_point(), end);
    EXPECT_EQ(counts.front(), 1U);
    EXPECT_EQ(counts.back(), 1U);
    EXPECT_EQ(sum(counts), 2U);
}

} // namespace

} // namespace recoil::cli
