// What passes between a client and its next hop, what the session tells of it, and how both ways can end.
#include "proto/proxy_session.hpp"

#include "support/proxy_replay.hpp"
#include "support/proxy_script.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::proto {
namespace {

using test::proxied;
using test::proxied_data;
using test::proxied_with_recipient;
using test::proxy_options;
using test::proxy_replay;
using test::proxy_script;

constexpr auto lost = "451 4.3.0 The next hop is out of reach, try again later";
constexpr auto gone = "421 4.3.0 mx.example.org the next hop is gone";
constexpr auto smuggled = "550 5.6.11 Bare CR or LF beside a dot at the start of a line";
constexpr auto withheld = "502 5.5.1 Command not implemented";
constexpr auto bare_newline = "500 5.5.2 Bare CR or LF in a command";

TEST(proxy_session, the_next_hop_speaks_first)
{
    proxy_session session(proxy_options());
    EXPECT_TRUE(std::holds_alternative<need_next_hop>(session.next()));
    EXPECT_EQ(session.take_client_output().bytes, "");
    session.feed_next_hop("220-next.example\r\n220 ESMTP\r\n");
    EXPECT_TRUE(std::holds_alternative<need_client>(session.next()));
    const proxy_session::output output = session.take_client_output();
    EXPECT_EQ(output.bytes, "220-next.example\r\n220 ESMTP\r\n");
    EXPECT_EQ(output.codes, std::vector<std::uint16_t>{220});
}

// What smtpd says to a filter before the queue: one command at a time, in the words of its client.
TEST(proxy_session, a_delivery_before_the_queue)
{
    proxy_script dialogue = proxied();
    dialogue.client("EHLO mx.example.org\r\n").passed("EHLO mx.example.org\r\n");
    dialogue.next_hop(
        "250-next.example\r\n250-PIPELINING\r\n250-STARTTLS\r\n250-XFORWARD NAME ADDR\r\n250 CHUNKING\r\n");
    dialogue.replied("250-next.example").replied("250-PIPELINING").replied("250 XFORWARD NAME ADDR");
    dialogue.step("XFORWARD NAME=[UNAVAILABLE] ADDR=127.0.0.1 PORT=34722", "250 2.0.0 Ok");
    dialogue.step("mail FROM:<>", "250 2.1.0 Ok").event(mail_from{""});
    dialogue.step("rcpt TO:<bounces+2@b> ORCPT=rfc822;bounces+2B2@b", "250 2.1.5 Ok").event(rcpt_to{"bounces+2@b"});
    dialogue.step("DATA", "354 End data with <CR><LF>.<CR><LF>");
    dialogue.client("Subject: x\r\n\r\n..\r\n.x\r\nBody\r\n.\r\n")
        .passed("Subject: x\r\n\r\n..\r\n.x\r\nBody\r\n.\r\n");
    dialogue.event(content{"Subject: x\r\n\r\n.\r\nx\r\nBody\r\n"});
    dialogue.next_hop("250 2.0.0 Ok: queued as ABC\r\n").replied("250 2.0.0 Ok: queued as ABC");
    dialogue.event(end_of_message{}).step("QUIT", "221 2.0.0 Bye").event(closed{}).play();
}

// What the smtp client says behind the queue: all commands in one packet.
TEST(proxy_session, a_pipelined_delivery)
{
    proxy_script dialogue = proxied();
    dialogue.client("XFORWARD SOURCE=LOCAL\r\nMAIL FROM:<> SIZE=2390 BODY=8BITMIME\r\nRCPT TO:<a@b>\r\nDATA\r\n");
    dialogue.passed("XFORWARD SOURCE=LOCAL\r\nMAIL FROM:<> SIZE=2390 BODY=8BITMIME\r\nRCPT TO:<a@b>\r\nDATA\r\n");
    dialogue.next_hop("250 2.0.0 Ok\r\n250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 go\r\n").replied("250 2.0.0 Ok");
    dialogue.replied("250 2.1.0 Ok")
        .event(mail_from{""})
        .replied("250 2.1.5 Ok")
        .event(rcpt_to{"a@b"})
        .replied("354 go");
    dialogue.client("one\r\n.\r\nQUIT\r\n").passed("one\r\n.\r\nQUIT\r\n").event(content{"one\r\n"});
    dialogue.next_hop("250 queued\r\n221 Bye\r\n").replied("250 queued").event(end_of_message{}).replied("221 Bye");
    dialogue.event(closed{}).play();
}

TEST(proxy_session, replies_pass_as_they_are)
{
    proxy_script dialogue = proxied();
    dialogue.client("HELP\r\nXYZ\r\nVRFY a\r\n").passed("HELP\r\nXYZ\r\nVRFY a\r\n");
    dialogue.next_hop("214-one\r\n214-\r\n214 two\r\n500-5.5.2 \xff\r\n500 what?\r\n252\r\n");
    dialogue.replied("214-one").replied("214-").replied("214 two").replied("500-5.5.2 \xff").replied("500 what?");
    dialogue.replied("252").play();
}

TEST(proxy_session, commands_that_cannot_be_followed)
{
    proxy_script dialogue = proxied();
    dialogue.client("STARTTLS\r\nAUTH PLAIN AGEAYg==\r\nLHLO a\r\nturn\r\n").replied(withheld).replied(withheld);
    dialogue.replied(withheld).replied(withheld).step("NOOP", "250 Ok").play();
}

TEST(proxy_session, the_octets_of_a_chunk_are_no_commands)
{
    proxy_script dialogue = proxied_with_recipient();
    dialogue.client("BDAT 13 LAST\r\nMAIL FROM:<\r\nBDAT 0\r\nBDAT x\r\n").replied(withheld).replied(withheld);
    dialogue.replied(withheld).step("RSET", "250 Ok").event(aborted{}).play();
}

TEST(proxy_session, command_lines_that_do_not_pass)
{
    proto::proxy_options options = proxy_options();
    options.line_bytes = 32;
    proxy_script dialogue = proxied(options);
    dialogue.client("NOOP\nMAIL FROM:<>\r\n").replied(bare_newline).client("NOOP\rx\r\n").replied(bare_newline);
    dialogue.step("NOOP " + std::string(25, 'x'), "250 Ok").client("NOOP " + std::string(26, 'x') + "\r\n");
    dialogue.replied("500 5.5.2 Line too long").event(limit_reached{"line_bytes"});
    dialogue.client(std::string(300, 'y') + "\r\n").replied("500 5.5.2 Line too long");
    dialogue.event(limit_reached{"line_bytes"}).step("NOOP", "250 Ok").play();
}

// A dot between two ends of lines of which one is not CRLF, as in tests/unit/proto/dot_guard_test.cpp.
TEST(proxy_session, smuggling_ends_the_session_before_the_dot)
{
    for (const std::string before : {"\n", "\r", "\r\n"}) {
        for (const std::string behind : {"\n", "\r", "\r\n"}) {
            for (const std::string text : {"text", ""}) {
                if (before == "\r\n" && behind == "\r\n")
                    continue;
                proxy_script dialogue = proxied_data();
                dialogue.client(text + before + "." + behind + "MAIL FROM:<x@y>\r\nRCPT TO:<z>\r\nDATA\r\n.\r\n");
                dialogue.passed(text + before).event(content{text + before});
                dialogue.replied(smuggled).event(aborted{}).event(closed{}).play();
            }
        }
    }
}

TEST(proxy_session, other_bare_line_ends_pass_in_content)
{
    proxy_script dialogue = proxied_data();
    const std::string safe = "a\nb\rc\r\r\n\n\n x. \r\n..\n\r\n";
    dialogue.client(safe + ".\r\n").passed(safe + ".\r\n").event(content{"a\nb\rc\r\r\n\n\n x. \r\n.\n\r\n"});
    dialogue.next_hop("250 queued\r\n").replied("250 queued").event(end_of_message{}).play();
}

TEST(proxy_session, eight_bit_content_and_long_lines_pass)
{
    const std::string line = std::string(600, '\xff') + std::string(1, '\0') + "\r\n";
    proxy_script dialogue = proxied_data();
    dialogue.client(line + ".\r\n").passed(line + ".\r\n").event(content{line});
    dialogue.next_hop("250 queued\r\n").replied("250 queued").event(end_of_message{}).play();
}

// Whether octets behind DATA are content is the next hop's to say.
TEST(proxy_session, what_is_behind_a_refused_data_is_commands)
{
    proxy_script dialogue = proxied();
    dialogue.step("MAIL FROM:<>", "250 Ok").event(mail_from{""}).step("RCPT TO:<no>", "550 no");
    dialogue.step("DATA", "554 5.5.1 no valid recipients").step("MAIL FROM:<evil@x>", "503 nested");
    dialogue.step("RCPT TO:<a@b>", "250 Ok").event(rcpt_to{"a@b"}).step(".", "500 what?").play();
}

TEST(proxy_session, what_is_behind_an_accepted_data_is_content)
{
    proxy_script dialogue = proxied_with_recipient();
    const std::string content = "MAIL FROM:<evil@x>\r\nRCPT TO:<a@b>\r\nDATA\r\nSTARTTLS\r\nQUIT\r\n";
    dialogue.client("DATA\r\n" + content + ".\r\n").passed("DATA\r\n" + content + ".\r\n");
    dialogue.next_hop("354 go\r\n250 queued\r\n").replied("354 go").event(proto::content{content});
    dialogue.replied("250 queued").event(end_of_message{}).play();
}

TEST(proxy_session, a_next_hop_out_of_reach)
{
    proxy_script(proxy_options()).end(&proxy_session::next_hop_lost).replied(lost).event(closed{}).play();
}

TEST(proxy_session, a_next_hop_lost_at_a_command)
{
    proxy_script dialogue = proxied_with_recipient();
    dialogue.client("RCPT TO:<c@d>\r\nDATA\r\nQUIT\r\n").passed("RCPT TO:<c@d>\r\n").end(&proxy_session::next_hop_lost);
    dialogue.replied(lost).event(aborted{}).replied(gone).event(closed{}).play();
}

TEST(proxy_session, a_next_hop_lost_at_the_end_of_data)
{
    proxy_script dialogue = proxied_data();
    dialogue.client("x\r\n.\r\nQUIT\r\n")
        .passed("x\r\n.\r\n")
        .event(content{"x\r\n"})
        .end(&proxy_session::next_hop_lost);
    dialogue.replied(lost).event(aborted{}).replied(gone).event(closed{}).play();
}

// The rest of the data is read to its end, and passed to nobody.
TEST(proxy_session, a_next_hop_lost_in_data)
{
    proxy_session session(proxy_options());
    const auto next = [&] { return test::describe(session.next()); };
    next();
    session.feed_next_hop("220 a\r\n250 b\r\n354 d\r\n");
    next();
    session.feed_client("MAIL FROM:<>\r\nDATA\r\none\r\n");
    EXPECT_EQ(next(), "need_output");
    EXPECT_EQ(session.take_next_hop_output(), "MAIL FROM:<>\r\n") << "before its reply is looked at";
    EXPECT_EQ(next(), "mail_from ");
    EXPECT_EQ(next(), "need_output");
    EXPECT_EQ(session.take_next_hop_output(), "DATA\r\n");
    EXPECT_EQ(next(), "content one\r\n");
    EXPECT_EQ(next(), "need_client");
    EXPECT_TRUE(session.in_transaction());
    session.take_client_output();
    EXPECT_EQ(session.take_next_hop_output(), "one\r\n");
    session.next_hop_lost();
    EXPECT_EQ(next(), "aborted");
    EXPECT_EQ(next(), "need_client");
    EXPECT_TRUE(session.in_transaction()) << "the client has not had its answer";
    session.feed_client("two\r\n.\r\nMAIL FROM:<>\r\n");
    EXPECT_EQ(next(), "closed");
    EXPECT_EQ(session.take_client_output().bytes, std::string(lost) + "\r\n" + gone + "\r\n");
    EXPECT_EQ(session.take_next_hop_output(), "");
}

// The next hop must not take a part for the whole.
TEST(proxy_session, a_client_lost_in_data)
{
    for (const char* data : {"x\r\n", "x\r\n.", "x\r\n.\r"}) {
        proxy_script dialogue = proxied_data();
        dialogue.client(data).passed("x\r\n").event(content{"x\r\n"}).end(&proxy_session::client_lost);
        dialogue.event(aborted{}).event(closed{}).play();
    }
    proxied().end(&proxy_session::client_lost).event(closed{}).play();
}

TEST(proxy_session, the_drivers_other_endings)
{
    proxied().end(&proxy_session::shut_down).replied("421 4.3.2 mx.example.org shutting down").event(closed{}).play();
    proxied().end(&proxy_session::time_out).replied("421 4.4.2 mx.example.org time is up").event(closed{}).play();
    proxy_script dialogue = proxied_data();
    dialogue.end(&proxy_session::time_out).replied("421 4.4.2 mx.example.org time is up").event(aborted{});
    dialogue.event(closed{}).end(&proxy_session::shut_down).event(closed{}).end(&proxy_session::next_hop_lost);
    dialogue.event(closed{}).play();
}

TEST(proxy_session, output_is_bounded)
{
    std::string client;
    while (client.size() < 1'000'000)
        client += "AUTH\r\n";
    proxy_replay replay(proxy_options());
    replay.next_hop("220 a\r\n");
    replay.client(client);
    replay.run();
    EXPECT_LT(replay.most_output(), 66'000U);
    EXPECT_EQ(replay.codes().size(), client.size() / 6 + 1);
}

TEST(proxy_session, content_is_handed_on_as_it_comes)
{
    proxy_replay replay(proxy_options());
    replay.next_hop("220 a\r\n250 b\r\n250 c\r\n354 d\r\n");
    replay.client("MAIL FROM:<>\r\nRCPT TO:<b>\r\nDATA\r\n");
    const std::string line = std::string(62, 'x') + "\r\n";
    std::string passed = "MAIL FROM:<>\r\nRCPT TO:<b>\r\nDATA\r\n";
    for (int piece = 0; piece < 100; ++piece) {
        std::string lines;
        while (lines.size() < 65'536)
            lines += line;
        passed += lines;
        replay.client(std::move(lines));
    }
    replay.run();
    EXPECT_EQ(replay.to_next_hop(), passed);
    EXPECT_LE(replay.most_output(), 65'536U);
}

} // namespace
} // namespace recoil::proto
