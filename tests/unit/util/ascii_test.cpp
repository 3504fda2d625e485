#include "util/ascii.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace recoil::ascii {
namespace {

constexpr std::size_t npos = std::string_view::npos;

TEST(ascii, classes_hold_for_every_octet)
{
    for (int octet = 0; octet < 256; ++octet) {
        const char c = static_cast<char>(octet);
        EXPECT_EQ(is_digit(c), octet >= 0x30 && octet <= 0x39) << octet;
        EXPECT_EQ(is_alpha(c), (octet >= 0x41 && octet <= 0x5A) || (octet >= 0x61 && octet <= 0x7A)) << octet;
        EXPECT_EQ(is_alnum(c), is_digit(c) || is_alpha(c)) << octet;
        EXPECT_EQ(is_space(c), octet == 0x20 || (octet >= 0x09 && octet <= 0x0D)) << octet;
    }
}

TEST(ascii, to_lower_changes_only_ascii_letters)
{
    EXPECT_EQ(to_lower("AbZ09[@`{\xC4"), "abz09[@`{\xC4");
    EXPECT_EQ(to_lower(std::string_view{}), "");
}

TEST(ascii, comparison_ignores_the_case_of_ascii_letters_alone)
{
    EXPECT_TRUE(iequals("Reporting-MTA", "reporting-mta"));
    EXPECT_FALSE(iequals("a", "ab"));
    EXPECT_FALSE(iequals("\xC4", "\xE4"));
    EXPECT_FALSE(iequals("@", "`"));
    EXPECT_TRUE(istarts_with("RCPT TO:<>", "rcpt to:"));
    EXPECT_TRUE(istarts_with("x", ""));
    EXPECT_FALSE(istarts_with("RC", "RCPT"));
}

TEST(ascii, ifind_gives_the_first_place)
{
    EXPECT_EQ(ifind("Banned Sending IP", "sending"), 7U);
    EXPECT_EQ(ifind("abcabc", "ABC", 1), 3U);
    EXPECT_EQ(ifind("abc", "abcd"), npos);
    EXPECT_EQ(ifind("abc", "", 3), 3U);
    EXPECT_EQ(ifind("abc", "", 4), npos);
    EXPECT_EQ(ifind("abc", "c", npos), npos);
    EXPECT_EQ(ifind("aabaabaaab", "aaab"), 6U);
}

TEST(ascii, ifind_agrees_with_a_naive_search)
{
    const std::string letters = "aAbB";
    for (unsigned seed = 0; seed < 4000; ++seed) {
        std::string text, needle;
        unsigned bits = seed * 2654435761U;
        for (std::size_t i = 0; i < 12; ++i, bits >>= 2)
            text += letters[bits & 3];
        for (std::size_t i = 0; i < seed % 5; ++i)
            needle += letters[(seed >> i) & 3];
        for (std::size_t from = 0; from <= text.size(); ++from)
            EXPECT_EQ(ifind(text, needle, from), to_lower(text).find(to_lower(needle), from)) << text << " " << needle;
    }
}

TEST(ascii, trim_and_collapse)
{
    EXPECT_EQ(trim(" \t\r\n a b \v\f"), "a b");
    EXPECT_EQ(trim(" \r\n "), "");
    EXPECT_EQ(collapse_spaces("  550  5.1.1\r\n\t user   unknown "), "550 5.1.1 user unknown");
    EXPECT_EQ(collapse_spaces(" \t "), "");
}

TEST(ascii, parse_unsigned_takes_the_whole_text_or_nothing)
{
    EXPECT_EQ(parse_unsigned("0"), 0U);
    EXPECT_EQ(parse_unsigned("0042"), 42U);
    EXPECT_EQ(parse_unsigned("18446744073709551615"), std::numeric_limits<std::uint64_t>::max());
    for (const char* bad : {"", "18446744073709551616", "99999999999999999999", "-1", "+1", " 1", "1 ", "1.0", "0x1"})
        EXPECT_EQ(parse_unsigned(bad), std::nullopt) << bad;
}

struct glob_case {
    const char* pattern;
    const char* text;
    bool matches;
};

TEST(ascii, glob)
{
    constexpr glob_case cases[]{
        {"", "", true},
        {"", "a", false},
        {"*", "", true},
        {"*", "anything", true},
        {"**", "x", true},
        {"abc", "ABC", true},
        {"abc", "abcd", false},
        {"a*c", "ac", true},
        {"a*c", "abbc", true},
        {"a*c", "acb", false},
        {"ab*ba", "aba", false}, // the ends may not share an octet
        {"*.protection.outlook.com", "mx1.mail.PROTECTION.outlook.com", true},
        {"*.protection.outlook.com", "protection.outlook.com", false},
        {"mx*.google.com", "mx.google.com", true},
        {"*a*b*", "xxaxxbxx", true},
        {"*a*b*", "xxbxxaxx", false},
        {"*aab*", "aaab", true},
        {"a?c", "abc", false}, // a question mark is itself
    };
    for (const glob_case& c : cases)
        EXPECT_EQ(glob_match(c.pattern, c.text), c.matches) << c.pattern << " / " << c.text;
}

// With backtracking this would take longer than the universe has lasted.
TEST(ascii, glob_is_linear_against_a_hostile_pattern)
{
    const std::string text(100'000, 'a');
    std::string pattern;
    for (int i = 0; i < 1000; ++i)
        pattern += "*aaaaaaaaaa";
    EXPECT_FALSE(glob_match(pattern + "*b", text));
    EXPECT_FALSE(glob_match("*" + std::string(50'000, 'a') + "b*", text));
}

TEST(ascii, hex_value_knows_both_cases_and_nothing_else)
{
    EXPECT_EQ(hex_value('0'), 0);
    EXPECT_EQ(hex_value('9'), 9);
    EXPECT_EQ(hex_value('a'), 10);
    EXPECT_EQ(hex_value('F'), 15);
    for (const char c : {'g', 'G', '/', ':', '@', '`', ' ', '\0', '\xff'})
        EXPECT_EQ(hex_value(c), -1) << static_cast<int>(c);
}

} // namespace
} // namespace recoil::ascii
