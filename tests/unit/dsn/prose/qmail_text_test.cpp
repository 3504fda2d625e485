#include "dsn/prose/statement.hpp"
#include "support/lines.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::dsn {
namespace {

std::vector<statement> read(const std::string& text)
{
    return read_qmail_text(test::lines_of(text));
}

TEST(qmail_text, a_paragraph_for_each_recipient)
{
    const auto found = read("<kim@example.net>:\n"
                            "192.0.2.1 does not like recipient.\n"
                            "Remote host said: 550-5.1.1 no such\n"
                            "550 5.1.1 user\n"
                            "Giving up on 192.0.2.1.\n"
                            "\n"
                            "<lee@example.org>:\n"
                            "Sorry, no mailbox here by that name. (#5.1.1)\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
    EXPECT_EQ(found[0].answer.text, "550 5.1.1 no such user");
    EXPECT_EQ(found[0].stage, stage::rcpt);
    EXPECT_EQ(found[0].remote_ip, "192.0.2.1");
    EXPECT_EQ(found[1].recipient, "lee@example.org");
    EXPECT_EQ(found[1].answer.text, "Sorry, no mailbox here by that name. (#5.1.1)");
}

TEST(qmail_text, words_may_stand_below_an_empty_line)
{
    const auto found = read("<kim@example.net>:\n\nThe mailfolder is full.\n\nMore of no interest.\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].answer.text, "The mailfolder is full.");
}

TEST(qmail_text, a_recipient_without_words_is_one)
{
    const auto found = read("<kim@example.net>:\n\n<lee@example.org>:\nfull\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].answer.text, "");
    EXPECT_EQ(found[1].answer.text, "full");
}

TEST(qmail_text, the_address_has_the_line_for_itself)
{
    for (const std::string line : {"<kim@example.net>: host said: 550 no", "kim@example.net:", "> <kim@example.net>:",
                                   "<kim>:", "<mailto:kim@example.net>:", "<>:", "<kim@example.net> wrote:"})
        EXPECT_TRUE(read(line + "\n550 no\n").empty()) << line;
}

} // namespace
} // namespace recoil::dsn
