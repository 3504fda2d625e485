#include "util/yaml.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace recoil::yaml {
namespace {

// The problem of a text that has exactly one.
std::string refused(std::string_view text)
{
    problems found;
    if (parse(text, "f.yaml", found))
        return "accepted";
    std::string all;
    for (const problem& p : found)
        all += (all.empty() ? "" : "\n") + to_string(p);
    return all;
}

node accepted(std::string_view text)
{
    problems found;
    auto tree = parse(text, "f.yaml", found);
    EXPECT_TRUE(tree.has_value() && found.empty()) << text << "\n" << refused(text);
    return tree.value_or(node{});
}

TEST(yaml, empty_documents_are_null)
{
    for (const char* text : {"", "\n\n", "# only a comment\n", "---\n", "~", "null\n", "\xEF\xBB\xBF"})
        EXPECT_EQ(accepted(text).type, kind::null) << text;
}

TEST(yaml, a_tree_keeps_order_and_lines)
{
    const node tree = accepted("# comment\n"
                               "z: 1\n"
                               "a:\n"
                               "  - x\n"
                               "  - {k: v,\n"
                               "     l: w}\n"
                               "b: |\n"
                               "  two\n"
                               "  lines\n");
    ASSERT_EQ(tree.type, kind::map);
    ASSERT_EQ(tree.entries.size(), 3U);
    EXPECT_EQ(tree.entries[0].key, "z");
    EXPECT_EQ(tree.entries[0].value.line, 2);
    const node* list = tree.find("a");
    ASSERT_TRUE(list != nullptr && list->type == kind::sequence && list->items.size() == 2);
    EXPECT_EQ(list->line, 3) << "the line of the key, which is what an operator looks for";
    EXPECT_EQ(list->items[0].line, 4);
    EXPECT_EQ(list->items[1].line, 5);
    EXPECT_EQ(list->items[1].find("l")->line, 6);
    EXPECT_EQ(tree.find("b")->scalar, "two\nlines\n");
    EXPECT_EQ(tree.find("b")->line, 7);
    EXPECT_EQ(tree.find("absent"), nullptr);
}

TEST(yaml, a_value_knows_where_it_starts_itself)
{
    const node tree = accepted("a: one\n"
                               "b:\n"
                               "  - 'two'\n"
                               "  - [x, \"y\"]\n"
                               "c:\n"
                               "    three\n");
    const auto start = [](const node* n) { return std::pair(n->start.line, n->start.column); };
    EXPECT_EQ(start(tree.find("a")), std::pair(1, 4));
    EXPECT_EQ(start(&tree.find("b")->items[0]), std::pair(3, 5));
    EXPECT_EQ(start(&tree.find("b")->items[1].items[1]), std::pair(4, 9));
    EXPECT_EQ(start(tree.find("c")), std::pair(6, 5));
    EXPECT_EQ(tree.find("c")->line, 5);
}

TEST(yaml, scalars_are_kept_as_they_are_written)
{
    const node tree =
        accepted("{a: 0660, b: \"0660\", c: no, d: 'null', e: null, f: ~, g: , h: \"\", i: 1_000, j: 1e3}");
    EXPECT_EQ(tree.find("a")->scalar, "0660");
    EXPECT_FALSE(tree.find("a")->quoted);
    EXPECT_TRUE(tree.find("b")->quoted);
    EXPECT_EQ(tree.find("c")->scalar, "no");
    EXPECT_EQ(tree.find("d")->type, kind::scalar);
    for (const char* key : {"e", "f", "g"})
        EXPECT_EQ(tree.find(key)->type, kind::null) << key;
    EXPECT_EQ(tree.find("h")->type, kind::scalar);
    EXPECT_EQ(tree.find("i")->scalar, "1_000");
    EXPECT_EQ(tree.find("j")->scalar, "1e3");
}

TEST(yaml, carriage_returns_do_not_change_lines)
{
    const node tree = accepted("a: 1\r\nb: 2\r\n");
    EXPECT_EQ(tree.find("b")->line, 2);
    EXPECT_EQ(tree.find("b")->scalar, "2");
}

struct refusal {
    const char* text;
    const char* expected;
};

TEST(yaml, what_yaml_cpp_would_let_pass_is_refused)
{
    constexpr refusal cases[]{
        {"a: 1\nb: 2\na: 3\n", "f.yaml:3: a: duplicate key; it stands in line 1 already"},
        {"a: {b: 1, b: 2}\n", "f.yaml:1: a.b: duplicate key; it stands in line 1 already"},
        {"x: [{}, {b: 1,\n  \"b\": 2}]\n", "f.yaml:2: x[1].b: duplicate key; it stands in line 1 already"},
        {"a: &x 1\n", "f.yaml:1: a: an anchor is not accepted; write the value out wherever it is needed"},
        {"a: &x [1]\n", "f.yaml:1: a: an anchor is not accepted; write the value out wherever it is needed"},
        {"a: &x 1\nb: *x\n", "f.yaml:1: a: an anchor is not accepted; write the value out wherever it is needed\n"
                             "f.yaml:2: b: an alias is not accepted; write the value out"},
        {"a: *x\n", "f.yaml:1: not valid YAML: the referenced anchor is not defined"},
        {"a: !!int 1\n", "f.yaml:1: a: a tag is not accepted"},
        {"a: !mine {b: 1}\n", "f.yaml:1: a: a tag is not accepted"},
        {"a: ! [b]\n", "f.yaml:1: a: a tag is not accepted"},
        {"a: 1\n---\nb: 1\n", "f.yaml:2: a second document starts here; accepted: one document"},
        {"a: 1\n...\nb: 1\n", "f.yaml:3: a second document starts here; accepted: one document"},
        {"~: 1\n", "f.yaml:1: a key must be plain text"},
        {"? [a]\n: 1\n", "f.yaml:1: a key must be plain text"},
        {"a: \"x\\0y\"\n", "f.yaml:1: a: a NUL character is not accepted"},
    };
    for (const refusal& c : cases)
        EXPECT_EQ(refused(c.text), c.expected) << c.text;
}

TEST(yaml, syntax_errors_have_their_line)
{
    constexpr refusal cases[]{
        {"a: b: c\n", "f.yaml:1: not valid YAML: illegal map value"},
        {"a: 1\n]\n", "f.yaml:2: not valid YAML: illegal flow end"},
        {"a: [1,\n", "f.yaml:2: not valid YAML: end of sequence flow not found"},
        {"a:\n  b: 1\n\tc: 2\n",
         "f.yaml:3: not valid YAML: illegal tab when looking for indentation (the line is indented by a tab; "
         "accepted: blanks)"},
        {"a:\n\tb: 1\n",
         "f.yaml:2: not valid YAML: illegal map value (the line is indented by a tab; accepted: blanks)"},
        {"\n\na: @b\n", "f.yaml:3: not valid YAML: unknown token"},
    };
    for (const refusal& c : cases)
        EXPECT_EQ(refused(c.text), c.expected) << c.text;
}

// yaml-cpp takes U+0004 for the end of the input: what follows would be lost without a word.
TEST(yaml, text_that_is_none)
{
    EXPECT_EQ(refused("a: 1\nb: \x04\nc: 2\n"), "f.yaml:2: a control character is not accepted");
    EXPECT_EQ(refused(std::string_view("a: \0", 4)), "f.yaml:1: a control character is not accepted");
    EXPECT_EQ(refused("a: \x7F"), "f.yaml:1: a control character is not accepted");
    EXPECT_EQ(refused("a: 1\nb: 2\nc: gr\xFC\xDF\n"), "f.yaml:3: not valid UTF-8; accepted: UTF-8");
    EXPECT_EQ(refused("\xFF\xFE\x61"), "f.yaml:1: not valid UTF-8; accepted: UTF-8");
    EXPECT_EQ(accepted("a: gr\xC3\xBC\xC3\x9F").find("a")->scalar, "gr\xC3\xBC\xC3\x9F");
}

TEST(yaml, depth_is_bounded)
{
    const auto nested = [](int depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    EXPECT_EQ(accepted(nested(32)).type, kind::sequence);
    EXPECT_EQ(refused(nested(33)).substr(0, 9), "f.yaml:1:");
    EXPECT_NE(refused(nested(33)).find("nested deeper than 32 levels"), std::string::npos);
    EXPECT_NE(refused(nested(100'000)).find("nested deeper"), std::string::npos);

    std::string block;
    for (int i = 0; i < 40; ++i)
        block += std::string(i, ' ') + "a:\n";
    EXPECT_NE(refused(block).find("f.yaml:33: "), std::string::npos) << refused(block);
}

TEST(yaml, nodes_are_bounded)
{
    std::string list = "[";
    for (int i = 0; i < 199'999; ++i)
        list += "1,";
    EXPECT_EQ(accepted(list + "]").items.size(), 199'999U);
    EXPECT_NE(refused(list + "1]").find("more than 200000 values"), std::string::npos);
}

TEST(yaml, size_is_bounded)
{
    std::string text = "# ";
    text.append(4 * 1024 * 1024 - text.size(), 'x');
    EXPECT_EQ(accepted(text).type, kind::null);
    EXPECT_EQ(refused(text + "x"), "f.yaml: larger than 4194304 octets");
}

TEST(yaml, problems_are_collected_behind_those_before)
{
    problems found{{"other.yaml", 1, "", "bad"}};
    EXPECT_TRUE(parse("a: 1", "f.yaml", found)) << "an older problem is not this file's";
    EXPECT_FALSE(parse("{a: &x 1, a: &y 2}", "f.yaml", found));
    EXPECT_EQ(found.size(), 4U);
}

// Wherever a file is cut off, the answer is a tree or problems, each with a line that exists.
TEST(yaml, a_file_cut_anywhere)
{
    const std::string whole =
        "a: {b: [1, 'two', \"thr\\x41\"], c: ~}\nd:\n- e: |\n    text\n  f: >-\n    more\n? g\n: h\n";
    for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
        problems found;
        const auto tree = parse(std::string_view(whole).substr(0, cut), "f.yaml", found);
        EXPECT_EQ(tree.has_value(), found.empty()) << cut;
        for (const problem& p : found)
            EXPECT_TRUE(p.line >= 1 && p.line <= 9) << cut << " " << to_string(p);
    }
}

} // namespace
} // namespace recoil::yaml
