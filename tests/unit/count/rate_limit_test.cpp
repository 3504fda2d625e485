#include "count/rate_limit.hpp"

#include <gtest/gtest.h>

namespace recoil::count {
namespace {

using namespace std::chrono_literals;

const rate_limit::clock::time_point start = rate_limit::clock::time_point() + 24h;

TEST(rate_limit, lets_a_burst_pass_and_no_more)
{
    rate_limit limit(2, 10);
    for (int i = 0; i < 10; ++i)
        EXPECT_TRUE(limit.take(1, start)) << i;
    EXPECT_FALSE(limit.take(1, start));
}

TEST(rate_limit, then_passes_what_comes_in)
{
    rate_limit limit(2, 10);
    ASSERT_TRUE(limit.take(10, start));
    EXPECT_FALSE(limit.take(1, start + 499ms));
    EXPECT_TRUE(limit.take(1, start + 500ms));
    EXPECT_FALSE(limit.take(1, start + 501ms));
    EXPECT_TRUE(limit.take(3, start + 2s));
    EXPECT_FALSE(limit.take(1, start + 2s));
}

TEST(rate_limit, keeps_no_more_than_a_burst)
{
    rate_limit limit(2, 10);
    ASSERT_TRUE(limit.take(10, start));
    EXPECT_TRUE(limit.take(10, start + 24h));
    EXPECT_FALSE(limit.take(0.5, start + 24h));
}

TEST(rate_limit, what_does_not_pass_costs_nothing)
{
    rate_limit limit(2, 10);
    EXPECT_FALSE(limit.take(10.5, start)) << "more than a burst";
    EXPECT_FALSE(limit.take(1e300, start));
    EXPECT_TRUE(limit.take(10, start));
    EXPECT_TRUE(limit.take(0, start));
}

TEST(rate_limit, a_flood_passes_at_the_rate)
{
    rate_limit limit(10, 100);
    int passed = 0;
    for (int ms = 0; ms < 60'000; ++ms)
        passed += limit.take(1, start + std::chrono::milliseconds(ms)) ? 1 : 0;
    EXPECT_NEAR(passed, 100 + 10 * 60, 1);
}

TEST(rate_limit, a_clock_that_goes_back_brings_nothing)
{
    rate_limit limit(2, 10);
    ASSERT_TRUE(limit.take(10, start));
    EXPECT_FALSE(limit.take(1, start - 1h));
    EXPECT_FALSE(limit.take(1, start));
    EXPECT_TRUE(limit.take(1, start + 500ms));
}

} // namespace
} // namespace recoil::count
