#include "dsn/prose/statement.hpp"
#include "support/lines.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::dsn {
namespace {

std::vector<statement> read(const std::string& text)
{
    return read_nemesis_text(test::lines_of(text));
}

TEST(nemesis_text, no_empty_line_between_two_recipients)
{
    const auto found = read("\"kim@example.net\":\n"
                            "SMTP error from remote server after RCPT command:\n"
                            "host: mx.example.net\n"
                            "5.1.1 <kim@example.net>... User unknown\n"
                            "\"lee@example.org\":\n"
                            "SMTP error from remote server after RCPT command:\n"
                            "host: mx.example.org\n"
                            "5.2.2 <lee@example.org>... Mailbox full\n"
                            "\n"
                            "5.7.1 not part of it\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
    EXPECT_EQ(found[0].answer.text, "5.1.1 <kim@example.net>... User unknown");
    EXPECT_EQ(found[0].stage, stage::rcpt);
    EXPECT_EQ(found[0].remote_mta, "mx.example.net");
    EXPECT_EQ(found[1].recipient, "lee@example.org");
    EXPECT_EQ(found[1].answer.text, "5.2.2 <lee@example.org>... Mailbox full");
    EXPECT_EQ(found[1].remote_mta, "mx.example.org");
}

TEST(nemesis_text, host_and_reason_in_one_line)
{
    const auto found = read("kim@example.net:\nSMTP error from remote server for TEXT command, host: mx.example.net "
                            "(192.0.2.1) reason: 550 5.2.0 refused\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].answer.text, "550 5.2.0 refused");
    EXPECT_EQ(found[0].stage, stage::eod);
    EXPECT_EQ(found[0].remote_mta, "mx.example.net");
    EXPECT_EQ(found[0].remote_ip, "192.0.2.1");
}

TEST(nemesis_text, needs_both_the_entry_and_the_sentence)
{
    EXPECT_TRUE(read("kim@example.net:\n550 no\n").empty());
    EXPECT_TRUE(read("kim@example.net\nSMTP error from remote server after RCPT command:\n550 no\n").empty());
    EXPECT_TRUE(read("SMTP error from remote server after RCPT command:\n550 no\n").empty());
    EXPECT_TRUE(read("kim@example.net:\n").empty());
    EXPECT_TRUE(read("").empty());
}

} // namespace
} // namespace recoil::dsn
