#include "mime/html_entity.hpp"

#include "util/utf8.hpp"

#include <gtest/gtest.h>

namespace recoil::mime {
namespace {

struct reference_case {
    std::string_view text;
    bool closed;
    std::string_view value;
    std::size_t size;
};

TEST(HtmlEntity, MatchesNames)
{
    const reference_case cases[] = {
        {"lt", true, "<", 2},
        {"gt", true, ">", 2},
        {"amp", true, "&", 3},
        {"quot", true, "\"", 4},
        {"apos", true, "'", 4},
        {"LT", true, "<", 2},
        {"AMP", true, "&", 3},
        {"nbsp", true, "\u00a0", 4},
        {"eacute", true, "\u00e9", 6},
        {"Eacute", true, "\u00c9", 6},
        {"yuml", true, "\u00ff", 4},
        {"AElig", true, "\u00c6", 5},
        {"zwnj", true, "\u200c", 4},
        {"rsquo", true, "\u2019", 5},
        {"hellip", true, "\u2026", 6},
        {"euro", true, "\u20ac", 4},
        {"rarr", true, "\u2192", 4},
        {"thetasym", true, "\u03d1", 8},
        {"", true, "", 0},
        {"Lt", true, "", 0},
        {"NBSP", true, "", 0},
        {"eacutes", true, "", 0},
        {"nosuchname", true, "", 0},
    };
    for (const auto& c : cases) {
        const html_reference found = match_reference(c.text, c.closed);
        EXPECT_EQ(found.text, c.value) << c.text;
        EXPECT_EQ(found.size, c.size) << c.text;
    }
}

TEST(HtmlEntity, KnowsAllOfLatin1)
{
    constexpr std::string_view names[] = {
        "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",   "ordf",
        "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",   "acute",  "micro",
        "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave",
        "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",
        "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",
        "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute",
        "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave",
        "iacute", "icirc",  "iuml",   "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide",
        "oslash", "ugrave", "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};
    char32_t code_point = 0xA0;
    for (const std::string_view name : names) {
        std::string text;
        utf8::append(text, code_point++);
        EXPECT_EQ(match_reference(name, true).text, text) << name;
    }
    EXPECT_TRUE(code_point == 0x100);
}

TEST(HtmlEntity, TakesTheCommonNamesWithoutSemicolon)
{
    const reference_case cases[] = {
        {"lt", false, "<", 2},    {"ltuser", false, "<", 2},
        {"gt", false, ">", 2},    {"nbspnbsp", false, "\u00a0", 4},
        {"ampere", true, "&", 3}, {"quotation", false, "\"", 4},
        {"eacute", false, "", 0}, {"rarr", false, "", 0},
        {"l", false, "", 0},
    };
    for (const auto& c : cases) {
        const html_reference found = match_reference(c.text, c.closed);
        EXPECT_EQ(found.text, c.value) << c.text;
        EXPECT_EQ(found.size, c.size) << c.text;
    }
}

TEST(HtmlEntity, MatchesNumbers)
{
    const reference_case cases[] = {
        {"#60", true, "<", 3},
        {"#060", true, "<", 4},
        {"#39s", false, "'", 3},
        {"#x3C", true, "<", 4},
        {"#X3e", true, ">", 4},
        {"#8364", true, "\u20ac", 5},
        {"#x1F4E7", true, "\U0001f4e7", 7},
        {"#146", true, "\u2019", 4}, // Windows-1252
        {"#x80", true, "\u20ac", 4},
        {"#129", true, "\ufffd", 4}, // not assigned there
        {"#160", true, "\u00a0", 4},
        {"#0", true, "\ufffd", 2},
        {"#xD800", true, "\ufffd", 6},
        {"#1114112", true, "\ufffd", 8},
        {"#99999999999999", true, "\ufffd", 15},
        {"#", true, "", 0},
        {"#x", true, "", 0},
        {"#xyz", true, "", 0},
        {"#a", true, "", 0},
    };
    for (const auto& c : cases) {
        const html_reference found = match_reference(c.text, c.closed);
        EXPECT_EQ(found.text, c.value) << c.text;
        EXPECT_EQ(found.size, c.size) << c.text;
    }
}

TEST(HtmlEntity, EveryNumberGivesValidText)
{
    for (unsigned i = 0; i < 0x120000; i += i < 0x300 ? 1 : 0x7f)
        EXPECT_TRUE(utf8::valid(match_reference("#" + std::to_string(i), true).text)) << i;
}

TEST(HtmlEntity, KnowsWhatMayBelongToAReference)
{
    EXPECT_TRUE(continues_reference("", 'l'));
    EXPECT_TRUE(continues_reference("", '#'));
    EXPECT_TRUE(continues_reference("#", 'x'));
    EXPECT_TRUE(continues_reference("#1", '2'));
    EXPECT_FALSE(continues_reference("#", '#'));
    EXPECT_FALSE(continues_reference("lt", ';'));
    EXPECT_FALSE(continues_reference("lt", ' '));
    EXPECT_FALSE(continues_reference("lt", '&'));
    EXPECT_FALSE(continues_reference(std::string(max_reference, 'a'), 'a'));
}

TEST(HtmlEntity, DecodesAttributes)
{
    const std::pair<std::string_view, std::string_view> cases[] = {
        {"", ""},
        {"mailto:kim&#64;example.com", "mailto:kim@example.com"},
        {"a&amp;b&lt;c&gt", "a&b<c>"},
        {"&", "&"},
        {"&&;&lt;&", "&&;<&"},
        {"?a=1&b=2&copy=3", "?a=1&b=2&copy=3"},
        {"&ltx;&rarr;&nosuch;", "<x;\u2192&nosuch;"},
    };
    for (const auto& [text, value] : cases)
        EXPECT_EQ(decode_references(text), value) << text;
}

} // namespace
} // namespace recoil::mime
