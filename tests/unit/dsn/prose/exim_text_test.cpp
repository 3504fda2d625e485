#include "dsn/prose/statement.hpp"
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

TEST(exim_text, reads_four_lines_of_exim_3)
{
    const auto found = read("  kim@example.net:\n"
                            "    SMTP error from remote mailer after RCPT TO:\n"
                            "    <kim@example.net>:\n"
                            "    host mx.example.net [192.0.2.82]:\n"
                            "    553 5.1.1 unknown or illegal user:\n"
                            "    kim@example.net\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].answer.text, "553 5.1.1 unknown or illegal user: kim@example.net");
    EXPECT_EQ(found[0].stage, stage::rcpt);
    EXPECT_EQ(found[0].remote_ip, "192.0.2.82");
}

struct origin_case {
    std::string_view entry;
    std::string_view recipient;
    std::string_view original;
    std::string_view answer;
};

TEST(exim_text, knows_who_was_written_to)
{
    constexpr auto cases = std::to_array<origin_case>({
        {"  kim@example.net\n    (generated from list@example.org)\n    Unrouteable address\n", "kim@example.net",
         "list@example.org", "Unrouteable address"},
        {"  kim@example.net\n    (ultimately generated from list@example.org)\n    Unrouteable address\n",
         "kim@example.net", "list@example.org", "Unrouteable address"},
        {"  kim@example.net (generated from list@example.org)\n    Unrouteable address\n", "kim@example.net",
         "list@example.org", "Unrouteable address"},
        {"  an undisclosed address\n    (generated from kim@example.net)\n", "kim@example.net", "", ""},
        {"  an undisclosed address\n    (generated from kim@example.net)\n    550 5.1.1 unknown\n", "kim@example.net",
         "", "550 5.1.1 unknown"},
        {"  pipe to |/usr/bin/list --post\n    generated by kim@example.net\n    local delivery failed\n",
         "kim@example.net", "", "local delivery failed"},
        {"  save to /var/mail/kim\n    generated by kim@example.net\n    mailbox is full\n", "kim@example.net", "",
         "mailbox is full"},
        {"  kim\n    SMTP error from remote mail server after MAIL FROM:<a@b> SIZE=1:\n    host mx [192.0.2.1]: 550 "
         "no\n",
         "kim", "", "550 no"},
        {"  <kim@example.net>:\n    Unrouteable address\n", "kim@example.net", "", "Unrouteable address"},
        {"  kim@example.net\n    Delay reason: Connection timed out\n", "kim@example.net", "", "Connection timed out"},
    });
    for (const origin_case& c : cases) {
        const auto found = read(greeting + std::string(c.entry));
        ASSERT_EQ(found.size(), 1u) << c.entry;
        EXPECT_EQ(found[0].recipient, c.recipient) << c.entry;
        EXPECT_EQ(found[0].original_recipient, c.original) << c.entry;
        EXPECT_EQ(found[0].answer.text, c.answer) << c.entry;
    }
}

TEST(exim_text, a_pipe_that_nobody_is_behind_names_nobody)
{
    for (const std::string_view origin : {"", "    generated by kim\n"}) {
        const auto found = read(greeting + "  save to /var/mail/kim\n" + std::string(origin) + "    mailbox is full\n");
        ASSERT_EQ(found.size(), 1u);
        EXPECT_EQ(found[0].recipient, "");
        EXPECT_EQ(found[0].answer.text, "mailbox is full") << "the header may name who that is about";
    }
    EXPECT_TRUE(read(greeting + "  pipe to |/usr/bin/list\n    generated by kim\n").empty()) << "says nothing";
    EXPECT_TRUE(read("  pipe to |/usr/bin/list\n    generated by kim@example.net\n").empty());
}

TEST(exim_text, survives_what_is_cut)
{
    for (const std::string_view rest : {"(", "(x", "host ", "host [", "SMTP error from remote mail server after",
                                        "SMTP error from remote mail server after RCPT", ": "})
        EXPECT_LE(read(greeting + "  a@b\n    " + std::string(rest) + "\n").size(), 1u) << rest;
}

TEST(exim_text, what_a_program_said_is_its_delivery_s_reason)
{
    const std::string entries = greeting + "  pipe to |/usr/bin/list --post\n    generated by kim@example.net\n\n"
                                           "  pipe to |/usr/bin/sort\n    generated by lee@example.net\n\n"
                                           "The following text was generated during the delivery attempts:\n\n";
    const auto found =
        read(entries + "------ pipe to |/usr/bin/list --post\n       generated by kim@example.net ------\n\n"
                       "cannot open the archive:\nno such file\n\n"
                       "------ pipe to |/usr/bin/sort generated by lee@example.net ------\n\n"
                       "disk full\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
    EXPECT_EQ(found[0].answer.text, "cannot open the archive: no such file");
    EXPECT_EQ(found[1].answer.text, "disk full");
    for (const std::string_view unfinished :
         {"------ pipe to |/usr/bin/list\n\nno end\n", "------ pipe to |/usr/bin/list"})
        EXPECT_EQ(read(entries + std::string(unfinished)).at(0).answer.text, "");
    EXPECT_EQ(read(entries + "------ This is a copy of the message ------\n\nhello\n").at(0).answer.text, "");
}

TEST(exim_text, reads_a_bounded_number_of_outputs)
{
    std::string entries = greeting;
    std::string outputs = "The following text was generated during the delivery attempts:\n\n";
    for (int i = 0; i < 20; ++i) {
        const std::string delivery = "generated by kim" + std::to_string(i) + "@example.net";
        entries += "  pipe to |/usr/bin/list\n    " + delivery + "\n\n";
        outputs += "------ pipe to |/usr/bin/list " + delivery + " ------\n\nno room\n\n";
    }
    const auto found = read(entries + outputs);
    ASSERT_EQ(found.size(), 20u);
    EXPECT_EQ(found[15].answer.text, "no room");
    EXPECT_EQ(found[16].answer.text, "");
}

} // namespace
} // namespace recoil::dsn
