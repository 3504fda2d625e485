#include "dsn/statement.hpp"
#include "support/lines.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

namespace recoil::dsn {
namespace {

std::vector<statement> read(std::string_view text)
{
    const auto lines = test::lines_of(text);
    return read_exim_text(lines);
}

const std::string greeting = "This message was created automatically by mail delivery software.\n\n";

TEST(exim_text, tells_reply_host_and_command)
{
    const auto found = read("  kim@example.net\n"
                            "    host mx.example.net [192.0.2.1]\n"
                            "    SMTP error from remote mail server after RCPT TO:<kim@example.net>:\n"
                            "    550-5.1.1 No such user\n"
                            "    550 5.1.1 here\n"
                            "  lee@example.net\n"
                            "    host mx.example.net [2001:db8::1]\n"
                            "    SMTP error from remote mail server after pipelined end of data:\n"
                            "    552 5.2.2 Full\n"
                            "\n"
                            "    550 not part of it\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
    EXPECT_EQ(found[0].answer.text, "550 5.1.1 No such user here");
    EXPECT_EQ(found[0].stage, stage::rcpt);
    EXPECT_EQ(found[0].remote_mta, "mx.example.net");
    EXPECT_EQ(found[0].remote_ip, "192.0.2.1");
    EXPECT_EQ(found[1].answer.code, 552);
    EXPECT_EQ(found[1].stage, stage::eod);
    EXPECT_EQ(found[1].remote_ip, "2001:db8::1");
}

TEST(exim_text, reads_the_older_form)
{
    const auto found = read("  kim@example.net\n"
                            "    (generated from list@example.com)\n"
                            "    SMTP error from remote mailer after MAIL FROM:<a@example.com> SIZE=1234:\n"
                            "    host mx.example.net [192.0.2.1]: 554 5.7.1 Blocked\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].answer.text, "554 5.7.1 Blocked");
    EXPECT_EQ(found[0].stage, stage::mail);
    EXPECT_EQ(found[0].remote_mta, "mx.example.net");
}

struct stage_case {
    std::string_view command;
    std::optional<stage> expected;
};

TEST(exim_text, names_the_command)
{
    constexpr auto cases = std::to_array<stage_case>({
        {"initial connection", stage::connect},
        {"EHLO out.example.com", stage::helo},
        {"HELO out.example.com", stage::helo},
        {"STARTTLS", stage::helo},
        {"pipelined MAIL FROM:<a@b>", stage::mail},
        {"RCPT TO:<a@b>", stage::rcpt},
        {"DATA", stage::data},
        {"end of data", stage::eod},
        {"sending data block", stage::eod},
        {"RSET", std::nullopt},
    });
    for (const stage_case& c : cases) {
        const auto found =
            read("  a@b\n    SMTP error from remote mail server after " + std::string(c.command) + ":\n    550 no\n");
        ASSERT_EQ(found.size(), 1u) << c.command;
        EXPECT_EQ(found[0].stage, c.expected) << c.command;
    }
}

TEST(exim_text, counts_exims_own_words_only_in_exims_notice)
{
    const std::string entry = "  kim@example.net\n    host mx [192.0.2.1]\n    retry timeout exceeded\n";
    EXPECT_TRUE(read(entry).empty());
    const auto found = read(greeting + entry);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].answer.text, "retry timeout exceeded");
    EXPECT_FALSE(found[0].answer.code);
    EXPECT_EQ(found[0].remote_ip, "192.0.2.1");
}

TEST(exim_text, an_entry_is_an_address_and_what_is_indented_below)
{
    EXPECT_TRUE(read(greeting + "  kim@example.net\n  all is well\n").empty());
    EXPECT_TRUE(read(greeting + "  kim@example.net\n\n    Unrouteable address\n").empty());
    EXPECT_TRUE(read(greeting + "  write to kim@example.net\n    Unrouteable address\n").empty());
    EXPECT_TRUE(read(greeting + "<kim@example.net>\n    (reason: 550 no)\n").empty());
    EXPECT_EQ(read(greeting + "  kim@example.net:\n    Unrouteable address\n").at(0).recipient, "kim@example.net");
    EXPECT_EQ(read(greeting + "  kim@example.net (from x)\n    Unrouteable address").size(), 1u);
}

TEST(exim_text, survives_what_is_cut)
{
    for (const std::string_view rest : {"(", "(x", "host ", "host [", "SMTP error from remote mail server after",
                                        "SMTP error from remote mail server after RCPT", ": "})
        EXPECT_LE(read(greeting + "  a@b\n    " + std::string(rest) + "\n").size(), 1u) << rest;
}

} // namespace
} // namespace recoil::dsn
