#include "mime/flowed_text.hpp"

#include "support/cuts.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::mime {
namespace {

std::string convert_pieces(const std::vector<std::string_view>& pieces, bool delsp)
{
    flowed_text text(delsp);
    std::string out = "kept ";
    for (const std::string_view piece : pieces)
        text.feed(piece, out);
    text.finish(out);
    return out.substr(5);
}

std::string convert(std::string_view text, bool delsp)
{
    const std::string whole = convert_pieces({text}, delsp);
    for (const auto& pieces : test::all_cuts(text))
        EXPECT_EQ(convert_pieces(pieces, delsp), whole) << text;
    return whole;
}

struct flowed_case {
    std::string_view text;
    std::string_view lines;
};

void expect_all(std::initializer_list<flowed_case> cases, bool delsp = false)
{
    for (const flowed_case& c : cases)
        EXPECT_EQ(convert(c.text, delsp), c.lines) << c.text;
}

TEST(FlowedText, JoinsSoftBreaks)
{
    expect_all({
        {"", ""},
        {"one\r\ntwo\r\n", "one\ntwo\n"},
        {"one\ntwo", "one\ntwo\n"},
        {"The mailbox of \r\nkim@example.com \r\nis full.\r\nBye\r\n",
         "The mailbox of kim@example.com is full.\nBye\n"},
        {"one  \r\ntwo\r\n", "one  two\n"},
        {"one \r\n", "one\n"},
        {"one ", "one\n"},
        {"one\t\r\ntwo\r\n", "one\t\ntwo\n"},
        {"a  b   c\r\n", "a  b   c\n"},
    });
}

TEST(FlowedText, KeepsEmptyLines)
{
    expect_all({
        {"one\r\n\r\ntwo\r\n", "one\n\ntwo\n"},
        {"one \r\n\r\ntwo\r\n", "one\n\ntwo\n"},
        {"\r\n\r\n", "\n\n"},
        {"one \r\n \r\ntwo\r\n", "one\n\ntwo\n"},
    });
}

TEST(FlowedText, DropsTheBlankWithDelSp)
{
    expect_all(
        {
            {"550 5.1.1 <kim@exam \r\nple.com> unknown\r\n", "550 5.1.1 <kim@example.com> unknown\n"},
            {"\u65e5\u672c \r\n\u8a9e\r\n", "\u65e5\u672c\u8a9e\n"},
            {"one  \r\ntwo\r\n", "one two\n"},
            {"-- \r\none\r\n", "-- \none\n"},
            {"> one \r\n> two\r\n", "> onetwo\n"},
        },
        true);
}

TEST(FlowedText, RemovesStuffing)
{
    expect_all({
        {" From here\r\n", "From here\n"},
        {"  indented\r\n", " indented\n"},
        {" >not quoted\r\n", ">not quoted\n"},
        {" \r\n", "\n"},
        {"one \r\n two\r\n", "one two\n"},
    });
}

TEST(FlowedText, RespectsQuotes)
{
    expect_all({
        {"> one \r\n> two\r\n", "> one two\n"},
        {">one\r\n>> two\r\n>\r\n> \r\n", "> one\n>> two\n>\n>\n"},
        {"> one \r\n>> two \r\nthree\r\n", "> one\n>> two\nthree\n"},
        {"> one \r\ntwo\r\n", "> one\ntwo\n"},
        {"one \r\n> two\r\n", "one\n> two\n"},
        {"> one \r\n>\r\n> two\r\n", "> one\n>\n> two\n"},
        {"> > one\r\n", "> > one\n"},
        {">", ">\n"},
    });
}

TEST(FlowedText, LeavesTheSignatureAlone)
{
    expect_all({
        {"text \r\n-- \r\nKim \r\nAkers\r\n", "text\n-- \nKim Akers\n"},
        {"> text \r\n> -- \r\n> Kim\r\n", "> text\n> -- \n> Kim\n"},
        {"-- ", "-- \n"},
        {"--\r\n-\r\n", "--\n-\n"},
        {"text \r\n--\r\n", "text --\n"},
        {"-- x \r\ny\r\n", "-- x y\n"},
        {"-->\r\n", "-->\n"},
        {" -- \r\nx\r\n", "-- \nx\n"},
    });
}

TEST(FlowedText, TakesALoneCrForText)
{
    expect_all({
        {"one\rtwo\r\n", "one\rtwo\n"},
        {"one\r\r\n", "one\r\n"},
        {"one \r\r\ntwo\r\n", "one \r\ntwo\n"},
        {"one\r", "one\n"},
        {"\r", "\n"},
    });
}

} // namespace
} // namespace recoil::mime
