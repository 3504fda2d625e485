#include "util/yaml.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace recoil::yaml {
namespace {

class map_reader_test : public ::testing::Test {
protected:
    map_reader reader(std::string_view text, std::string where = "")
    {
        tree_ = parse(text, "f.yaml", problems_).value_or(node{});
        return {tree_, std::move(where), "f.yaml", problems_};
    }

    std::string told()
    {
        std::string all;
        for (const problem& p : problems_)
            all += (all.empty() ? "" : "\n") + to_string(p);
        problems_.clear();
        return all;
    }

    node tree_;
    problems problems_;
};

TEST_F(map_reader_test, values_of_all_types)
{
    map_reader map = reader("{text: t, number: 5, below: -5, flag: true, list: [a, b]}");
    std::string text;
    std::uint64_t number = 0;
    std::int64_t below = 0;
    bool flag = false;
    std::vector<std::string> list;
    map.read("text", text);
    map.read("number", number, 0, 10);
    map.read("below", below, -10, 10);
    map.read("flag", flag);
    map.read("list", list);
    map.finish();
    EXPECT_EQ(told(), "");
    EXPECT_EQ(text, "t");
    EXPECT_EQ(number, 5U);
    EXPECT_EQ(below, -5);
    EXPECT_TRUE(flag);
    EXPECT_EQ(list, (std::vector<std::string>{"a", "b"}));
}

TEST_F(map_reader_test, absent_and_null_leave_the_variable)
{
    map_reader map = reader("{text: ~, number: null, flag: , list: ~}");
    std::string text = "before";
    std::uint64_t number = 7;
    bool flag = true;
    std::vector<std::string> list{"x"}, absent{"y"};
    map.read("text", text);
    map.read("number", number, 0, 1); // the default need not be in the range
    map.read("flag", flag);
    map.read("list", list);
    map.read("absent", absent);
    map.finish();
    EXPECT_EQ(told(), "");
    EXPECT_EQ(text, "before");
    EXPECT_EQ(number, 7U);
    EXPECT_TRUE(flag);
    EXPECT_EQ(list.size() + absent.size(), 2U);
}

TEST_F(map_reader_test, numbers_are_decimal_and_not_quoted)
{
    constexpr const char* range = " is not accepted; accepted: a decimal number from 1 to 1000";
    const std::pair<const char*, std::string> cases[]{
        {"017", "\"017\""},
        {"0x1f", "\"0x1f\""},
        {"0o17", "\"0o17\""},
        {"1_000", "\"1_000\""},
        {"1e2", "\"1e2\""},
        {"1.0", "\"1.0\""},
        {"+5", "\"+5\""},
        {"-5", "\"-5\""},
        {"0", "\"0\""},
        {"1001", "\"1001\""},
        {"18446744073709551617", "\"18446744073709551617\""},
        {"many", "\"many\""},
        {"'5'", "\"5\" in quotes"},
        {"[5]", "a list"},
        {"{a: 5}", "a map"},
    };
    for (const auto& [value, shown] : cases) {
        map_reader map = reader("n: " + std::string(value));
        std::uint64_t number = 42;
        map.read("n", number, 1, 1000);
        EXPECT_EQ(number, 42U) << value;
        EXPECT_EQ(told(), "f.yaml:1: n: " + shown + range);
    }
}

TEST_F(map_reader_test, numbers_reach_both_ends)
{
    map_reader map = reader("{a: 18446744073709551615, b: -9223372036854775807, c: 9223372036854775807, d: 0}");
    constexpr auto most = std::numeric_limits<std::uint64_t>::max();
    constexpr auto low = std::numeric_limits<std::int64_t>::min(), high = std::numeric_limits<std::int64_t>::max();
    std::uint64_t a = 0;
    std::int64_t b = 0, c = 0, d = 9;
    map.read("a", a, 0, most);
    map.read("b", b, low, high);
    map.read("c", c, low, high);
    map.read("d", d, 0, 0);
    EXPECT_EQ(told(), "");
    EXPECT_EQ(a, most);
    EXPECT_EQ(b, low + 1);
    EXPECT_EQ(c, high);
    EXPECT_EQ(d, 0);
    for (const char* bad : {"-017", "--1", "-", "9223372036854775808", "-99"}) {
        map_reader other = reader("n: " + std::string(bad));
        other.read("n", d, -50, high);
        EXPECT_EQ(d, 0);
        EXPECT_NE(told(), "") << bad;
    }
}

TEST_F(map_reader_test, only_true_and_false_are_booleans)
{
    for (const char* bad : {"yes", "no", "on", "off", "True", "FALSE", "1", "y", "'true'", "[]"}) {
        map_reader map = reader("b: " + std::string(bad));
        bool flag = true;
        map.read("b", flag);
        EXPECT_TRUE(flag);
        EXPECT_NE(told().find("is not accepted; accepted: true, false"), std::string::npos) << bad;
    }
    bool flag = true;
    reader("b: false").read("b", flag);
    EXPECT_FALSE(flag);
}

TEST_F(map_reader_test, text_is_any_scalar)
{
    map_reader map = reader("{a: 0660, b: 'null', c: \"\", d: [x], e: no}");
    std::string a, b, c = "x", d = "before", e;
    map.read("a", a);
    map.read("b", b);
    map.read("c", c);
    map.read("d", d);
    map.read("e", e);
    EXPECT_EQ(a + "|" + b + "|" + c + "|" + d + "|" + e, "0660|null||before|no");
    EXPECT_EQ(told(), "f.yaml:1: d: a list is not accepted; accepted: text");
}

TEST_F(map_reader_test, a_list_of_texts_may_be_one_text)
{
    map_reader map = reader("{a: one, b: [], c: [x, [y], z], d: {k: v}, e: [~]}");
    std::vector<std::string> a, b{"x"}, c{"before"}, d{"before"}, e{"before"};
    map.read("a", a);
    map.read("b", b);
    map.read("c", c);
    map.read("d", d);
    map.read("e", e);
    EXPECT_EQ(a, (std::vector<std::string>{"one"}));
    EXPECT_TRUE(b.empty());
    EXPECT_EQ(c[0] + d[0] + e[0], "beforebeforebefore");
    EXPECT_EQ(told(), "f.yaml:1: c[1]: a list is not accepted; accepted: a list of texts, or one text\n"
                      "f.yaml:1: d: a map is not accepted; accepted: a list of texts, or one text\n"
                      "f.yaml:1: e[0]: an empty value is not accepted; accepted: a list of texts, or one text");
}

TEST_F(map_reader_test, unknown_keys_are_named_with_the_known_ones)
{
    map_reader map = reader("a: 1\nbb: 2\nc: 3\n", "limits");
    std::string value;
    map.read("a", value);
    map.find("b");
    map.read("c", value);
    map.read("c", value);
    map.finish();
    EXPECT_EQ(told(), "f.yaml:2: limits.bb: unknown key; known: a, b, c");
}

TEST_F(map_reader_test, what_is_no_map_reads_as_an_empty_one)
{
    for (const char* text : {"[a]", "plain"}) {
        map_reader map = reader(text, "rules");
        std::string value = "before";
        map.read("a", value);
        map.finish();
        EXPECT_EQ(value, "before");
        EXPECT_NE(told().find("f.yaml:1: rules: "), std::string::npos);
    }
    reader("", "rules").finish();
    EXPECT_EQ(told(), "") << "null is a map without keys";
}

TEST_F(map_reader_test, problems_of_the_caller)
{
    map_reader map = reader("a: 1\nb: {c: 2}\n");
    EXPECT_EQ(map.line(), 1);
    map.fail("b", "bad");
    map.fail("absent", "missing");
    map_reader inner = map.inner(*map.find("b"), "b");
    inner.fail("c", "worse");
    EXPECT_EQ(inner.path("c"), "b.c");
    EXPECT_EQ(inner.path(""), "b");
    EXPECT_EQ(told(), "f.yaml:2: b: bad\nf.yaml:1: absent: missing\nf.yaml:2: b.c: worse");
}

TEST_F(map_reader_test, a_value_in_a_problem_is_short_and_printable)
{
    node value;
    value.type = kind::scalar;
    value.scalar = "a\n\x1B" + std::string(100, 'x');
    const std::string shown = described(value);
    EXPECT_TRUE(shown.starts_with("\"a\\n\\x1Bxxx"));
    EXPECT_TRUE(shown.ends_with("xxx...\""));
    EXPECT_LT(shown.size(), 100U);
    EXPECT_EQ(described(node{}), "an empty value");
}

} // namespace
} // namespace recoil::yaml
