#include "proto/milter_argument.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace recoil::proto {
namespace {

using namespace std::string_view_literals;

struct address_case {
    std::string_view argument, address;
};
constexpr address_case addresses[] = {
    {""sv, ""},
    {"\0"sv, ""},
    {"<>\0"sv, ""},
    {"<>"sv, ""},
    {"<a@b>\0SIZE=1\0"sv, "a@b"},
    {"<a@b>\0SIZE=1\0BODY=8BITMIME\0"sv, "a@b"},
    {"a@b\0"sv, "a@b"},
    {"a@b"sv, "a@b"},
    {" <a@b>\0"sv, "a@b"},
    {"<a@b\0"sv, "a@b"},
    {"<\"x>y\"@b>\0"sv, "\"x>y\"@b"},
    {"<a@b> SIZE=1\0"sv, "a@b"},
    {"<\0>"sv, ""},
    {"<"sv, ""},
    {"   "sv, ""},
    {"<a\xe9@b>\0"sv, "a\xe9@b"},
};

TEST(milter_address, loses_its_brackets_and_arguments)
{
    for (const address_case& c : addresses)
        EXPECT_EQ(milter_address(c.argument), c.address) << testing::PrintToString(c.argument);
}

TEST(milter_address, is_bounded)
{
    EXPECT_EQ(milter_address("<" + std::string(5000, 'x') + ">"), std::string(1024, 'x'));
    EXPECT_EQ(milter_address(std::string(5000, 'x')), std::string(1024, 'x'));
}

struct field_case {
    std::string_view argument, field; // "" where it is none
};

constexpr field_case spaced_fields[] = {
    {"F\0 x\0"sv, "F: x\r\n"},
    {"F\0x\0"sv, "F:x\r\n"},
    {"F\0\0"sv, "F:\r\n"},
    {"F\0 a\n\tb\n c\0"sv, "F: a\r\n\tb\r\n c\r\n"},
    {"F\0a\r\n b\0"sv, "F:a\r\n b\r\n"},
    {"F\0a\nBcc: b\0"sv, "F:a\r\n\tBcc: b\r\n"},
    {"F\0a\n\nbody\0"sv, "F:a\r\n\t\r\n\tbody\r\n"},
    {"F\0a\n\0"sv, "F:a\r\n\t\r\n"},
    {"F\0\n\0"sv, "F:\r\n\t\r\n"},
    {"F\0a\xe9\xff\0"sv, "F:a\xe9\xff\r\n"},
    {"F\0no last NUL"sv, "F:no last NUL\r\n"},
    {"F\0v\0behind it"sv, "F:v\r\n"},
    {"F\0"sv, "F:\r\n"},
    {"F"sv, ""},
    {""sv, ""},
    {"\0"sv, ""},
    {"\0v\0"sv, ""},
};

TEST(milter_field, takes_the_form_of_a_message)
{
    for (const field_case& c : spaced_fields) {
        std::string text;
        EXPECT_EQ(append_milter_field(text, c.argument, true), !c.field.empty()) << testing::PrintToString(c.argument);
        EXPECT_EQ(text, c.field);
    }
}

TEST(milter_field, gets_a_space_where_the_mta_took_it_off)
{
    std::string text = "A: b\r\n";
    EXPECT_TRUE(append_milter_field(text, "F\0x\n\ty\0"sv, false));
    EXPECT_EQ(text, "A: b\r\nF: x\r\n\ty\r\n");
}

// However a value looks, it stays one field: no line of it begins like another, and none is empty.
TEST(milter_field, no_value_ends_its_field)
{
    const std::string_view pieces[] = {"\n", "\r", "\r\n", " ", "\t", "x", "X: y"};
    for (const std::string_view a : pieces)
        for (const std::string_view b : pieces)
            for (const std::string_view c : pieces) {
                std::string text;
                append_milter_field(
                    text, std::string("F\0", 2) + std::string(a) + std::string(b) + std::string(c) + '\0', true);
                for (std::size_t lf = text.find('\n'); lf + 1 < text.size(); lf = text.find('\n', lf + 1))
                    EXPECT_TRUE(text[lf + 1] == ' ' || text[lf + 1] == '\t') << testing::PrintToString(text);
            }
}

} // namespace
} // namespace recoil::proto
