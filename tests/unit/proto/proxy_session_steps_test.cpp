// What the next hop's answer to each step means.
#include "proto/proxy_session.hpp"

#include "support/proxy_script.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::proto {
namespace {

using test::proxied;
using test::proxied_data;
using test::proxied_with_recipient;
using test::proxy_options;
using test::proxy_script;

constexpr auto lost = "451 4.3.0 The next hop is out of reach, try again later";
constexpr auto gone = "421 4.3.0 mx.example.org the next hop is gone";

TEST(proxy_session_steps, two_messages_and_one_that_was_reset)
{
    proxy_script dialogue = proxied_data();
    dialogue.client("a\r\n.\r\n").passed("a\r\n.\r\n").event(content{"a\r\n"});
    dialogue.next_hop("250 queued\r\n").replied("250 queued").event(end_of_message{});
    dialogue.step("MAIL FROM:<x@y>", "250 Ok").event(mail_from{"x@y"}).step("RSET", "250 Ok").event(aborted{});
    dialogue.step("MAIL FROM:<z@y>", "250 Ok").event(mail_from{"z@y"});
    dialogue.step("RCPT TO:<a@b>", "250 Ok").event(rcpt_to{"a@b"});
    dialogue.step("DATA", "354 go").step(".", "250 queued").event(end_of_message{}).play();
}

TEST(proxy_session_steps, only_what_the_next_hop_accepted_is_told)
{
    proxy_script dialogue = proxied();
    dialogue.step("MAIL FROM:<a@b>", "550 5.1.8 no").step("MAIL FROM:<c@d>", "250 Ok").event(mail_from{"c@d"});
    dialogue.step("RCPT TO:<no>", "550 5.1.1 no").step("RCPT TO:<later>", "450 4.2.1 later");
    dialogue.step("RCPT TO:<e@f>", "250 Ok").event(rcpt_to{"e@f"}).step("DATA", "451 later").step("RSET", "250 Ok");
    dialogue.event(aborted{}).play();
}

TEST(proxy_session_steps, what_was_not_accepted_will_come_again)
{
    for (const char* answer : {"451 4.3.0 later", "552 5.3.4 too big"}) {
        proxy_script dialogue = proxied_data();
        dialogue.client("x\r\n.\r\n").passed("x\r\n.\r\n").event(content{"x\r\n"});
        dialogue.next_hop(std::string(answer) + "\r\n").replied(answer).event(aborted{});
        dialogue.step("NOOP", "250 Ok").play();
    }
}

TEST(proxy_session_steps, what_ends_a_transaction)
{
    for (const char* command : {"RSET", "HELO a", "XCLIENT NAME=a", "EHLO a"})
        proxied_with_recipient().step(command, "250 Ok").event(aborted{}).play();
    for (const char* command : {"RSET", "HELO a", "XCLIENT NAME=a", "EHLO a", "DATA", "QUIT"})
        proxied_with_recipient()
            .step(command, "503 no")
            .end(&proxy_session::client_lost)
            .event(aborted{})
            .event(closed{})
            .play();
    proxied_with_recipient().step("MAIL FROM:<x@y>", "250 Ok").event(aborted{}).event(mail_from{"x@y"}).play();
}

TEST(proxy_session_steps, a_next_hop_that_refuses_the_connection)
{
    proxy_script dialogue(proxy_options());
    dialogue.next_hop("554 5.7.1 no\r\n").replied("554 5.7.1 no").step("QUIT", "221 Bye").event(closed{}).play();
    proxy_script busy(proxy_options());
    busy.next_hop("421 4.3.2 busy\r\n").replied("421 4.3.2 busy").event(closed{}).play();
}

TEST(proxy_session_steps, after_421_the_session_is_over)
{
    proxy_script dialogue = proxied_with_recipient();
    dialogue.client("RCPT TO:<c@d>\r\nDATA\r\n").passed("RCPT TO:<c@d>\r\n").next_hop("421 4.3.2 bye\r\n");
    dialogue.replied("421 4.3.2 bye").event(aborted{}).event(closed{}).play();
}

// An answer that asks for octets of which nobody knows where they end.
TEST(proxy_session_steps, an_answer_that_cannot_be_followed)
{
    proxied()
        .client("XYZ\r\nMAIL FROM:<>\r\n")
        .passed("XYZ\r\n")
        .next_hop("354 go on\r\n")
        .replied(lost)
        .replied(gone)
        .event(closed{})
        .play();
    proxied()
        .client("NOOP\r\nQUIT\r\n")
        .passed("NOOP\r\n")
        .next_hop("334 x\r\n")
        .replied(lost)
        .replied(gone)
        .event(closed{})
        .play();
    proxy_script dialogue = proxied_with_recipient();
    dialogue.client("DATA\r\n").passed("DATA\r\n").next_hop("250 Ok\r\n").replied(lost).event(aborted{}).play();
    proxy_script greeting(proxy_options());
    greeting.next_hop("354 go\r\n").replied(lost).event(closed{}).play();
}

TEST(proxy_session_steps, after_such_an_answer_the_next_hop_is_lost)
{
    proxy_session session(proxy_options());
    session.next();
    session.feed_next_hop("220 a\r\nhello\r\n");
    session.next();
    EXPECT_FALSE(session.lost_next_hop());
    session.feed_client("NOOP\r\n");
    EXPECT_TRUE(std::holds_alternative<need_output>(session.next()));
    EXPECT_EQ(session.take_next_hop_output(), "NOOP\r\n");
    EXPECT_TRUE(std::holds_alternative<need_client>(session.next()));
    EXPECT_TRUE(session.lost_next_hop());
}

TEST(proxy_session_steps, an_answer_that_is_no_reply)
{
    for (const char* answer : {"hello\r\n", "250 a\nb\r\n", "250-a\r\n550 b\r\n", "999 a\r\n"}) {
        proxy_script dialogue = proxied_with_recipient();
        dialogue.client("NOOP\r\nDATA\r\n").passed("NOOP\r\n").next_hop(answer).replied(lost).event(aborted{});
        dialogue.replied(gone).event(closed{}).play();
    }
}

} // namespace
} // namespace recoil::proto
