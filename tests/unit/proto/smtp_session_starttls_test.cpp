// STARTTLS (RFC 3207): where it is offered and taken, and that nothing outlives the switch.
#include "proto/smtp_session.hpp"

#include "support/session_replay.hpp"
#include "support/session_script.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace recoil::proto {
namespace {

using test::lmtp;
using test::script;
using test::session_replay;
using test::session_script;
using test::smtp;

constexpr auto ready = "220 2.0.0 Ready to start TLS";
constexpr auto bad_sequence = "503 5.5.1 Bad sequence of commands";

smtp_options offered(smtp_options options)
{
    options.starttls = true;
    return options;
}

TEST(smtp_session_starttls, a_delivery_behind_the_handshake)
{
    for (const bool is_lmtp : {true, false}) {
        const char* hello = is_lmtp ? "LHLO client\r\n" : "EHLO client\r\n";
        session_script dialogue = script(offered(is_lmtp ? lmtp() : smtp()));
        dialogue.client(hello).capabilities();
        dialogue.client("STARTTLS\r\n").server(ready).event(start_tls{}).tls_started();
        dialogue.client(hello).capabilities();
        dialogue.client("MAIL FROM:<>\r\nRCPT TO:<a@b>\r\nDATA\r\n").server("250 2.1.0 Sender OK");
        dialogue.event(mail_from{""}).server("250 2.1.5 Recipient OK").event(rcpt_to{"a@b"});
        dialogue.server("354 End data with <CR><LF>.<CR><LF>").client("x\r\n.\r\n").event(content{"x\r\n"});
        dialogue.event(end_of_message{}).server("250 2.0.0 Recorded").play();
    }
}

TEST(smtp_session_starttls, is_announced_until_it_was_used)
{
    session_replay session(offered(smtp()));
    session.feed("EHLO client\r\n");
    EXPECT_EQ(session.transcript().back(), "S: 250 STARTTLS");
    session.feed("STARTTLS\r\n");
    session.end_handshake();
    session.feed("EHLO client\r\n");
    EXPECT_EQ(session.transcript().back(), "S: 250 DSN");
}

TEST(smtp_session_starttls, hello_must_be_said_again)
{
    session_script dialogue = script(offered(smtp())).client("EHLO client\r\n").capabilities();
    dialogue.client("STARTTLS\r\n").server(ready).event(start_tls{}).tls_started();
    dialogue.client("MAIL FROM:<>\r\n").server(bad_sequence).client("EHLO client\r\n").capabilities().play();
}

TEST(smtp_session_starttls, is_used_once)
{
    session_script dialogue = script(offered(smtp())).client("EHLO client\r\n").capabilities();
    dialogue.client("STARTTLS\r\n").server(ready).event(start_tls{}).tls_started();
    dialogue.client("STARTTLS\r\n").server(bad_sequence);
    dialogue.client("EHLO client\r\n").capabilities().client("STARTTLS\r\n").server(bad_sequence).play();
}

// CVE-2011-0411: a man in the middle puts commands in the clear behind STARTTLS. Wherever the octets are cut, they
// reach nobody: what is read together with STARTTLS, and what is read before the handshake.
TEST(smtp_session_starttls, what_was_injected_in_the_clear_is_dropped)
{
    constexpr const char* injections[] = {
        "RSET\r\n",
        "EHLO evil\r\nMAIL FROM:<evil@example.org>\r\nRCPT TO:<a@b>\r\nDATA\r\nevil\r\n.\r\n",
        "half a line",
        "NOOP\r",
        "\r\n",
        "STARTTLS\r\n",
        "BDAT 1000000 LAST\r\n",
    };
    for (const char* injected : injections) {
        SCOPED_TRACE(injected);
        session_script dialogue = script(offered(smtp())).client("EHLO client\r\n").capabilities();
        dialogue.client("STARTTLS\r\n").server(ready).event(start_tls{}).client(injected).tls_started();
        dialogue.client("EHLO client\r\n").capabilities().client("NOOP\r\n").server("250 2.0.0 OK").play();
    }
}

struct row {
    const char* client;
    const char* server;
};

TEST(smtp_session_starttls, where_it_is_not_taken)
{
    constexpr row rows[] = {
        {"STARTTLS now\r\n", "501 5.5.4 Syntax error in parameters"},
        {"MAIL FROM:<>\r\n", "250 2.1.0 Sender OK"},
        {"STARTTLS\r\n", bad_sequence},
        {"RCPT TO:<a@b>\r\n", "250 2.1.5 Recipient OK"},
        {"STARTTLS\r\n", bad_sequence},
        {"BDAT 0\r\n", "250 2.0.0 Chunk received"},
        {"STARTTLS\r\n", bad_sequence},
        {"RSET\r\n", "250 2.0.0 OK"},
        {"starttls \r\n", ready},
    };
    session_replay session(offered(lmtp()));
    session.feed("STARTTLS\r\n");
    EXPECT_EQ(session.transcript().back(), "S: " + std::string(bad_sequence)) << "before hello";
    session.feed("LHLO client\r\n");
    for (const row& r : rows) {
        session.feed(r.client);
        const std::vector<std::string>& items = session.transcript();
        EXPECT_EQ(std::ranges::count(items.end() - 2, items.end(), "S: " + std::string(r.server)), 1) << r.client;
    }
    EXPECT_EQ(session.transcript().back(), "E: start_tls");
}

TEST(smtp_session_starttls, is_not_implemented_where_it_is_not_offered)
{
    session_script dialogue = script(smtp());
    for (const char* before : {"", "EHLO client\r\n", "MAIL FROM:<>\r\n"}) {
        dialogue.client(before);
        if (before[0] == 'E')
            dialogue.capabilities();
        if (before[0] == 'M')
            dialogue.server("250 2.1.0 Sender OK").event(mail_from{""});
        dialogue.client("STARTTLS\r\n").server("502 5.5.1 Command not implemented");
    }
    dialogue.play();
}

class smtp_session_in_handshake : public ::testing::Test {
protected:
    smtp_session_in_handshake()
    {
        session_.feed("EHLO client\r\nSTARTTLS\r\nNOOP\r\n");
        EXPECT_TRUE(std::holds_alternative<start_tls>(session_.next()));
        EXPECT_TRUE(session_.take_output().bytes.ends_with("220 2.0.0 Ready to start TLS\r\n"));
    }
    smtp_session session_ = smtp_session(offered(smtp()));
};

TEST_F(smtp_session_in_handshake, nothing_is_read)
{
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(std::holds_alternative<need_input>(session_.next()));
        session_.feed("NOOP\r\n");
    }
    EXPECT_EQ(session_.take_output().bytes, "");
    EXPECT_FALSE(session_.in_transaction());
}

TEST_F(smtp_session_in_handshake, a_handshake_that_fails_ends_without_a_word)
{
    session_.disconnect();
    EXPECT_TRUE(std::holds_alternative<closed>(session_.next()));
    EXPECT_EQ(session_.take_output().bytes, "");
    session_.tls_started();
    EXPECT_TRUE(std::holds_alternative<closed>(session_.next())) << "over is over";
}

TEST_F(smtp_session_in_handshake, the_drivers_endings_after_it)
{
    session_.tls_started();
    session_.shut_down();
    EXPECT_TRUE(std::holds_alternative<closed>(session_.next()));
    EXPECT_EQ(session_.take_output().bytes, "421 4.3.2 mx.example.org shutting down\r\n");
}

TEST(smtp_session_starttls, denial_of_a_client)
{
    EXPECT_EQ(smtp_session::denial(lmtp()), "421 4.7.0 mx.example.org not for your address\r\n");
}

} // namespace
} // namespace recoil::proto
