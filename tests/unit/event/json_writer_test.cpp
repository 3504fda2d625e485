#include "event/json_writer.hpp"

#include "support/json.hpp"
#include "util/utf8.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace recoil::event {
namespace {

std::string written(std::string_view text)
{
    std::string out;
    append_json_string(out, text);
    return out;
}

struct spelling {
    std::string_view text;
    std::string_view json;
};

const spelling spellings[] = {
    {"", R"("")"},
    {"plain text 550 5.7.1", R"("plain text 550 5.7.1")"},
    {"a\"b\\c/", R"("a\"b\\c/")"},
    {"\r\n\t", R"("\r\n\t")"},
    {"\b\f\x1b[31m", R"("\u0008\u000c\u001b[31m")"},
    {std::string_view("\0", 1), R"("\u0000")"},
    {"\x1f \x7f", R"("\u001f \u007f")"},
    {"\xc2\x80\xc2\x9f\xc2\xa0", "\"\\u0080\\u009f\xc2\xa0\""}, // C1; the no-break space is none
    {"\xe2\x80\xa8\xe2\x80\xa9", R"("\u2028\u2029")"},          // the two separators
    {"\xe2\x80\xa7\xe2\x80\xaa\xe2\x81\xa8\xe2\x82\xac", "\"\xe2\x80\xa7\xe2\x80\xaa\xe2\x81\xa8\xe2\x82\xac\""},
    {"J\xc3\xbcrgen \xf0\x9f\x93\xa7", "\"J\xc3\xbcrgen \xf0\x9f\x93\xa7\""},
    {"a\xff"
     "b",
     "\"a\xef\xbf\xbd"
     "b\""},
    {"cut \xe2\x80", "\"cut \xef\xbf\xbd\""},
    {"cut \xc2", "\"cut \xef\xbf\xbd\""},
    {"\xff\x1b", "\"\xef\xbf\xbd\\u001b\""},
};

TEST(json_string, is_written_so_that_a_line_can_be_shown_anywhere)
{
    for (const auto& [text, json] : spellings)
        EXPECT_EQ(written(text), json);
}

TEST(json_string, reads_back_as_the_repaired_text)
{
    for (const auto& [text, json] : spellings) {
        const auto read = test::parse_json(written(text));
        ASSERT_TRUE(read) << json;
        EXPECT_EQ(read->text, utf8::repair(text));
    }
}

TEST(json_string, holds_no_control_whatever_two_octets_follow_each_other)
{
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const std::string text = {'x', static_cast<char>(first), static_cast<char>(second), 'y'};
            const std::string json = written(text);
            for (const char c : json)
                ASSERT_TRUE(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) << first << ' ' << second;
            const auto read = test::parse_json(json);
            ASSERT_TRUE(read) << first << ' ' << second;
            ASSERT_EQ(read->text, utf8::repair(text)) << first << ' ' << second;
        }
    }
}

TEST(json_string, escapes_every_code_point_that_is_a_control)
{
    for (char32_t c = 0; c < 0x3000; ++c) {
        std::string text;
        utf8::append(text, c);
        const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
        const bool escaped = written(text)[1] == '\\';
        EXPECT_EQ(escaped, control || c == '"' || c == '\\') << std::hex << static_cast<unsigned>(c);
    }
}

TEST(json_object, writes_members_in_order)
{
    std::string out = "before ";
    {
        json_object object(out);
        object.number("v", 1);
        object.text("empty", "");
        object.boolean("yes", true);
        object.null("nothing");
        object.always("gone", "");
        object.always("here", "x");
    }
    EXPECT_EQ(out, R"(before {"v":1,"empty":"","yes":true,"nothing":null,"gone":null,"here":"x"})");
}

TEST(json_object, leaves_out_what_is_absent)
{
    std::string out;
    {
        json_object object(out);
        object.member("text", "");
        object.member("time", std::optional<time_point>());
        object.member("count", std::optional<std::uint32_t>());
        object.member("ratio", std::optional<double>());
        object.member("last", "x");
    }
    EXPECT_EQ(out, R"({"last":"x"})");
}

TEST(json_object, writes_optional_numbers_as_numbers)
{
    std::string out;
    {
        json_object object(out);
        object.member("count", std::optional<std::uint32_t>(4'294'967'295u));
        object.member("none", std::optional<std::uint32_t>(0));
        object.member("delay", std::optional<double>(1.5));
        object.member("long", std::optional<double>(172800));
    }
    EXPECT_EQ(out, R"({"count":4294967295,"none":0,"delay":1.5,"long":172800})");
}

TEST(json_object, has_no_number_for_what_is_none)
{
    std::string out;
    {
        json_object object(out);
        object.number("nan", std::nan(""));
        object.number("infinite", std::numeric_limits<double>::infinity());
        object.number("tiny", 1e-300);
    }
    EXPECT_EQ(out, R"({"tiny":1e-300})");
    EXPECT_TRUE(test::parse_json(out));
}

TEST(json_object, nests_and_escapes_names_of_others)
{
    std::string out;
    {
        json_object outer(out);
        json_object inner(outer.key("inner"));
        append_json_string(inner.escaped_key("x-\"quoted\""), "a");
        append_json_string(inner.escaped_key("x-b"), "b");
    }
    EXPECT_EQ(out, R"({"inner":{"x-\"quoted\"":"a","x-b":"b"}})");
}

TEST(json_object, writes_arrays_of_texts)
{
    const auto as_is = [](const std::string& text) -> std::string_view { return text; };
    std::string out;
    {
        json_object object(out);
        object.texts("none", std::vector<std::string>(), as_is);
        object.texts("two", std::vector<std::string>{"a\n", ""}, as_is);
    }
    EXPECT_EQ(out, R"({"none":[],"two":["a\n",""]})");
}

} // namespace
} // namespace recoil::event
