#include "daemon/forged_limit.hpp"

#include "daemon/log.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace recoil {
namespace {

constexpr std::size_t mebibyte = 1'048'576;

TEST(forged_limit, a_wave_of_backscatter_passes_and_a_flood_does_not)
{
    forged_limit limit;
    for (int i = 0; i < 16; ++i)
        EXPECT_TRUE(limit.passes(mebibyte)) << i;
    EXPECT_FALSE(limit.passes(mebibyte));
    EXPECT_TRUE(limit.passes(0));
}

TEST(forged_limit, a_flood_is_told_in_one_line_of_the_log)
{
    std::ostringstream told;
    log::start(told);
    forged_limit limit;
    EXPECT_TRUE(limit.passes(mebibyte));
    for (int i = 0; i < 100; ++i)
        EXPECT_FALSE(limit.passes(100 * mebibyte));
    log::start();
    const std::string text = told.str();
    EXPECT_NE(text.find("a flood of forged notices"), std::string::npos) << text;
    EXPECT_EQ(std::ranges::count(text, '\n'), 1) << text;
}

} // namespace
} // namespace recoil
