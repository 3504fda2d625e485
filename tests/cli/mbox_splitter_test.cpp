#include "daemon/cli/mbox_splitter.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace recoil::cli {

namespace {

std::vector<std::string> split(std::string_view mbox, std::size_t piece = std::string_view::npos)
{
    std::vector<std::string> messages;
    bool open = false;
    mbox_splitter splitter({[&] {
                                EXPECT_FALSE(open);
                                open = true;
                                messages.emplace_back();
                            },
                            [&](std::string_view bytes) {
                                EXPECT_TRUE(open);
                                messages.back() += bytes;
                            },
                            [&] {
                                EXPECT_TRUE(open);
                                open = false;
                            }});
    while (!mbox.empty()) {
        splitter.feed(mbox.substr(0, piece));
        mbox.remove_prefix(std::min(piece, mbox.size()));
    }
    splitter.finish();
    EXPECT_FALSE(open);
    return messages;
}

using texts = std::vector<std::string>;

constexpr std::string_view two = "From a@example.com Tue Mar  3 09:15:42 2026\n"
                                 "Subject: one\n"
                                 "\n"
                                 "first\n"
                                 "\n"
                                 "From b@example.com Tue Mar  3 09:15:43 2026\n"
                                 "Subject: two\n"
                                 "\n"
                                 "second\n"
                                 "\n";

TEST(mbox_splitter, the_from_lines_and_the_empty_lines_before_them_are_no_part_of_a_message)
{
    EXPECT_EQ(split(two), (texts{"Subject: one\n\nfirst\n", "Subject: two\n\nsecond\n"}));
}

TEST(mbox_splitter, the_pieces_do_not_matter)
{
    const texts whole = split(two);
    for (std::size_t piece = 1; piece < two.size(); ++piece)
        EXPECT_EQ(split(two, piece), whole) << piece;
}

TEST(mbox_splitter, lines_may_end_in_cr_lf)
{
    EXPECT_EQ(split("From a\r\nS: 1\r\n\r\nx\r\n\r\nFrom b\r\nS: 2\r\n\r\ny\r\n"),
              (texts{"S: 1\r\n\r\nx\r\n", "S: 2\r\n\r\ny\r\n"}));
}

TEST(mbox_splitter, only_behind_an_empty_line_does_from_begin_a_message)
{
    EXPECT_EQ(split("From a\nS: 1\n\nFrom here on it is text? No:\n"), (texts{"S: 1\n", ""}));
    EXPECT_EQ(split("From a\nS: 1\n\nx\nFrom here on it is text\n"), (texts{"S: 1\n\nx\nFrom here on it is text\n"}));
    EXPECT_EQ(split("From a\nS: 1\n\nx\n\nFromage\n"), (texts{"S: 1\n\nx\n\nFromage\n"}));
}

TEST(mbox_splitter, a_quoted_from_loses_one_mark)
{
    EXPECT_EQ(split("From a\nS: 1\n\n>From x\n>>From y\n> From z\n>Fromage\n"),
              (texts{"S: 1\n\nFrom x\n>From y\n> From z\n>Fromage\n"}));
}

TEST(mbox_splitter, empty_lines_inside_a_message_stay)
{
    EXPECT_EQ(split("From a\nS: 1\n\n\n\nx\n\n\nFrom b\n"), (texts{"S: 1\n\n\n\nx\n\n", ""}));
}

TEST(mbox_splitter, what_stands_before_the_first_from_line_is_dropped)
{
    EXPECT_EQ(split("junk\n\nFrom a\nS: 1\n"), (texts{"S: 1\n"}));
    EXPECT_EQ(split("junk\nmore\n"), texts{});
    EXPECT_EQ(split(""), texts{});
}

TEST(mbox_splitter, the_last_line_may_lack_its_end)
{
    EXPECT_EQ(split("From a\nS: 1\n\nlast"), (texts{"S: 1\n\nlast"}));
    EXPECT_EQ(split("From a"), texts{""});
}

TEST(mbox_splitter, a_line_without_end_is_passed_on_whole_and_begins_nothing)
{
    const std::string line(200'000, 'x');
    for (const std::size_t piece : {4096U, 70'000U, 300'000U})
        EXPECT_EQ(split("From a\nS: 1\n\n" + line + "\nFrom y\n", piece), (texts{"S: 1\n\n" + line + "\nFrom y\n"}))
            << piece;
}

// The pieces of a long line are no lines: "From " at the start of a piece is text.
TEST(mbox_splitter, a_piece_of_a_long_line_is_no_line)
{
    const std::string head(65'537, 'x');
    EXPECT_EQ(split("From a\nS: 1\n\n" + head + "\n", 65'537).size(), 1U);
    const std::string line = head + ">From inside\n";
    texts messages;
    mbox_splitter splitter(
        {[&] { messages.emplace_back(); }, [&](std::string_view b) { messages.back() += b; }, [] {}});
    splitter.feed("From a\nS: 1\n\n");
    splitter.feed(head);
    splitter.feed(">From inside\n");
    splitter.finish();
    EXPECT_EQ(messages, (texts{"S: 1\n\n" + line}));
}

} // namespace

} // namespace recoil::cli
