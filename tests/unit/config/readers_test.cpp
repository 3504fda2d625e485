#include "config/readers.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace recoil::config {
namespace {

constexpr std::array<std::string_view, 2> colours{"red", "green"};

std::string_view check_short(std::string_view text)
{
    return text.size() <= 3 ? "" : "at most three letters";
}

class readers_test : public ::testing::Test {
protected:
    yaml::map_reader reader(std::string_view text)
    {
        tree_ = yaml::parse(text, "f.yaml", problems_).value_or(yaml::node{});
        return {tree_, "", "f.yaml", problems_};
    }

    std::string told()
    {
        std::string all;
        for (const problem& p : problems_)
            all += to_string(p) + "\n";
        problems_.clear();
        return all;
    }

    yaml::node tree_;
    problems problems_;
};

TEST_F(readers_test, text)
{
    auto from = reader("{a: abc, b: abcd, c: [abcd], d: ~}");
    std::string a, b = "x", c = "x", d = "long before";
    read_text(from, "a", a, check_short);
    read_text(from, "b", b, check_short);
    read_text(from, "c", c, check_short);
    read_text(from, "d", d, check_short);
    EXPECT_EQ(a + b + c + d, "abcxxlong before");
    EXPECT_EQ(told(), "f.yaml:1: b: \"abcd\" is not accepted; accepted: at most three letters\n"
                      "f.yaml:1: c: a list is not accepted; accepted: text\n");
}

TEST_F(readers_test, texts)
{
    auto from = reader("{a: [x, y], b: one, c: [long, ok, longer], d: toolong, e: [[x]], f: []}");
    std::vector<std::string> a, b, c{"kept"}, d{"kept"}, e{"kept"}, f{"x"};
    read_texts(from, "a", a, check_short);
    read_texts(from, "b", b, check_short);
    read_texts(from, "c", c, check_short);
    read_texts(from, "d", d, check_short);
    read_texts(from, "e", e, check_short);
    read_texts(from, "f", f, check_short);
    EXPECT_EQ(a.size(), 2U);
    EXPECT_EQ(b.at(0) + c.at(0) + d.at(0) + e.at(0), "onekeptkeptkept");
    EXPECT_TRUE(f.empty());
    EXPECT_EQ(told(), "f.yaml:1: c[0]: \"long\" is not accepted; accepted: at most three letters\n"
                      "f.yaml:1: c[2]: \"longer\" is not accepted; accepted: at most three letters\n"
                      "f.yaml:1: d: \"toolong\" is not accepted; accepted: at most three letters\n"
                      "f.yaml:1: e[0]: a list is not accepted; accepted: a list of texts, or one text\n");
}

TEST_F(readers_test, choice)
{
    auto from = reader("{a: green, b: Green, c: {red: green}, d: 'red'}");
    std::string a, b = "x", c = "x", d;
    read_choice(from, "a", a, colours);
    read_choice(from, "b", b, colours);
    read_choice(from, "c", c, colours);
    read_choice(from, "d", d, colours);
    EXPECT_EQ(a + b + c + d, "greenxxred");
    EXPECT_EQ(told(), "f.yaml:1: b: \"Green\" is not accepted; accepted: red, green\n"
                      "f.yaml:1: c: a map is not accepted; accepted: red, green\n");
}

TEST_F(readers_test, number_or_zero)
{
    auto from = reader("{a: 0, b: 9, c: 10, d: 20, e: 21, f: '0'}");
    std::uint64_t a = 1, b = 1, c = 1, d = 1, e = 1, f = 1, absent = 1;
    read_number_or_zero(from, "a", a, 10, 20);
    read_number_or_zero(from, "b", b, 10, 20);
    read_number_or_zero(from, "c", c, 10, 20);
    read_number_or_zero(from, "d", d, 10, 20);
    read_number_or_zero(from, "e", e, 10, 20);
    read_number_or_zero(from, "f", f, 10, 20);
    read_number_or_zero(from, "absent", absent, 10, 20);
    EXPECT_EQ((std::array{a, b, c, d, e, f, absent}), (std::array<std::uint64_t, 7>{0, 1, 10, 20, 1, 1, 1}));
    EXPECT_EQ(told(), "f.yaml:1: b: \"9\" is not accepted; accepted: 0 for none, or at least 10\n"
                      "f.yaml:1: e: \"21\" is not accepted; accepted: a decimal number from 0 to 20\n"
                      "f.yaml:1: f: \"0\" in quotes is not accepted; accepted: a decimal number from 0 to 20\n");
}

TEST_F(readers_test, duration)
{
    auto from = reader("{a: 30d, b: 12h, c: 90m, d: '90s', e: ~}");
    std::uint64_t a = 1, b = 1, c = 1, d = 1, e = 1;
    read_duration(from, "a", a, 90, 2'592'000);
    read_duration(from, "b", b, 90, 2'592'000);
    read_duration(from, "c", c, 90, 2'592'000);
    read_duration(from, "d", d, 90, 2'592'000);
    read_duration(from, "e", e, 90, 2'592'000);
    EXPECT_EQ((std::array{a, b, c, d, e}), (std::array<std::uint64_t, 5>{2'592'000, 43'200, 5400, 90, 1}));
    EXPECT_EQ(told(), "");
}

TEST_F(readers_test, duration_that_is_none)
{
    constexpr const char* refused[] = {"30", "d",    "''",  "30 d", "-1d",  "1.5h", "1D",
                                       "4w", "1d2h", "59s", "366d", "[1d]", "0d",   "99999999999d"};
    for (const char* text : refused) {
        auto from = reader(std::string("a: ") + text);
        std::uint64_t value = 7;
        read_duration(from, "a", value, 60, 365 * 86'400ull);
        EXPECT_EQ(value, 7U) << text;
        EXPECT_NE(told().find("is not accepted; accepted: a number with s, m, h or d, from 1m to 365d\n"),
                  std::string::npos)
            << text;
    }
    auto from = reader("a: 18446744073709551615d"); // the product does not fit
    std::uint64_t value = 7;
    read_duration(from, "a", value, 0, UINT64_MAX);
    EXPECT_EQ(value, 7U);
}

TEST_F(readers_test, duration_is_shown_as_it_is_written)
{
    constexpr std::pair<std::uint64_t, const char*> shown[] = {
        {0, "0s"}, {59, "59s"}, {60, "1m"}, {3600, "1h"}, {5400, "90m"}, {86'400, "1d"}, {2'592'000, "30d"}};
    for (const auto& [seconds, text] : shown)
        EXPECT_EQ(duration_text(seconds), text);
}

TEST_F(readers_test, date)
{
    auto from = reader("{a: 1970-01-01, b: 2026-11-21, c: '2024-02-29', d: ~}");
    std::uint64_t a = 1, b = 1, c = 1, d = 1;
    read_date(from, "a", a);
    read_date(from, "b", b);
    read_date(from, "c", c);
    read_date(from, "d", d);
    EXPECT_EQ((std::array{a, b, c, d}), (std::array<std::uint64_t, 4>{0, 1'795'219'200, 1'709'164'800, 1}));
    EXPECT_EQ(told(), "");
}

TEST_F(readers_test, date_that_is_none)
{
    constexpr const char* refused[] = {"2026-02-29", "2026-13-01", "2026-00-10",  "2026-1-1",
                                       "26-11-2026", "1969-12-31", "2026-11-21T", "2026/11/21",
                                       "''",         "20261121",   "2026-11-3x",  "[2026-11-21]"};
    for (const char* text : refused) {
        auto from = reader(std::string("a: ") + text);
        std::uint64_t value = 7;
        read_date(from, "a", value);
        EXPECT_EQ(value, 7U) << text;
        EXPECT_NE(told().find("is not accepted; accepted: a date such as 2026-11-21\n"), std::string::npos) << text;
    }
}

TEST_F(readers_test, maps_of_a_list)
{
    auto from = reader("{a: [{n: 1}, {n: 2, m: 3}], b: 1}");
    std::vector<std::uint64_t> numbers{9};
    const auto read_one = [](yaml::map_reader one) {
        std::uint64_t number = 0;
        one.read("n", number, 0, 9);
        one.finish();
        return number;
    };
    read_maps(from, "b", numbers, read_one);
    EXPECT_EQ(numbers, std::vector<std::uint64_t>{9});
    read_maps(from, "a", numbers, read_one);
    EXPECT_EQ(numbers, (std::vector<std::uint64_t>{1, 2}));
    EXPECT_EQ(told(), "f.yaml:1: b: \"1\" is not accepted; accepted: a list of maps\n"
                      "f.yaml:1: a[1].m: unknown key; known: n\n");
}

TEST_F(readers_test, list)
{
    auto from = reader("{a: [1, 2], b: {}, c: ~}");
    EXPECT_EQ(read_list(from, "a")->size(), 2U);
    EXPECT_EQ(read_list(from, "b"), nullptr);
    EXPECT_EQ(read_list(from, "c"), nullptr);
    EXPECT_EQ(told(), "f.yaml:1: b: a map is not accepted; accepted: a list of maps\n");
}

TEST_F(readers_test, texts_that_are_judged_one_by_one)
{
    const judgement odd = [](const yaml::node& text) {
        return text.scalar.size() % 2 == 0 ? "" : "line " + std::to_string(text.line) + " is odd";
    };
    auto from = reader("{a: [xx, ''], b: one, c: [xx,\n y], d: [[x]]}");
    std::vector<std::string> a, b{"kept"}, c{"kept"}, d{"kept"};
    read_texts(from, "a", a, odd);
    read_texts(from, "b", b, odd);
    read_texts(from, "c", c, odd);
    read_texts(from, "d", d, odd);
    EXPECT_EQ(a, (std::vector<std::string>{"xx", ""}));
    EXPECT_EQ(b, std::vector<std::string>{"kept"});
    EXPECT_EQ(c, std::vector<std::string>{"kept"});
    EXPECT_EQ(d, std::vector<std::string>{"kept"});
    EXPECT_EQ(told(), "f.yaml:1: b: line 1 is odd\n"
                      "f.yaml:2: c[1]: line 2 is odd\n"
                      "f.yaml:2: d[0]: a list is not accepted; accepted: a list of texts, or one text\n");
}

} // namespace
} // namespace recoil::config
