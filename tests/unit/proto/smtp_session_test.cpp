// How a session reads: lines, content and its limits, answers, pipelining, and the ways in which it ends.
#include "proto/smtp_session.hpp"

#include "support/session_replay.hpp"
#include "support/session_script.hpp"
#include "unit/proto/dot_decoder_vectors.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::proto {
namespace {

using test::lmtp;
using test::script;
using test::script_with_recipient;
using test::session_replay;
using test::session_script;
using test::smtp;

constexpr auto start_data = "354 End data with <CR><LF>.<CR><LF>";
constexpr auto too_big = "552 5.3.4 Message too big";

TEST(smtp_session, greets_before_it_reads)
{
    smtp_session lmtp_session(lmtp());
    EXPECT_EQ(lmtp_session.take_output().bytes, "220 mx.example.org LMTP recoil\r\n");
    smtp_session smtp_session(smtp());
    const smtp_session::output output = smtp_session.take_output();
    EXPECT_EQ(output.bytes, "220 mx.example.org ESMTP recoil\r\n");
    EXPECT_EQ(output.codes, std::vector<std::uint16_t>{220});
    EXPECT_TRUE(smtp_session.take_output().bytes.empty()) << "what was taken is gone";
}

TEST(smtp_session, refusal_of_a_connection)
{
    EXPECT_EQ(smtp_session::refusal(lmtp()), "421 4.3.2 mx.example.org too many sessions\r\n");
}

// What Postfix sends: everything up to DATA in one packet, and QUIT right behind the end.
TEST(smtp_session, a_pipelined_delivery_by_lmtp)
{
    session_script dialogue = script(lmtp()).client("LHLO mx.example.org\r\n").capabilities();
    dialogue.client("MAIL FROM:<> SIZE=2390 BODY=8BITMIME\r\nRCPT TO:<a@b> ORCPT=rfc822;a+2Bx+3Dy@b\r\nDATA\r\n");
    dialogue.server("250 2.1.0 Sender OK").event(mail_from{""});
    dialogue.server("250 2.1.5 Recipient OK").event(rcpt_to{"a@b"}).server(start_data);
    dialogue.client("Subject: x\r\n\r\nBody\r\n..\r\n.\r\nQUIT\r\n");
    dialogue.event(content{"Subject: x\r\n\r\nBody\r\n.\r\n"}).event(end_of_message{}).server("250 2.0.0 Recorded");
    dialogue.server("221 2.0.0 mx.example.org closing the connection").event(closed{}).play();
}

TEST(smtp_session, a_delivery_by_smtp_and_a_second_one)
{
    session_script dialogue = script_with_recipient(smtp());
    dialogue.client("DATA\r\none\r\n.\r\n").server(start_data).event(content{"one\r\n"});
    dialogue.event(end_of_message{}).server("250 2.0.0 Recorded");
    dialogue.client("MAIL FROM:<a@b>\r\n").server("250 2.1.0 Sender OK").event(mail_from{"a@b"});
    dialogue.client("RCPT TO:<c@d>\r\n").server("250 2.1.5 Recipient OK").event(rcpt_to{"c@d"});
    dialogue.client("BDAT 3\r\ntwoBDAT 2 LAST\r\n\r\n").event(content{"two"}).server("250 2.0.0 Chunk received");
    dialogue.event(content{"\r\n"}).event(end_of_message{}).server("250 2.0.0 Recorded").play();
}

// RFC 2033 4.2: one reply for each accepted recipient; SMTP has one for all.
TEST(smtp_session, answers_for_each_recipient_in_lmtp)
{
    for (const verdict v : {verdict::accept, verdict::defer}) {
        const char* answer = v == verdict::accept ? "250 2.0.0 Recorded" : "451 4.3.0 Not recorded, try again later";
        for (const char* content_command : {"DATA\r\n.\r\n", "BDAT 0 LAST\r\n"}) {
            for (const bool is_lmtp : {true, false}) {
                session_script dialogue = script_with_recipient(is_lmtp ? lmtp() : smtp());
                dialogue.client("RCPT TO:<refused>\r\n").server("501 5.1.3 Bad recipient address syntax");
                dialogue.client("RCPT TO:<c@d>\r\n").server("250 2.1.5 Recipient OK").event(rcpt_to{"c@d"});
                dialogue.client(content_command).answer(v);
                if (content_command[0] == 'D')
                    dialogue.server(start_data);
                dialogue.event(end_of_message{}).server(answer);
                if (is_lmtp)
                    dialogue.server(answer);
                dialogue.client("NOOP\r\n").server("250 2.0.0 OK").play();
            }
        }
    }
}

TEST(smtp_session, an_answer_is_for_one_message)
{
    session_script dialogue = script_with_recipient(lmtp());
    dialogue.answer(verdict::defer).answer(verdict::accept).client("DATA\r\n.\r\n").server(start_data);
    dialogue.event(end_of_message{}).server("451 4.3.0 Not recorded, try again later");
    dialogue.client("MAIL FROM:<>\r\nRCPT TO:<c@d>\r\nDATA\r\n.\r\n").server("250 2.1.0 Sender OK");
    dialogue.event(mail_from{""}).server("250 2.1.5 Recipient OK").event(rcpt_to{"c@d"}).server(start_data);
    dialogue.event(end_of_message{}).server("250 2.0.0 Recorded").play();
}

// No form of a smuggled end of data makes a second transaction.
TEST(smtp_session, content_of_every_vector)
{
    for (const dot_vector& v : dot_vectors) {
        if (!v.ends || !v.rest.empty())
            continue;
        SCOPED_TRACE(v.name);
        for (const bool is_lmtp : {true, false}) {
            session_script dialogue = script_with_recipient(is_lmtp ? lmtp() : smtp());
            dialogue.client("DATA\r\n").client(v.input).client("NOOP\r\n").server(start_data);
            if (!v.content.empty())
                dialogue.event(content{v.content});
            dialogue.event(end_of_message{}).server("250 2.0.0 Recorded").server("250 2.0.0 OK").play();
        }
    }
}

TEST(smtp_session, eight_bit_content_needs_no_announcement)
{
    session_script dialogue = script_with_recipient(smtp());
    dialogue.client("DATA\r\n\xff\xfe\x80\r\n.\r\n").server(start_data).event(content{"\xff\xfe\x80\r\n"});
    dialogue.event(end_of_message{}).server("250 2.0.0 Recorded").play();
}

TEST(smtp_session, a_line_of_content_has_no_limit)
{
    smtp_options options = lmtp();
    options.line_bytes = 64;
    const std::string line = std::string(500, 'x') + "\r\n";
    session_script dialogue = script_with_recipient(options);
    dialogue.client("DATA\r\n").client(line).client(".\r\n").server(start_data).event(content{line});
    dialogue.event(end_of_message{}).server("250 2.0.0 Recorded").play();
}

TEST(smtp_session, a_command_line_that_is_too_long)
{
    smtp_options options = lmtp();
    options.line_bytes = 32;
    session_script dialogue = script(options);
    dialogue.client("NOOP " + std::string(25, 'x') + "\r\n").server("250 2.0.0 OK");
    dialogue.client("NOOP " + std::string(26, 'x') + "\r\n").server("500 5.5.2 Line too long");
    dialogue.event(limit_reached{"line_bytes"});
    dialogue.client(std::string(300, 'x') + "\nQUIT\r\n").server("500 5.5.2 Line too long");
    dialogue.event(limit_reached{"line_bytes"});
    dialogue.client("NOOP\r\n").server("250 2.0.0 OK").play();
}

struct size_row {
    const char* client;
    std::vector<const char*> transcript;
};

// The limit is 5 octets of content; two recipients are accepted.
TEST(smtp_session, a_message_that_is_too_big)
{
    constexpr auto data = "S: 354 End data with <CR><LF>.<CR><LF>";
    constexpr auto big = "S: 552 5.3.4 Message too big";
    constexpr auto recorded = "S: 250 2.0.0 Recorded";
    constexpr auto chunk_ok = "S: 250 2.0.0 Chunk received";
    constexpr auto limit = "E: limit_reached message_bytes";
    constexpr auto message = "E: end_of_message";
    constexpr auto aborts = "E: aborted";
    constexpr auto bad_sequence = "S: 503 5.5.1 Bad sequence of commands";
    const size_row rows[] = {
        {"DATA\r\nabc\r\n.\r\n", {data, "E: content abc\r\n", message, recorded, recorded}},
        {"DATA\r\n..bc\r\n.\r\n", {data, "E: content .bc\r\n", message, recorded, recorded}},
        {"DATA\r\nabcd\r\n.\r\n", {data, "E: content abcd\r", limit, big, big, aborts}},
        {"DATA\r\nab\r\n.\r\r\nQUIT\r\n.\r\n", {data, "E: content ab\r\n\r", limit, big, big, aborts}},
        {"BDAT 5 LAST\r\nabcde", {"E: content abcde", message, recorded, recorded}},
        {"BDAT 6 LAST\r\nabcdef", {"E: content abcde", limit, big, big, aborts}},
        {"BDAT 6\r\nabcdef", {"E: content abcde", limit, big, aborts}},
        {"BDAT 5\r\nabcdeBDAT 0 LAST\r\n", {"E: content abcde", chunk_ok, message, recorded, recorded}},
        {"BDAT 5\r\nabcdeBDAT 1 LAST\r\nf", {"E: content abcde", chunk_ok, limit, big, big, aborts}},
        {"BDAT 6\r\nabcdefBDAT 5 LAST\r\nghijk", {"E: content abcde", limit, big, aborts, bad_sequence}},
    };
    smtp_options options = lmtp();
    options.message_bytes = 5;
    for (const size_row& row : rows) {
        SCOPED_TRACE(row.client);
        session_script dialogue = script(options).client("LHLO x\r\n").capabilities("SIZE 5");
        dialogue.client("MAIL FROM:<>\r\nRCPT TO:<a@b>\r\nRCPT TO:<c@d>\r\n");
        dialogue.server("250 2.1.0 Sender OK").event(mail_from{""});
        dialogue.server("250 2.1.5 Recipient OK").event(rcpt_to{"a@b"});
        dialogue.server("250 2.1.5 Recipient OK").event(rcpt_to{"c@d"});
        dialogue.client(row.client);
        for (const char* item : row.transcript)
            dialogue.transcript(item);
        dialogue.client("MAIL FROM:<>\r\n").server("250 2.1.0 Sender OK").event(mail_from{""}).play();
    }
}

TEST(smtp_session, a_message_that_is_too_big_has_one_reply_in_smtp)
{
    smtp_options options = smtp();
    options.message_bytes = 3;
    session_script dialogue = script_with_recipient(options);
    dialogue.client("RCPT TO:<c@d>\r\n").server("250 2.1.5 Recipient OK").event(rcpt_to{"c@d"});
    dialogue.client("DATA\r\nabc\r\n.\r\n").server(start_data).event(content{"abc"});
    dialogue.event(limit_reached{"message_bytes"}).server(too_big).event(aborted{}).play();
}

TEST(smtp_session, the_limit_is_of_one_message)
{
    smtp_options options = smtp();
    options.message_bytes = 5;
    session_script dialogue = script(options).client("HELO x\r\n").server("250 mx.example.org");
    for (const bool fits : {true, true, false, true}) {
        dialogue.client("MAIL FROM:<>\r\n").server("250 2.1.0 Sender OK").event(mail_from{""});
        dialogue.client("RCPT TO:<a@b>\r\n").server("250 2.1.5 Recipient OK").event(rcpt_to{"a@b"});
        dialogue.client(fits ? "BDAT 5 LAST\r\nabcde" : "BDAT 6 LAST\r\nabcdef").event(content{"abcde"});
        if (fits)
            dialogue.event(end_of_message{}).server("250 2.0.0 Recorded");
        else
            dialogue.event(limit_reached{"message_bytes"}).server(too_big).event(aborted{});
    }
    dialogue.play();
}

struct ending {
    void (smtp_session::*act)();
    std::vector<const char*> replies;
};

const ending endings[] = {
    {&smtp_session::shut_down, {"421 4.3.2 mx.example.org shutting down"}},
    {&smtp_session::time_out, {"421 4.4.2 mx.example.org time is up"}},
    {&smtp_session::disconnect, {}},
};

TEST(smtp_session, the_drivers_endings)
{
    for (const ending& e : endings) {
        session_script idle = script(lmtp());
        session_script half_a_line = script(lmtp()).client("NOOP");
        session_script with_sender = script_with_recipient(lmtp());
        session_script in_data = script_with_recipient(lmtp());
        in_data.client("DATA\r\nabc\r\n.\r").server(start_data).event(content{"abc\r\n"});
        session_script in_chunk = script_with_recipient(lmtp());
        in_chunk.client("BDAT 9 LAST\r\nabc").event(content{"abc"});
        session_script after_message = script_with_recipient(lmtp());
        after_message.client("DATA\r\n.\r\n").server(start_data).event(end_of_message{}).server("250 2.0.0 Recorded");
        for (session_script* dialogue : {&idle, &half_a_line, &with_sender, &in_data, &in_chunk, &after_message}) {
            dialogue->end(e.act);
            for (const char* reply : e.replies)
                dialogue->server(reply);
            if (dialogue == &with_sender || dialogue == &in_data || dialogue == &in_chunk)
                dialogue->event(aborted{});
            dialogue->event(closed{}).play();
        }
    }
}

// A session that waits for its answer, and what ends it.
class smtp_session_waiting : public ::testing::Test {
protected:
    smtp_session_waiting()
    {
        session_.feed("LHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nDATA\r\n.\r\nNOOP\r\n");
        while (!std::holds_alternative<end_of_message>(session_.next())) {
        }
        session_.take_output();
    }
    smtp_session session_ = smtp_session(lmtp());
};

TEST_F(smtp_session_waiting, yields_and_says_nothing)
{
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(std::holds_alternative<need_input>(session_.next()));
    EXPECT_EQ(session_.take_output().bytes, "");
    EXPECT_TRUE(session_.in_transaction());
}

TEST_F(smtp_session_waiting, goes_on_behind_the_answer)
{
    session_.answer(verdict::accept);
    EXPECT_FALSE(session_.in_transaction());
    EXPECT_EQ(session_.take_output().bytes, "250 2.0.0 Recorded\r\n");
    EXPECT_TRUE(std::holds_alternative<need_input>(session_.next()));
    const smtp_session::output output = session_.take_output();
    EXPECT_EQ(output.bytes, "250 2.0.0 OK\r\n");
    EXPECT_EQ(output.codes, std::vector<std::uint16_t>{250});
}

TEST_F(smtp_session_waiting, the_client_goes_away)
{
    session_.disconnect();
    session_.answer(verdict::accept);
    EXPECT_TRUE(std::holds_alternative<aborted>(session_.next()));
    EXPECT_TRUE(std::holds_alternative<closed>(session_.next()));
    EXPECT_EQ(session_.take_output().bytes, "") << "nobody is there to hear that it was recorded";
}

TEST(smtp_session, a_session_that_is_over_stays_so)
{
    smtp_session session(lmtp());
    session.feed("QUIT\r\nNOOP\r\n");
    EXPECT_TRUE(std::holds_alternative<closed>(session.next()));
    session.take_output();
    session.feed("NOOP\r\n");
    session.shut_down();
    session.time_out();
    session.disconnect();
    EXPECT_TRUE(std::holds_alternative<closed>(session.next()));
    EXPECT_TRUE(std::holds_alternative<closed>(session.next()));
    const smtp_session::output output = session.take_output();
    EXPECT_EQ(output.bytes, "");
    EXPECT_TRUE(output.codes.empty());
}

TEST(smtp_session, in_transaction_from_mail_to_its_end)
{
    session_replay session(lmtp());
    session.feed("LHLO x\r\n");
    EXPECT_FALSE(session.session().in_transaction());
    session.feed("MAIL FROM:<>\r\n");
    EXPECT_TRUE(session.session().in_transaction());
    session.feed("RCPT TO:<a@b>\r\nDATA\r\nabc");
    EXPECT_TRUE(session.session().in_transaction());
    session.feed("\r\n.\r\n");
    EXPECT_FALSE(session.session().in_transaction());
    session.feed("MAIL FROM:<>\r\nRCPT TO:<a@b>\r\nBDAT 0\r\n");
    EXPECT_TRUE(session.session().in_transaction());
    session.feed("RSET\r\n");
    EXPECT_FALSE(session.session().in_transaction());
}

TEST(smtp_session, one_code_for_each_reply)
{
    session_replay session(lmtp());
    session.feed("LHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nRCPT TO:<c@d>\r\nFOO\r\nDATA\r\n.\r\nQUIT\r\n");
    EXPECT_EQ(session.codes(), (std::vector<std::uint16_t>{220, 250, 250, 250, 250, 500, 354, 250, 250, 221}));
}

// A buffer of content is one view of the caller's memory: neither copied nor cut.
TEST(smtp_session, content_is_not_copied)
{
    std::string body;
    while (body.size() < 64 * 1024)
        body += "From the returned message. A line with a dot, and one\r\n that goes on\r\n";
    smtp_session session(lmtp());
    session.feed("LHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nDATA\r\n");
    while (!std::holds_alternative<need_input>(session.next())) {
    }
    session.feed(body);
    const event first = session.next();
    const auto* piece = std::get_if<content>(&first);
    ASSERT_NE(piece, nullptr);
    EXPECT_EQ(piece->bytes.data(), body.data());
    EXPECT_EQ(piece->bytes.size(), body.size());
    EXPECT_TRUE(std::holds_alternative<need_input>(session.next()));
}

// A client that asks and asks and reads nothing: what it asked is answered piece by piece.
TEST(smtp_session, output_is_bounded)
{
    std::string hellos;
    for (int i = 0; i < 8192; ++i)
        hellos += "LHLO x\r\n";
    smtp_session session(lmtp());
    session.feed(hellos);
    std::size_t replies = 0;
    for (bool more = true; more;) {
        more = std::holds_alternative<need_output>(session.next());
        const smtp_session::output output = session.take_output();
        EXPECT_LT(output.bytes.size(), 17u * 1024);
        replies += output.codes.size();
    }
    EXPECT_EQ(replies, 1u + 8192);
}

TEST(smtp_session, replies_never_repeat_what_the_client_said)
{
    session_replay session(smtp());
    session.feed("EHLO x\x1b[31m%n\r\nVRFY marker@example.org\r\nMAIL FROM:<marker@example.org>\r\n"
                 "RCPT TO:<marker@example.org>\r\nRCPT TO:<marker\r\nmarker\r\nHELP marker\r\nNOOP marker\r\n");
    for (const std::string& item : session.transcript()) {
        if (item.starts_with("S: ")) {
            EXPECT_EQ(item.find("marker"), item.npos) << item;
            EXPECT_EQ(item.find('\x1b'), item.npos) << item;
        }
    }
}

TEST(smtp_session, may_be_moved_in_the_middle_of_a_line)
{
    smtp_session first(lmtp());
    first.take_output();
    const std::string half = "NO";
    first.feed(half);
    EXPECT_TRUE(std::holds_alternative<need_input>(first.next()));
    smtp_session second = std::move(first);
    second.feed("OP\r\n");
    EXPECT_TRUE(std::holds_alternative<need_input>(second.next()));
    EXPECT_EQ(second.take_output().bytes, "250 2.0.0 OK\r\n");
}

} // namespace
} // namespace recoil::proto
