#include "dsn/reply_codes.hpp"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace recoil::dsn {
namespace {

std::string shown(const std::optional<status_code>& code)
{
    return code ? to_string(*code) : "none";
}

std::string shown(const std::optional<found_status>& found)
{
    return found ? to_string(found->code) : "none";
}

TEST(reply_codes, a_code_is_three_digits_and_a_separator)
{
    for (const std::string_view text : {"550", "550 x", "550-x", "550: x", "550 5.1.1", "550, x", "550. No", "550."})
        EXPECT_EQ(code_at(text), 550) << text;
    EXPECT_EQ(code_at("421-4.7.0"), 421);
    EXPECT_EQ(code_at("599 x"), 599);
}

TEST(reply_codes, other_numbers_are_no_code)
{
    for (const std::string_view text :
         {"", "55", "250 ok", "354 go", "650 x", "5500", "550.1.2.3", "450/451", "550x", "a550", " 550", "5 50"})
        EXPECT_EQ(code_at(text), std::nullopt) << text;
}

struct front_case {
    std::string_view text;
    std::string_view status;
};

TEST(reply_codes, a_status_ends_where_its_digits_end)
{
    constexpr auto cases = std::to_array<front_case>({
        {"5.1.1", "5.1.1"},
        {"5.1.1 x", "5.1.1"},
        {"5.1.1: x", "5.1.1"},
        {"5.1.1, x", "5.1.1"},
        {"5.1.1) x", "5.1.1"},
        {"5.1.1. x", "5.1.1"},
        {"5.1.1.", "5.1.1"},
        {"5.1.1<a@b>", "5.1.1"},
        {"5.7.606 x", "5.7.606"},
        {"5.1.1.1", "none"},
        {"5.1.1.x", "none"},
        {"5.1.1@example.com", "none"},
        {"5.1.1-2", "none"},
        {"5.1.1_x", "none"},
        {"5.1.1/24", "none"},
        {"5.1.1+tag@example.com", "none"},
        {"5.1.1x", "none"},
        {"2.0.0 ok", "none"},
        {"5.1", "none"},
        {"x5.1.1", "none"},
        {"", "none"},
    });
    for (const front_case& c : cases)
        EXPECT_EQ(shown(status_at(c.text)), c.status) << c.text;
}

TEST(reply_codes, the_length_is_that_of_the_digits)
{
    EXPECT_EQ(status_at("5.7.26 text")->length, 6u);
    EXPECT_EQ(status_at("5.1.1. Text")->length, 5u);
    EXPECT_EQ(status_behind_code("(#5.1.1) text")->length, 7u);
    EXPECT_EQ(status_behind_code("#5.1.1 text")->length, 6u);
}

TEST(reply_codes, a_status_behind_the_code_may_be_marked)
{
    EXPECT_EQ(shown(status_behind_code("5.1.1 x")), "5.1.1");
    EXPECT_EQ(shown(status_behind_code("#5.1.1 x")), "5.1.1");
    EXPECT_EQ(shown(status_behind_code("(#5.1.1) x")), "5.1.1");
    EXPECT_EQ(shown(status_behind_code("(5.1.1) x")), "5.1.1");
    EXPECT_EQ(shown(status_behind_code("((#5.1.1) x")), "none");
    EXPECT_EQ(shown(status_behind_code("x 5.1.1")), "none");
}

TEST(reply_codes, a_mark_is_found_anywhere_but_inside_a_word)
{
    EXPECT_EQ(shown(tagged_status("no such mailbox (#5.1.1)", std::nullopt)), "5.1.1");
    EXPECT_EQ(shown(tagged_status("try again later [#4.1.9].", std::nullopt)), "4.1.9");
    EXPECT_EQ(shown(tagged_status("<mx.example.com #5.5.0 smtp;550 gone>", std::nullopt)), "5.5.0");
    EXPECT_EQ(shown(tagged_status("see http://example.com/#5.1.1", 550)), "none");
    EXPECT_EQ(shown(tagged_status("ticket#5.1.1", 550)), "none");
}

TEST(reply_codes, brackets_alone_count_only_behind_a_code_of_the_same_class)
{
    EXPECT_EQ(shown(tagged_status("550 gone (5.1.1)", 550)), "5.1.1");
    EXPECT_EQ(shown(tagged_status("550 gone (4.1.1)", 550)), "none");
    EXPECT_EQ(shown(tagged_status("gone (5.1.1)", std::nullopt)), "none");
    EXPECT_EQ(shown(tagged_status("550 gone (version 5.1.1)", 550)), "none");
    EXPECT_EQ(shown(tagged_status("550 gone (5.1.1 x)", 550)), "none");
}

} // namespace
} // namespace recoil::dsn
