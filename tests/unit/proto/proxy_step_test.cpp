#include "proto/proxy_step.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::proto {
namespace {

proxy_step step_of(std::string_view line)
{
    return parse_proxy_command(line).step;
}

TEST(proxy_step, commands)
{
    EXPECT_EQ(step_of("EHLO a"), proxy_step::ehlo);
    EXPECT_EQ(step_of("helo a"), proxy_step::reset);
    EXPECT_EQ(step_of("rset"), proxy_step::reset);
    EXPECT_EQ(step_of("XCLIENT NAME=a"), proxy_step::reset);
    EXPECT_EQ(step_of("mail FROM:<>"), proxy_step::mail);
    EXPECT_EQ(step_of("Rcpt TO:<a>"), proxy_step::rcpt);
    EXPECT_EQ(step_of("DATA"), proxy_step::data);
    EXPECT_EQ(step_of("QUIT"), proxy_step::quit);
    EXPECT_EQ(step_of("BDAT 1 LAST"), proxy_step::chunk);
    for (const std::string_view line : {"", "NOOP", "XFORWARD ADDR=::1", "VRFY a", "DATAx", "XYZ", "\xff"})
        EXPECT_EQ(step_of(line), proxy_step::other) << line;
}

TEST(proxy_step, commands_that_cannot_be_followed_are_withheld)
{
    for (const std::string_view line : {"STARTTLS", "starttls", "AUTH PLAIN", "X-EXPS GSSAPI", "BURL imap: LAST",
                                        "LHLO a", "XEXCH50 10 2", "TURN", "ATRN a"})
        EXPECT_EQ(step_of(line), proxy_step::withheld) << line;
}

// Servers skip white space, or end a string at a NUL: such a line must not hide what it is.
TEST(proxy_step, a_verb_cannot_hide)
{
    EXPECT_EQ(step_of(" \tBDAT 1"), proxy_step::chunk);
    EXPECT_EQ(step_of("BDAT\v1"), proxy_step::chunk);
    EXPECT_EQ(step_of("STARTTLS\t"), proxy_step::withheld);
    EXPECT_EQ(step_of({"BDAT\0 1", 7}), proxy_step::withheld);
    EXPECT_EQ(step_of({"NOOP \0", 6}), proxy_step::withheld);
}

TEST(proxy_step, the_argument_is_trimmed)
{
    EXPECT_EQ(parse_proxy_command(" MAIL  FROM:<a@b> SIZE=1 ").argument, "FROM:<a@b> SIZE=1");
    EXPECT_EQ(parse_proxy_command("DATA").argument, "");
}

TEST(proxy_step, addresses)
{
    EXPECT_EQ(proxy_address("FROM:<a@b> SIZE=10", proxy_step::mail), "a@b");
    EXPECT_EQ(proxy_address("FROM: <a@b>", proxy_step::mail), "a@b");
    EXPECT_EQ(proxy_address("FROM:<>", proxy_step::mail), "");
    EXPECT_EQ(proxy_address("TO:<bounces+2@b> ORCPT=rfc822;x", proxy_step::rcpt), "bounces+2@b");
    EXPECT_EQ(proxy_address("TO:<postmaster>", proxy_step::rcpt), "postmaster");
    EXPECT_EQ(proxy_address("TO:<\xc3\xa9@b>", proxy_step::rcpt), "\xc3\xa9@b");
    EXPECT_EQ(proxy_address("TO:a@b X=1", proxy_step::rcpt), "a@b") << "some clients leave the brackets out";
    EXPECT_EQ(proxy_address("TO:<a>", proxy_step::rcpt), "a");
    EXPECT_EQ(proxy_address("TO:<", proxy_step::rcpt), "<");
    EXPECT_EQ(proxy_address("TO:<\xff@b>", proxy_step::rcpt), "") << "no UTF-8";
    EXPECT_EQ(proxy_address("TO:" + std::string(5000, 'a'), proxy_step::rcpt), "");
    EXPECT_EQ(proxy_address("nothing", proxy_step::rcpt), "");
}

TEST(proxy_step, extensions_that_cannot_be_followed_are_withheld)
{
    const std::string reply = "250-next.example\r\n250-PIPELINING\r\n250-SIZE 10240000\r\n250-VRFY\r\n250-ETRN\r\n"
                              "250-STARTTLS\r\n250-AUTH PLAIN LOGIN\r\n250-AUTH=PLAIN\r\n250-XCLIENT NAME ADDR\r\n"
                              "250-XFORWARD NAME ADDR PROTO HELO SOURCE PORT IDENT\r\n250-ENHANCEDSTATUSCODES\r\n"
                              "250-8bitmime\r\n250-DSN\r\n250-SMTPUTF8\r\n250-BINARYMIME\r\n250 CHUNKING\r\n";
    EXPECT_EQ(withhold_extensions(reply),
              "250-next.example\r\n250-PIPELINING\r\n250-SIZE 10240000\r\n250-VRFY\r\n250-ETRN\r\n"
              "250-XCLIENT NAME ADDR\r\n250-XFORWARD NAME ADDR PROTO HELO SOURCE PORT IDENT\r\n"
              "250-ENHANCEDSTATUSCODES\r\n250-8bitmime\r\n250-DSN\r\n250 SMTPUTF8\r\n");
}

TEST(proxy_step, an_unknown_extension_is_withheld)
{
    EXPECT_EQ(withhold_extensions("250-a\r\n250-X-NEW\r\n250 DSN\r\n"), "250-a\r\n250 DSN\r\n");
    EXPECT_EQ(withhold_extensions("250-a\r\n250-PRDR\r\n250 REQUIRETLS\r\n"), "250 a\r\n");
    EXPECT_EQ(withhold_extensions("250-a\r\n250\r\n"), "250 a\r\n");
}

TEST(proxy_step, the_first_line_is_no_extension)
{
    EXPECT_EQ(withhold_extensions("250 STARTTLS\r\n"), "250 STARTTLS\r\n");
    EXPECT_EQ(withhold_extensions("250-CHUNKING Hello\r\n250 DSN\r\n"), "250-CHUNKING Hello\r\n250 DSN\r\n");
    EXPECT_EQ(withhold_extensions("250\r\n"), "250\r\n");
}

} // namespace
} // namespace recoil::proto
