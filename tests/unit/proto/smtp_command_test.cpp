#include "proto/smtp_command.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace recoil::proto {
namespace {

struct line_row {
    std::string_view line;
    verb name;
    std::string_view argument = "";
};

constexpr line_row lines[] = {
    {"NOOP", verb::noop},
    {"noop", verb::noop},
    {"NoOp", verb::noop},
    {"NOOP  some words ", verb::noop, "some words"},
    {"QUIT ", verb::quit},
    {"RSET\t", verb::rset},
    {"LHLO client.example", verb::lhlo, "client.example"},
    {"EHLO\tclient.example", verb::ehlo, "client.example"},
    {"HELO x", verb::helo, "x"},
    {"mail FROM:<>", verb::mail, "FROM:<>"},
    {"RCPT TO:<a@b> X=1", verb::rcpt, "TO:<a@b> X=1"},
    {"DATA", verb::data},
    {"BDAT 10 LAST", verb::bdat, "10 LAST"},
    {"VRFY a", verb::vrfy, "a"},
    {"HELP", verb::help},
    {"EXPN staff", verb::unimplemented, "staff"},
    {"ETRN example.org", verb::unimplemented, "example.org"},
    {"TURN", verb::unimplemented},
    {"AUTH PLAIN", verb::unimplemented, "PLAIN"},
    {"STARTTLS", verb::starttls},
    {"", verb::unknown},
    {" NOOP", verb::unknown},
    {"NOOPX", verb::unknown},
    {"NOO", verb::unknown},
    {"MAIL:FROM", verb::unknown},
    {"XFORWARD NAME=x", verb::unknown},
    {"XCLIENT ADDR=x", verb::unknown},
    {"GET / HTTP/1.1", verb::unknown},
    {"Subject: x", verb::unknown},
    {{"NOOP\0", 5}, verb::unknown},
    {"\xff", verb::unknown},
};

TEST(smtp_command, verbs)
{
    for (const line_row& row : lines) {
        const smtp_command command = parse_command(row.line);
        EXPECT_EQ(command.name, row.name) << row.line;
        if (row.name != verb::unknown) {
            EXPECT_EQ(command.argument, row.argument) << row.line;
        }
    }
}

struct mail_row {
    std::string_view argument;
    parsed<std::string_view> result; // the address or the refusal
};

const mail_row mails[] = {
    {"FROM:<>", ""},
    {"from:<>", ""},
    {"FROM: <a@b>", "a@b"},
    {"FROM:<a@b> SIZE=10 BODY=8BITMIME", "a@b"},
    {"FROM:<j\xC3\xB6@b> SMTPUTF8", "j\xC3\xB6@b"},
    {"FROM:<>  RET=HDRS  ENVID=x", ""},
    {"", reply::bad_syntax},
    {"FROM", reply::bad_syntax},
    {"FROM <a@b>", reply::bad_syntax},
    {"TO:<a@b>", reply::bad_syntax},
    {"FROM:", reply::bad_sender},
    {"FROM:a@b", reply::bad_sender},
    {"FROM:<a>", reply::bad_sender},
    {"FROM:<a@b> SIZE=x", reply::bad_syntax},
    {"FROM:<a@b> FOO=x", reply::unknown_parameter},
    {"FROM:<j\xC3\xB6@b>", reply::needs_smtputf8},
    {"FROM:<j\xC3\xB6@b> BODY=8BITMIME", reply::needs_smtputf8},
    {"FROM:<j\xC3@b> SMTPUTF8", reply::bad_sender},
};

TEST(smtp_command, mail)
{
    for (const mail_row& row : mails) {
        const parsed<mail_command> got = parse_mail(row.argument);
        ASSERT_EQ(got.index(), row.result.index()) << row.argument;
        if (const auto* command = std::get_if<mail_command>(&got)) {
            EXPECT_EQ(command->address, std::get<0>(row.result)) << row.argument;
        } else {
            EXPECT_EQ(std::get<reply>(got), std::get<1>(row.result)) << row.argument;
        }
    }
}

struct rcpt_row {
    std::string_view argument;
    bool smtputf8;
    parsed<std::string_view> result;
};

const rcpt_row rcpts[] = {
    {"TO:<a@b>", false, "a@b"},
    {"to: <a@b>", false, "a@b"},
    {"TO:<Postmaster>", false, "Postmaster"},
    {"TO:<@x,@y:a@b> NOTIFY=NEVER", false, "a@b"},
    {"TO:<a@b> ORCPT=rfc822;a+2Bb@b", false, "a@b"},
    {"TO:<j\xC3\xB6@b>", true, "j\xC3\xB6@b"},
    {"TO:<j\xC3\xB6@b>", false, reply::needs_smtputf8},
    {"TO:<j\xC3@b>", true, reply::bad_recipient},
    {"TO:<>", false, reply::bad_recipient},
    {"TO:", false, reply::bad_recipient},
    {"FROM:<a@b>", false, reply::bad_syntax},
    {"TO:<a@b> NOTIFY=NEVER,DELAY", false, reply::bad_syntax},
    {"TO:<a@b> SIZE=1", false, reply::unknown_parameter},
};

TEST(smtp_command, rcpt)
{
    for (const rcpt_row& row : rcpts) {
        const parsed<rcpt_command> got = parse_rcpt(row.argument, row.smtputf8);
        ASSERT_EQ(got.index(), row.result.index()) << row.argument;
        if (const auto* command = std::get_if<rcpt_command>(&got)) {
            EXPECT_EQ(command->address, std::get<0>(row.result)) << row.argument;
        } else {
            EXPECT_EQ(std::get<reply>(got), std::get<1>(row.result)) << row.argument;
        }
    }
}

struct bdat_row {
    std::string_view argument;
    bool valid;
    std::uint64_t size;
    bool last;
};

constexpr bdat_row bdats[] = {
    {"0", true, 0, false},
    {"0 LAST", true, 0, true},
    {"1000", true, 1000, false},
    {"1000  last", true, 1000, true},
    {"18446744073709551616 LAST", true, std::numeric_limits<std::uint64_t>::max(), true},
    {"", false, 0, false},
    {"LAST", false, 0, false},
    {"-1", false, 0, false},
    {"1x", false, 0, false},
    {"10 FIRST", false, 10, false},
    {"10 LAST LAST", false, 10, false},
    {"10LAST", false, 0, false},
};

TEST(smtp_command, bdat)
{
    for (const bdat_row& row : bdats) {
        const bdat_command got = parse_bdat(row.argument);
        EXPECT_EQ(got.valid, row.valid) << row.argument;
        EXPECT_EQ(got.size, row.size) << row.argument;
        EXPECT_EQ(got.last, row.last) << row.argument;
    }
}

} // namespace
} // namespace recoil::proto
