#include "proto/dot_guard.hpp"

#include "support/cuts.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::proto {
namespace {

using test::all_cuts;

enum class end { none, finished, smuggled };

struct guarded {
    std::string passed;
    end what = end::none;
    std::string rest;
    bool operator==(const guarded&) const = default;
};

void PrintTo(const guarded& g, std::ostream* out)
{
    constexpr const char* words[] = {" goes on ", " ends ", " is smuggled "};
    *out << ::testing::PrintToString(g.passed) << words[static_cast<int>(g.what)] << ::testing::PrintToString(g.rest);
}

// The pieces are fed from memory of their own, which is gone when the next one comes.
guarded guard(const std::vector<std::string_view>& pieces)
{
    dot_guard dots;
    guarded result;
    for (const std::string_view piece : pieces) {
        const std::string copy(piece);
        std::string_view input = copy;
        for (std::string_view view = dots.next(input); !view.empty(); view = dots.next(input))
            result.passed += view;
        result.rest += input;
    }
    result.what = dots.finished() ? end::finished : dots.smuggled() ? end::smuggled : end::none;
    return result;
}

// Looks at every dot in turn, with all that stands around it: slow, and simple enough to be believed.
guarded guard_by_dots(std::string_view input)
{
    for (std::size_t i = input.find('.'); i != input.npos; i = input.find('.', i + 1)) {
        const std::string_view before = input.substr(0, i);
        const std::string_view behind = input.substr(i + 1);
        const guarded smuggled{std::string(before), end::smuggled, std::string(behind)};
        if (!before.empty() && !before.ends_with("\r\n")) {
            if (before.ends_with('\r') || before.ends_with('\n'))
                return smuggled;
            continue;
        }
        if (behind.empty() || behind == "\r")
            return {std::string(before), end::none, ""};
        if (behind.starts_with("\r\n"))
            return {std::string(input.substr(0, i + 3)), end::finished, std::string(behind.substr(2))};
        if (behind.starts_with('\r') || behind.starts_with('\n'))
            return smuggled;
    }
    return {std::string(input), end::none, ""};
}

constexpr std::string_view ends[] = {"\n", "\r", "\r\n"};

// CVE-2023-51764 to -51766, CVE-2024-27305, CVE-2026-33604: a dot between two ends of lines of which one is not CRLF.
TEST(dot_guard, no_form_of_smuggling_passes)
{
    for (const std::string_view before : ends) {
        for (const std::string_view behind : ends) {
            for (const std::string_view text : {"", "text"}) {
                if (before == "\r\n" && behind == "\r\n")
                    continue;
                const std::string start = std::string(text) + std::string(before);
                const std::string input = start + "." + std::string(behind) + "MAIL FROM:<x@y>\r\n.\r\n";
                for (const auto& pieces : all_cuts(input)) {
                    const guarded result = guard(pieces);
                    EXPECT_EQ(result.what, end::smuggled) << ::testing::PrintToString(input);
                    EXPECT_EQ(result.passed, start) << "neither the dot nor what is behind it";
                }
            }
        }
    }
}

TEST(dot_guard, a_dot_at_once)
{
    EXPECT_EQ(guard({".\n"}).what, end::smuggled);
    EXPECT_EQ(guard({".\ra"}).what, end::smuggled);
    EXPECT_EQ(guard({"\n.\r\n"}).what, end::smuggled);
    EXPECT_EQ(guard({"\r.\r\n"}).what, end::smuggled);
    EXPECT_EQ(guard({".\r\nQUIT\r\n"}), (guarded{".\r\n", end::finished, "QUIT\r\n"}));
    EXPECT_EQ(guard({"."}), (guarded{"", end::none, ""})) << "it waits";
    EXPECT_EQ(guard({".", "a"}), (guarded{".a", end::none, ""}));
}

// Programs that pipe text into sendmail write such lines; no server takes them for an end of data.
TEST(dot_guard, other_bare_line_ends_pass)
{
    for (const std::string_view text : {"a\nb\nc\r\n", "a\rb\r\r\n", "\n\r\n\n", "a\n\nb", "a.\nb", "a.\rb", "a\n b.",
                                        "..\n", "..\r\nx", "a\r\n..\nb"})
        EXPECT_EQ(guard({text}), (guarded{std::string(text), end::none, ""}));
}

TEST(dot_guard, the_end_of_data)
{
    EXPECT_EQ(guard({"a\r\n.\r\nb"}), (guarded{"a\r\n.\r\n", end::finished, "b"}));
    EXPECT_EQ(guard({"a\r\r\n.\r\nb"}), (guarded{"a\r\r\n.\r\n", end::finished, "b"}));
    EXPECT_EQ(guard({"a\n\r\n.\r\nb"}), (guarded{"a\n\r\n.\r\n", end::finished, "b"}));
    EXPECT_EQ(guard({"a\r\n..\r\n.\r\n"}), (guarded{"a\r\n..\r\n.\r\n", end::finished, ""})) << "dots stay stuffed";
    EXPECT_EQ(guard({"a\r\n. \r\n"}).what, end::none);
    EXPECT_EQ(guard({{"a\r\n.\0\r\n", 7}}).what, end::none);
}

// Every sequence of up to eight of the octets that matter, and one that does not.
TEST(dot_guard, agrees_with_the_rules_on_every_short_input)
{
    const std::string_view alphabet = "\r\n.a";
    for (std::size_t length = 1; length <= 8; ++length) {
        for (std::size_t number = 0; number < (std::size_t{1} << (2 * length)); ++number) {
            std::string input;
            for (std::size_t i = 0; i < length; ++i)
                input += alphabet[(number >> (2 * i)) & 3];
            guarded expected = guard_by_dots(input);
            const std::string_view all = input;
            guarded whole = guard({all});
            const std::size_t cut = number % length;
            guarded in_two = guard({all.substr(0, cut), all.substr(cut)});
            if (expected.what == end::smuggled)
                expected.rest = whole.rest = in_two.rest = ""; // nobody reads it
            ASSERT_EQ(whole, expected) << ::testing::PrintToString(input);
            ASSERT_EQ(in_two, expected) << ::testing::PrintToString(input) << " cut at " << cut;
        }
    }
}

TEST(dot_guard, what_passes_is_one_view_of_the_input)
{
    std::string message;
    while (message.size() < 64 * 1024)
        message += "A line with a dot in it. And a bare\n line feed\r\n";
    std::string_view rest = message;
    dot_guard dots;
    const std::string_view piece = dots.next(rest);
    EXPECT_EQ(piece.data(), message.data());
    EXPECT_EQ(piece.size(), message.size());
    EXPECT_EQ(dots.next(rest), "");
}

} // namespace
} // namespace recoil::proto
