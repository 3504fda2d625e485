#include "mime/html_layout.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::mime {
namespace {

// One step for each character: letters and ':' are words, ' ' a blank, '/' a line's end, '|' a paragraph's, '~' <br>,
// '[' and ']' a table, '-' a row, '.' a cell, '^' attached text, '_' and '!' a blank and a line end that are kept.
std::string lay_out(std::string_view steps)
{
    html_layout layout;
    std::string out;
    for (const char c : steps) {
        switch (c) {
        case ' ':
            layout.blank();
            break;
        case '/':
            layout.end_line();
            break;
        case '|':
            layout.end_paragraph();
            break;
        case '~':
            layout.line_break();
            break;
        case '[':
            layout.begin_table();
            break;
        case ']':
            layout.end_table();
            break;
        case '-':
            layout.begin_row();
            break;
        case '.':
            layout.begin_cell();
            break;
        case '^':
            layout.attach("^", out);
            break;
        case '_':
            layout.preformatted(' ', out);
            break;
        case '!':
            layout.preformatted('\n', out);
            break;
        default:
            layout.words({&c, 1}, out);
        }
    }
    layout.finish(out);
    return out;
}

struct layout_case {
    std::string_view steps;
    std::string_view lines;
};

void expect_all(std::initializer_list<layout_case> cases)
{
    for (const layout_case& c : cases)
        EXPECT_EQ(lay_out(c.steps), c.lines) << c.steps;
}

TEST(HtmlLayout, BreaksLinesBetweenWordsOnly)
{
    expect_all({
        {"", ""},
        {" /|~ ", ""},
        {"ab", "ab\n"},
        {"a  b ", "a b\n"},
        {" a / b ", "a\nb\n"},
        {"a//b", "a\nb\n"},
        {"a|b", "a\n\nb\n"},
        {"a||/|b", "a\n\nb\n"},
        {"a~b", "a\nb\n"},
        {"a~~b", "a\n\nb\n"},
        {"a~~~~b", "a\n\nb\n"},
        {"a/~b", "a\n\nb\n"},
        {"a~/b", "a\nb\n"},
        {"a ^b", "a^ b\n"},
        {"a|^b", "a^\n\nb\n"},
    });
}

TEST(HtmlLayout, KeepsPreformattedWhiteSpace)
{
    expect_all({
        {"a|b!__c!d!|e", "a\n\nb\n  c\nd\n\ne\n"},
        {"a!!!b", "a\n\n\nb\n"},
        {"_a_", " a \n"},
        {"a!", "a\n"},
    });
}

TEST(HtmlLayout, JoinsTheCellsOfARow)
{
    expect_all({
        {"[-.a.b-]", "a b\n"},
        {"[-.a.b--.c.d-]", "a b\nc d\n"},
        {"x[-.a.b-]y", "x\n\na b\n\ny\n"},
        {"[-.|a|.|b|-]", "a b\n"},
        {"[-./|a|/. |~b~-.c]", "a b\nc\n"},
        {"[-.a...b-]", "a b\n"},
        {"[-...a-]", "a\n"},
        {"[-.a..--.--.b]", "a\nb\n"},
        {"[---.a---.b---]", "a\nb\n"},
        {"[a-.b]", "a\nb\n"},
        {"-.a.b-.c", "a b\nc\n"}, // without a table
    });
}

TEST(HtmlLayout, KeepsTheLinesOfACell)
{
    expect_all({
        {"[-.a~b.c-]", "a\nb\nc\n"},
        {"[-.a~b..c-]", "a\nb\nc\n"},
        {"[-.a~b.c.d-]", "a\nb\nc d\n"},
        {"[-.a.b|c-]", "a b\n\nc\n"},
        {"[-.:.b/c-]", ": b\nc\n"},
        {"[-.a~:.b-]", "a\n: b\n"},
        {"[-.a/b/.:|.c--.d.e]", "a\nb\n: c\nd e\n"},
        {"[-.a!.b]", "a\nb\n"},
    });
}

TEST(HtmlLayout, NestsTables)
{
    expect_all({
        {"[-.[-.a.b-.c]-]", "a b\nc\n"},
        {"[-.a.[-.b-.c]-]", "a\nb\nc\n"},
        {"[-.a. [-.b]-]", "a\nb\n"},
        {"[-.:.[-.b.c-.d]-]", ": b c\nd\n"},
        {"[-.:. | [ - .[-.b]]-]", ": b\n"},
        {"[-.[-.a.b].c-]", "a b\nc\n"},
        {"[-.[-.:].c-]", ": c\n"},
        {"[-.[-.].c.d-]", "c d\n"},
        {"[-.x[-.a]y.z-.w]", "x\n\na\n\ny\nz\nw\n"},
        {"[-.[-.[-.a]]-.b]c", "a\n\nb\n\nc\n"},
        {"[-.|a|-.b|c|-.d]", "a\nb\n\nc\nd\n"},
    });
}

TEST(HtmlLayout, TakesUnbalancedTables)
{
    expect_all({
        {"]]a]b", "a\n\nb\n"},
        {"[[[-.a.b", "a b\n"},
        {"a.b-c", "a b\nc\n"},
    });
}

TEST(HtmlLayout, FollowsTablesToADepth)
{
    const auto nested = [](std::size_t depth) {
        std::string steps;
        for (std::size_t i = 0; i < depth; ++i)
            steps += "[-.";
        steps += "a.b";
        for (std::size_t i = 0; i < depth; ++i)
            steps += "-]";
        return lay_out("x" + steps + "y[-.c]");
    };
    EXPECT_EQ(nested(3), "x\n\na b\n\ny\n\nc\n");
    EXPECT_EQ(nested(html_layout::max_depth - 1), nested(3));
    EXPECT_EQ(nested(html_layout::max_depth + 100), nested(3));
}

} // namespace
} // namespace recoil::mime
