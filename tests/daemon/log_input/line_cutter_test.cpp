#include "daemon/log_input/line_cutter.hpp"

#include "daemon/log_input.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil {
namespace {

constexpr std::size_t most = log_input::line_bytes;

TEST(line_cutter, hands_out_what_has_ended)
{
    line_cutter cutter;
    std::string lines;
    cutter.feed("one\ntwo\nthr", lines);
    EXPECT_EQ(lines, "one\ntwo\n");
    EXPECT_EQ(cutter.held(), 3U);
    cutter.feed("ee\n", lines);
    EXPECT_EQ(lines, "one\ntwo\nthree\n");
    EXPECT_EQ(cutter.held(), 0U);
}

TEST(line_cutter, cut_anywhere_it_gives_the_same_lines)
{
    const std::string text = "\none\n\n" + std::string(most + 10, 'x') + "\nlast \xff line\n";
    std::string whole;
    line_cutter().feed(text, whole);
    for (std::size_t at = 0; at <= text.size(); at += at < 20 || at > text.size() - 40 ? 1 : 997) {
        line_cutter cutter;
        std::string lines;
        cutter.feed(std::string_view(text).substr(0, at), lines);
        cutter.feed(std::string_view(text).substr(at), lines);
        ASSERT_EQ(lines, whole) << at;
        ASSERT_EQ(cutter.held(), 0U);
    }
    line_cutter cutter;
    std::string lines;
    for (const char octet : text)
        cutter.feed({&octet, 1}, lines);
    EXPECT_EQ(lines, whole);
}

TEST(line_cutter, a_long_line_is_cut_and_its_rest_dropped)
{
    line_cutter cutter;
    std::string lines;
    for (int i = 0; i < 100; ++i)
        cutter.feed(std::string(10'000, 'a'), lines);
    EXPECT_EQ(lines, "") << "it has not ended";
    EXPECT_EQ(cutter.held(), 1'000'000U) << "a position must lie in front of it";
    cutter.feed("b\nnext\n", lines);
    EXPECT_EQ(lines, std::string(most - 1, 'a') + "\nnext\n");
}

TEST(line_cutter, the_longest_line_is_whole)
{
    line_cutter cutter;
    std::string lines;
    const std::string longest(most - 1, 'a');
    cutter.feed(longest + "\n" + longest + "b\n", lines);
    EXPECT_EQ(lines, longest + "\n" + longest + "\n");
}

TEST(line_cutter, finish_gives_what_has_no_end)
{
    line_cutter cutter;
    std::string lines;
    cutter.finish(lines);
    EXPECT_EQ(lines, "");
    cutter.feed("one\ntwo", lines);
    cutter.finish(lines);
    EXPECT_EQ(lines, "one\ntwo\n");
    EXPECT_EQ(cutter.held(), 0U);
    cutter.finish(lines);
    EXPECT_EQ(lines, "one\ntwo\n");
}

} // namespace
} // namespace recoil
