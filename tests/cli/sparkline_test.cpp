#include "daemon/cli/sparkline.hpp"

#include <gtest/gtest.h>

#include <array>
#include <initializer_list>
#include <limits>
#include <vector>

namespace recoil::cli {

namespace {

std::string ascii(std::initializer_list<std::uint64_t> counts)
{
    return sparkline(std::vector(counts), false);
}

std::string changed(std::initializer_list<std::uint64_t> counts)
{
    return change(std::vector(counts));
}

TEST(sparkline, the_largest_is_the_highest_and_only_nothing_is_lowest)
{
    EXPECT_EQ(ascii({0, 1, 2, 3, 4, 5, 6, 7}), "_.:-=+*#");
    EXPECT_EQ(ascii({0, 1, 1000}), "_.#");
    EXPECT_EQ(ascii({5, 5}), "##");
    EXPECT_EQ(ascii({1}), "#");
    EXPECT_EQ(ascii({0, 0}), "__");
    EXPECT_EQ(ascii({}), "");
}

TEST(sparkline, blocks_where_there_is_unicode)
{
    EXPECT_EQ(sparkline(std::array<std::uint64_t, 3>{0, 1, 7}, true), "\u2581\u2582\u2588");
}

TEST(bar, is_as_long_as_its_share_of_the_largest)
{
    EXPECT_EQ(bar(10, 10, 4, false), "####");
    EXPECT_EQ(bar(5, 10, 4, false), "##");
    EXPECT_EQ(bar(1, 1000, 4, false), "#"); // something is never nothing
    EXPECT_EQ(bar(0, 10, 4, false), "");
    EXPECT_EQ(bar(0, 0, 4, false), "");
    EXPECT_EQ(bar(2, 2, 2, true), "\u2588\u2588");
}

TEST(change, the_newer_half_against_the_older)
{
    EXPECT_EQ(changed({10, 10, 10, 10}), "+0%");
    EXPECT_EQ(changed({10, 10, 14, 14}), "+40%");
    EXPECT_EQ(changed({10, 10, 5, 5}), "-50%");
    EXPECT_EQ(changed({10, 25}), "x2.5");
    EXPECT_EQ(changed({10, 500}), "x50");
    EXPECT_EQ(changed({1, 99'999}), "x100+");
}

TEST(change, what_begins_and_what_ends)
{
    EXPECT_EQ(changed({0, 0, 2, 3}), "new");
    EXPECT_EQ(changed({2, 3, 0, 0}), "gone");
}

TEST(change, of_too_little_nothing_is_said)
{
    EXPECT_EQ(changed({0, 4}), "");
    EXPECT_EQ(changed({}), "");
    EXPECT_EQ(changed({100}), "");
}

TEST(change, the_middle_belongs_to_neither)
{
    EXPECT_EQ(changed({10, 1000, 10}), "+0%");
}

TEST(sparkline, counts_may_be_large)
{
    const std::uint64_t many = std::numeric_limits<std::uint32_t>::max();
    EXPECT_EQ(ascii({many * 1000, many * 500}), "#=");
}

} // namespace

} // namespace recoil::cli
