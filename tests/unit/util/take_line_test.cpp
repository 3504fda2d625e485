#include "util/take_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace recoil {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty())
        lines.push_back(take_line(text));
    return lines;
}

TEST(take_line, yields_each_line_without_its_end)
{
    EXPECT_THAT(lines_of("a\nb\n"), ElementsAre("a", "b"));
    EXPECT_THAT(lines_of("a\r\n\n\nb\n"), ElementsAre("a\r", "", "", "b"));
}

TEST(take_line, the_last_one_may_have_no_end)
{
    EXPECT_THAT(lines_of("a\nb"), ElementsAre("a", "b"));
    EXPECT_THAT(lines_of("\nb"), ElementsAre("", "b"));
}

TEST(take_line, of_nothing_is_nothing)
{
    EXPECT_THAT(lines_of(""), IsEmpty());
    std::string_view nothing;
    EXPECT_EQ(take_line(nothing), "");
}

} // namespace
} // namespace recoil
