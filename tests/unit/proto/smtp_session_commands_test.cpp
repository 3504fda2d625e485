// Which command is taken where, and what it is answered with: RFC 5321 4.1.4 and 4.3.2, RFC 2033 4, RFC 3030 2.
#include "proto/smtp_session.hpp"

#include "support/session_script.hpp"

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <vector>

namespace recoil::proto {
namespace {

using test::lmtp;
using test::script;
using test::script_with_recipient;
using test::session_script;
using test::smtp;

TEST(smtp_session_commands, hello_of_each_dialect)
{
    script(lmtp()).client("LHLO client\r\n").capabilities().play();
    script(smtp()).client("EHLO client\r\n").capabilities().play();
    script(smtp()).client("HELO client\r\n").server("250 mx.example.org").play();
}

TEST(smtp_session_commands, a_limit_of_octets_is_announced)
{
    smtp_options options = lmtp();
    options.message_bytes = 10240000;
    script(options).client("LHLO client\r\n").capabilities("SIZE 10240000").play();
}

TEST(smtp_session_commands, the_other_dialects_hello_is_refused)
{
    const char* refusal = "500 5.5.1 Not a command of this protocol";
    script(lmtp()).client("EHLO client\r\nHELO client\r\n").server(refusal).server(refusal).play();
    script(smtp()).client("LHLO client\r\n").server(refusal).play();
}

struct row {
    const char* client;
    const char* server;
};

void expect_replies(const smtp_options& options, const char* before, const std::vector<row>& rows)
{
    for (const row& r : rows) {
        SCOPED_TRACE(r.client);
        script(options).client(before).client(r.client).server(r.server).play();
    }
}

TEST(smtp_session_commands, before_hello)
{
    const std::vector<row> rows = {
        {"MAIL FROM:<>\r\n", "503 5.5.1 Bad sequence of commands"},
        {"RCPT TO:<a@b>\r\n", "503 5.5.1 Bad sequence of commands"},
        {"DATA\r\n", "503 5.5.1 Bad sequence of commands"},
        {"BDAT 3 LAST\r\nabc", "503 5.5.1 Bad sequence of commands"},
        {"RSET\r\n", "250 2.0.0 OK"},
        {"NOOP\r\n", "250 2.0.0 OK"},
        {"NOOP with words\r\n", "250 2.0.0 OK"},
        {"VRFY a@b\r\n", "252 2.5.0 Addresses are not verified, messages are taken"},
        {"HELP\r\n", "214 2.0.0 MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT"},
        {"HELP MAIL\r\n", "214 2.0.0 MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT"},
        {"EXPN staff\r\n", "502 5.5.1 Command not implemented"},
        {"ETRN b\r\n", "502 5.5.1 Command not implemented"},
        {"TURN\r\n", "502 5.5.1 Command not implemented"},
        {"AUTH PLAIN\r\n", "502 5.5.1 Command not implemented"},
        {"STARTTLS\r\n", "502 5.5.1 Command not implemented"},
        {"XFORWARD NAME=x\r\n", "500 5.5.2 Unknown command"},
        {"XCLIENT NAME=x\r\n", "500 5.5.2 Unknown command"},
        {"FOO\r\n", "500 5.5.2 Unknown command"},
        {"\r\n", "500 5.5.2 Unknown command"},
        {"LHLO\r\n", "501 5.5.4 Syntax error in parameters"},
        {"LHLO \r\n", "501 5.5.4 Syntax error in parameters"},
        {"RSET now\r\n", "501 5.5.4 Syntax error in parameters"},
        {"QUIT now\r\n", "501 5.5.4 Syntax error in parameters"},
        {"VRFY\r\n", "501 5.5.4 Syntax error in parameters"},
        {"NOOP\nNOOP\r\n", "500 5.5.2 Bare CR or LF in a command"},
        {"NOOP\rNOOP\r\n", "500 5.5.2 Bare CR or LF in a command"},
    };
    expect_replies(lmtp(), "", rows);
}

TEST(smtp_session_commands, without_a_transaction)
{
    const std::vector<row> rows = {
        {"RCPT TO:<a@b>\r\n", "503 5.5.1 Bad sequence of commands"},
        {"DATA\r\n", "503 5.5.1 Bad sequence of commands"},
        {"BDAT 0 LAST\r\n", "503 5.5.1 Bad sequence of commands"},
        {"MAIL\r\n", "501 5.5.4 Syntax error in parameters"},
        {"MAIL FROM\r\n", "501 5.5.4 Syntax error in parameters"},
        {"MAIL FROM:a@b\r\n", "501 5.1.7 Bad sender address syntax"},
        {"MAIL FROM:<a@b> SIZE=x\r\n", "501 5.5.4 Syntax error in parameters"},
        {"MAIL FROM:<a@b> BODY=x\r\n", "501 5.5.4 Syntax error in parameters"},
        {"MAIL FROM:<a@b> RET=x\r\n", "501 5.5.4 Syntax error in parameters"},
        {"MAIL FROM:<a@b> FOO=x\r\n", "555 5.5.4 Unknown parameter"},
        {"MAIL FROM:<a@b\xC3\xBC>\r\n", "553 5.6.7 Address needs SMTPUTF8"},
    };
    for (const row& r : rows) {
        SCOPED_TRACE(r.client);
        script(lmtp()).client("LHLO x\r\n").capabilities().client(r.client).server(r.server).play();
    }
}

TEST(smtp_session_commands, with_a_sender)
{
    const std::vector<row> rows = {
        {"MAIL FROM:<>\r\n", "503 5.5.1 Bad sequence of commands"},
        {"DATA\r\n", "503 5.5.1 No valid recipients"},
        {"BDAT 6\r\nRSET\r\n", "503 5.5.1 No valid recipients"},
        {"BDAT 6 LAST\r\nRSET\r\n", "503 5.5.1 No valid recipients"},
        {"BDAT 0 LAST\r\n", "503 5.5.1 No valid recipients"},
        {"RCPT TO:<>\r\n", "501 5.1.3 Bad recipient address syntax"},
        {"RCPT TO:<a>\r\n", "501 5.1.3 Bad recipient address syntax"},
        {"RCPT a@b\r\n", "501 5.5.4 Syntax error in parameters"},
        {"RCPT TO:<a@b> NOTIFY=x\r\n", "501 5.5.4 Syntax error in parameters"},
        {"RCPT TO:<a@b> SIZE=1\r\n", "555 5.5.4 Unknown parameter"},
        {"RCPT TO:<a@\xC3\xBC>\r\n", "553 5.6.7 Address needs SMTPUTF8"},
        {"NOOP\r\n", "250 2.0.0 OK"},
    };
    for (const row& r : rows) {
        SCOPED_TRACE(r.client);
        session_script dialogue = script(smtp()).client("HELO x\r\n").server("250 mx.example.org");
        dialogue.client("MAIL FROM:<a@b>\r\n").server("250 2.1.0 Sender OK").event(mail_from{"a@b"});
        dialogue.client(r.client).server(r.server);
        // None of them ends the transaction.
        dialogue.client("RCPT TO:<c@d>\r\n").server("250 2.1.5 Recipient OK").event(rcpt_to{"c@d"}).play();
    }
}

TEST(smtp_session_commands, what_ends_a_transaction)
{
    script_with_recipient(smtp()).client("RSET\r\n").server("250 2.0.0 OK").event(aborted{}).play();
    script_with_recipient(smtp()).client("HELO x\r\n").server("250 mx.example.org").event(aborted{}).play();
    script_with_recipient(lmtp()).client("LHLO x\r\n").capabilities().event(aborted{}).play();
    script_with_recipient(lmtp())
        .client("QUIT\r\nNOOP\r\n")
        .server("221 2.0.0 mx.example.org closing the connection")
        .event(aborted{})
        .event(closed{})
        .play();
}

TEST(smtp_session_commands, a_new_transaction_knows_nothing_of_the_last)
{
    session_script dialogue = script(lmtp()).client("LHLO x\r\n").capabilities();
    dialogue.client("MAIL FROM:<> SMTPUTF8 BODY=BINARYMIME\r\n").server("250 2.1.0 Sender OK").event(mail_from{""});
    dialogue.client("RCPT TO:<\xC3\xBC@b>\r\n").server("250 2.1.5 Recipient OK").event(rcpt_to{"\xC3\xBC@b"});
    dialogue.client("RSET\r\n").server("250 2.0.0 OK").event(aborted{});
    dialogue.client("MAIL FROM:<>\r\n").server("250 2.1.0 Sender OK").event(mail_from{""});
    dialogue.client("DATA\r\n").server("503 5.5.1 No valid recipients");
    dialogue.client("RCPT TO:<\xC3\xBC@b>\r\n").server("553 5.6.7 Address needs SMTPUTF8");
    dialogue.client("RCPT TO:<a@b>\r\n").server("250 2.1.5 Recipient OK").event(rcpt_to{"a@b"});
    dialogue.client("DATA\r\n").server("354 End data with <CR><LF>.<CR><LF>");
    dialogue.client(".\r\n").event(end_of_message{}).server("250 2.0.0 Recorded").play();
}

TEST(smtp_session_commands, binary_content_needs_bdat)
{
    session_script dialogue = script(lmtp()).client("LHLO x\r\n").capabilities();
    dialogue.client("MAIL FROM:<> BODY=BINARYMIME\r\n").server("250 2.1.0 Sender OK").event(mail_from{""});
    dialogue.client("RCPT TO:<a@b>\r\n").server("250 2.1.5 Recipient OK").event(rcpt_to{"a@b"});
    dialogue.client("DATA\r\n").server("503 5.5.1 BODY=BINARYMIME needs BDAT");
    dialogue.client(std::string_view("BDAT 4 LAST\r\n\0\r\n.", 17)).event(content{std::string_view("\0\r\n.", 4)});
    dialogue.event(end_of_message{}).server("250 2.0.0 Recorded").play();
}

TEST(smtp_session_commands, unusual_addresses)
{
    session_script dialogue = script(lmtp()).client("lhlo x\r\n").capabilities();
    dialogue.client("mail from: <@relay.example:\"a b\"@[192.0.2.1]> size=0 \r\n");
    dialogue.server("250 2.1.0 Sender OK").event(mail_from{"\"a b\"@[192.0.2.1]"});
    dialogue.client("rcpt to:<Postmaster>\r\n").server("250 2.1.5 Recipient OK").event(rcpt_to{"Postmaster"});
    dialogue.client("RCPT TO:<A@B> ORCPT=rfc822;x+2By@z NOTIFY=FAILURE,DELAY\r\n");
    dialogue.server("250 2.1.5 Recipient OK").event(rcpt_to{"A@B"}).play();
}

TEST(smtp_session_commands, too_many_recipients)
{
    smtp_options options = lmtp();
    options.recipients = 2;
    options.errors = 1; // refusing recipients is not counted as the client's error
    session_script dialogue = script_with_recipient(options);
    dialogue.client("RCPT TO:<c@d>\r\n").server("250 2.1.5 Recipient OK").event(rcpt_to{"c@d"});
    for (int i = 0; i < 5; ++i) {
        dialogue.client("RCPT TO:<e@f>\r\n");
        dialogue.server("452 4.5.3 Too many recipients").event(limit_reached{"recipients"});
    }
    dialogue.client("DATA\r\n.\r\n").server("354 End data with <CR><LF>.<CR><LF>").event(end_of_message{});
    dialogue.server("250 2.0.0 Recorded").server("250 2.0.0 Recorded").play();
}

TEST(smtp_session_commands, a_size_announced_above_the_limit)
{
    smtp_options options = lmtp();
    options.message_bytes = 1000;
    session_script dialogue = script(options).client("LHLO x\r\n").capabilities("SIZE 1000");
    dialogue.client("MAIL FROM:<> SIZE=1001\r\n").server("552 5.3.4 Message too big");
    dialogue.event(limit_reached{"message_bytes"});
    dialogue.client("MAIL FROM:<> SIZE=99999999999999999999\r\n").server("552 5.3.4 Message too big");
    dialogue.event(limit_reached{"message_bytes"});
    dialogue.client("MAIL FROM:<> SIZE=1000\r\n").server("250 2.1.0 Sender OK").event(mail_from{""}).play();
}

TEST(smtp_session_commands, too_many_errors_in_a_row)
{
    smtp_options options = lmtp();
    options.errors = 2;
    session_script dialogue = script(options);
    dialogue.client("A\r\nB\r\n").server("500 5.5.2 Unknown command").server("500 5.5.2 Unknown command");
    dialogue.client("NOOP\r\n").server("250 2.0.0 OK");
    dialogue.client("A\r\nB\r\n").server("500 5.5.2 Unknown command").server("500 5.5.2 Unknown command");
    dialogue.client("C\r\nD\r\n").server("421 4.7.0 mx.example.org too many errors").event(closed{}).play();
}

// RFC 3030 2 and the order of its commands: every pair of them, behind one accepted recipient.
struct pair_row {
    const char* client;
    std::vector<const char*> transcript;
    bool dropped = false; // the connection breaks at the end
};

constexpr auto chunk_ok = "S: 250 2.0.0 Chunk received";
constexpr auto recorded = "S: 250 2.0.0 Recorded";
constexpr auto bad_sequence = "S: 503 5.5.1 Bad sequence of commands";
constexpr auto bad_syntax = "S: 501 5.5.4 Syntax error in parameters";
constexpr auto start_data = "S: 354 End data with <CR><LF>.<CR><LF>";
constexpr auto ok = "S: 250 2.0.0 OK";
constexpr auto message = "E: end_of_message";
constexpr auto aborts = "E: aborted";
constexpr auto closes = "E: closed";

const pair_row pairs[] = {
    {"BDAT 3\r\nabcBDAT 3\r\ndef", {"E: content abc", chunk_ok, "E: content def", chunk_ok}},
    {"BDAT 3\r\nabcBDAT 3 LAST\r\ndef", {"E: content abc", chunk_ok, "E: content def", message, recorded}},
    {"BDAT 3\r\nabcRSET\r\n", {"E: content abc", chunk_ok, ok, aborts}},
    {"BDAT 3\r\nabcDATA\r\n", {"E: content abc", chunk_ok, bad_sequence}},
    {"BDAT 3\r\nabc", {"E: content abc", chunk_ok, aborts, closes}, true},
    {"BDAT 3 LAST\r\nabcBDAT 3\r\ndef", {"E: content abc", message, recorded, bad_sequence}},
    {"BDAT 3 LAST\r\nabcBDAT 3 LAST\r\ndef", {"E: content abc", message, recorded, bad_sequence}},
    {"BDAT 3 LAST\r\nabcRSET\r\n", {"E: content abc", message, recorded, ok}},
    {"BDAT 3 LAST\r\nabcDATA\r\n", {"E: content abc", message, recorded, bad_sequence}},
    {"BDAT 3 LAST\r\nabc", {"E: content abc", message, recorded, closes}, true},
    // Cut inside a chunk; what looks like a command there is content
    {"BDAT 9\r\nabc", {"E: content abc", aborts, closes}, true},
    {"BDAT 9 LAST\r\nabc", {"E: content abc", aborts, closes}, true},
    {"BDAT 9\r\nabcRSET\r\n", {"E: content abcRSET\r\n", chunk_ok}},
    {"BDAT 9\r\nabcDATA\r\n", {"E: content abcDATA\r\n", chunk_ok}},
    {"BDAT 6 LAST\r\nabc.\r\n", {"E: content abc.\r\n", message, recorded}},
    // Others that may not stand between chunks
    {"BDAT 3\r\nabcMAIL FROM:<>\r\n", {"E: content abc", chunk_ok, bad_sequence}},
    {"BDAT 3\r\nabcRCPT TO:<c@d>\r\n", {"E: content abc", chunk_ok, bad_sequence}},
    {"BDAT 3\r\nabcNOOP\r\nBDAT 0 LAST\r\n", {"E: content abc", chunk_ok, ok, message, recorded}},
    {"BDAT 3\r\nabcDATA\r\nBDAT 0 LAST\r\n", {"E: content abc", chunk_ok, bad_sequence, message, recorded}},
    // A chunk whose size is known is read, however wrong its command is; nothing is added to its message afterwards
    {"BDAT 3 FIRST\r\nabcNOOP\r\n", {aborts, bad_syntax, ok}},
    {"BDAT 3\r\nabcBDAT 3 X\r\ndefBDAT 3 LAST\r\nghi", {"E: content abc", chunk_ok, aborts, bad_syntax, bad_sequence}},
    {"BDAT\r\nNOOP\r\n", {aborts, bad_syntax, ok}},
    {"BDAT x\r\nNOOP\r\n", {aborts, bad_syntax, ok}},
};

void expect_transcripts(std::span<const pair_row> rows)
{
    for (const pair_row& row : rows) {
        SCOPED_TRACE(row.client);
        session_script dialogue = script_with_recipient(lmtp()).client(row.client);
        for (const char* item : row.transcript)
            dialogue.transcript(item);
        if (row.dropped)
            dialogue.end(&smtp_session::disconnect);
        dialogue.play();
    }
}

TEST(smtp_session_commands, pairs_that_begin_with_bdat)
{
    expect_transcripts(pairs);
}

TEST(smtp_session_commands, pairs_that_begin_with_another)
{
    const pair_row rows[] = {
        {"RSET\r\nBDAT 3\r\nabc", {ok, aborts, bad_sequence}},
        {"RSET\r\nBDAT 3 LAST\r\nabc", {ok, aborts, bad_sequence}},
        {"RSET\r\nRSET\r\n", {ok, aborts, ok}},
        {"RSET\r\nDATA\r\n", {ok, aborts, bad_sequence}},
        {"RSET\r\n", {ok, aborts, closes}, true},
        {"DATA\r\n.\r\nBDAT 3\r\nabc", {start_data, message, recorded, bad_sequence}},
        {"DATA\r\n.\r\nBDAT 3 LAST\r\nabc", {start_data, message, recorded, bad_sequence}},
        {"DATA\r\n.\r\nRSET\r\n", {start_data, message, recorded, ok}},
        {"DATA\r\n.\r\nDATA\r\n", {start_data, message, recorded, bad_sequence}},
        {"DATA\r\n.\r\n", {start_data, message, recorded, closes}, true},
        {"DATA\r\n", {start_data, aborts, closes}, true},
        {"DATA\r\n.\r", {start_data, aborts, closes}, true},
        {"", {aborts, closes}, true},
        {"BDAT 0\r\nBDAT 0\r\n", {chunk_ok, chunk_ok}},
        {"BDAT 0 LAST\r\nNOOP\r\n", {message, recorded, ok}},
        {"BDAT 0\r\n", {chunk_ok, aborts, closes}, true},
    };
    expect_transcripts(rows);
}

TEST(smtp_session_commands, a_refused_chunk_does_not_spoil_the_next_message)
{
    for (const bool malformed : {true, false}) {
        session_script dialogue = script_with_recipient(lmtp());
        if (malformed)
            dialogue.client("BDAT 3 X\r\nabc").event(aborted{}).server("501 5.5.4 Syntax error in parameters");
        else
            dialogue.client("RSET\r\nBDAT 3 LAST\r\nabc").transcript(ok).transcript(aborts).transcript(bad_sequence);
        dialogue.client("MAIL FROM:<>\r\n").server("250 2.1.0 Sender OK").event(mail_from{""});
        dialogue.client("RCPT TO:<a@b>\r\n").server("250 2.1.5 Recipient OK").event(rcpt_to{"a@b"});
        dialogue.client("BDAT 3\r\ndef").event(content{"def"}).transcript(chunk_ok);
        dialogue.client("BDAT 3 LAST\r\nghi").event(content{"ghi"}).event(end_of_message{}).transcript(recorded).play();
    }
}

} // namespace
} // namespace recoil::proto
