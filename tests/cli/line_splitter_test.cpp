#include "daemon/cli/line_splitter.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoil::cli {

namespace {

using lines = std::vector<std::pair<std::string, bool>>;

lines split(const std::vector<std::string_view>& pieces)
{
    lines found;
    line_splitter splitter([&](std::string_view line, bool whole) { found.emplace_back(line, whole); });
    for (const std::string_view piece : pieces)
        splitter.feed(piece);
    splitter.finish();
    return found;
}

TEST(line_splitter, LinesWithoutTheirEnds)
{
    EXPECT_EQ(split({"a\nb\r\n\n\r\nc"}), (lines{{"a", true}, {"b", true}, {"", true}, {"", true}, {"c", true}}));
    EXPECT_EQ(split({"a\r b\n"}), (lines{{"a\r b", true}}));
    EXPECT_TRUE(split({""}).empty());
}

TEST(line_splitter, CutAnywhereTheLinesAreTheSame)
{
    constexpr std::string_view text = "one\r\n\ntwo\nthree\r\n";
    const lines whole = split({text});
    for (std::size_t a = 0; a <= text.size(); ++a) {
        for (std::size_t b = a; b <= text.size(); ++b)
            EXPECT_EQ(split({text.substr(0, a), text.substr(a, b - a), text.substr(b)}), whole) << a << ' ' << b;
    }
}

TEST(line_splitter, ALongLineIsCutAndMarked)
{
    constexpr std::size_t most = line_splitter::line_bytes;
    const std::string fits(most, 'x');
    const std::string longer(most + 1, 'x');
    EXPECT_EQ(split({fits, "\n", longer, "\nz\n"}), (lines{{fits, true}, {fits, false}, {"z", true}}));
    EXPECT_EQ(split({longer, longer}), (lines{{fits, false}}));
}

TEST(line_splitter, AfterTheEndComesTheNextText)
{
    lines found;
    line_splitter splitter([&](std::string_view line, bool whole) { found.emplace_back(line, whole); });
    for (int i = 0; i < 2; ++i) {
        splitter.feed("a");
        splitter.finish();
    }
    EXPECT_EQ(found, (lines{{"a", true}, {"a", true}}));
}

} // namespace

} // namespace recoil::cli
