#include "util/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::utf8 {
namespace {

std::string encoded(char32_t code_point)
{
    std::string out;
    append(out, code_point);
    return out;
}

TEST(utf8, every_code_point_goes_there_and_back)
{
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        const std::string text = encoded(c);
        ASSERT_TRUE(valid(text)) << std::hex << static_cast<unsigned>(c);
        ASSERT_EQ(repair(text), text);
        ASSERT_EQ(text.size(), c < 0x80 ? 1U : c < 0x800 ? 2U : c < 0x10000 ? 3U : 4U);
    }
}

TEST(utf8, what_is_no_code_point_is_replaced)
{
    for (const unsigned c : {0xD800U, 0xDFFFU, 0x110000U, 0xFFFFFFFFU})
        EXPECT_EQ(encoded(static_cast<char32_t>(c)), "\xEF\xBF\xBD");
}

TEST(utf8, ill_formed_sequences)
{
    const std::string ill_formed[] = {
        "\x80",             // a continuation alone
        "\xC0\x80",         // overlong NUL
        "\xC1\xBF",         // overlong
        "\xE0\x80\xAF",     // overlong slash
        "\xF0\x80\x80\xAF", // the same, longer
        "\xED\xA0\x80",     // a surrogate
        "\xF4\x90\x80\x80", // beyond U+10FFFF
        "\xF5\x80\x80\x80", // a lead that never is one
        "\xFF",
        "\xC3",         // cut
        "\xE2\x82",     // cut
        "\xF0\x9F\x98", // cut
    };
    for (const std::string& text : ill_formed) {
        EXPECT_FALSE(valid(text)) << escape_controls(text);
        EXPECT_EQ(repair("a" + text + "b"), "a\xEF\xBF\xBD"
                                            "b")
            << "one run, one replacement: " << escape_controls(text);
    }
}

TEST(utf8, repair_keeps_what_is_well_formed_between_runs)
{
    EXPECT_EQ(repair("\xFF\xFEgr\xC3\xBC\xDF!"), "\xEF\xBF\xBDgr\xC3\xBC\xEF\xBF\xBD!");
    EXPECT_EQ(repair(""), "");
    EXPECT_EQ(repair(std::string("a\0b", 3)), std::string("a\0b", 3));
}

TEST(utf8, repaired_text_is_valid_whatever_came_in)
{
    for (unsigned a = 0; a < 256; ++a) {
        for (unsigned b = 0; b < 256; ++b) {
            const std::string text{static_cast<char>(a), static_cast<char>(b), '\x80', 'x'};
            const std::string repaired = repair(text);
            ASSERT_TRUE(valid(repaired));
            ASSERT_EQ(repaired == text, valid(text));
        }
    }
}

TEST(utf8, prefix_never_cuts_a_character)
{
    const std::string text = "a\xC3\xBC\xE2\x82\xAC\xF0\x9F\x98\x80"; // 1, 2, 3 and 4 octets
    const std::size_t expected[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
    for (std::size_t max = 0; max < std::size(expected); ++max) {
        EXPECT_EQ(prefix(text, max).size(), expected[max]) << max;
        EXPECT_TRUE(valid(prefix(text, max))) << max;
    }
}

TEST(utf8, controls_are_escaped)
{
    EXPECT_EQ(escape_controls("a\nb\tc\rd"), "a\\nb\\tc\\x0Dd");
    EXPECT_EQ(escape_controls("\x1B[31m\x7F"), "\\x1B[31m\\x7F");
    EXPECT_EQ(escape_controls(std::string("\0", 1)), "\\x00");
    EXPECT_EQ(escape_controls(encoded(0x85) + encoded(0x2028) + encoded(0x2029)), "\\u{85}\\u{2028}\\u{2029}");
    EXPECT_EQ(escape_controls("\xFF\xC3"), "\\xFF\\xC3");
    EXPECT_EQ(escape_controls("gr\xC3\xBC\xC3\x9F \\ \xE2\x82\xAC"), "gr\xC3\xBC\xC3\x9F \\ \xE2\x82\xAC");
}

TEST(utf8, escaped_text_runs_in_one_direction)
{
    EXPECT_EQ(escape_controls("gone@" + encoded(0x202E) + "moc.example" + encoded(0x2069)),
              "gone@\\u{202E}moc.example\\u{2069}");
    for (const char32_t c : {0x061C, 0x200E, 0x200F, 0x202A, 0x202D, 0x2066, 0x2068})
        EXPECT_EQ(escape_controls(encoded(c)).front(), '\\') << static_cast<unsigned>(c);
    for (const char32_t c : {0x061B, 0x200D, 0x2010, 0x2027, 0x202F, 0x2065, 0x206A})
        EXPECT_EQ(escape_controls(encoded(c)), encoded(c)) << static_cast<unsigned>(c);
}

TEST(utf8, escaped_text_is_one_printable_line)
{
    for (unsigned a = 0; a < 256; ++a) {
        for (unsigned b = 0; b < 256; ++b) {
            const std::string text{static_cast<char>(a), static_cast<char>(b)};
            const std::string escaped = escape_controls(text);
            ASSERT_TRUE(valid(escaped));
            for (const char c : escaped)
                ASSERT_FALSE((c >= 0 && c < ' ') || c == '\x7F');
            ASSERT_EQ(escape_controls(escaped), escaped);
        }
    }
}

} // namespace
} // namespace recoil::utf8
