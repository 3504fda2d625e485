// Sessions as Postfix and Sendmail lead them, and those that nobody should lead: every one whole, octet by octet and
// cut in two at every offset.
#include "proto/milter_session.hpp"

#include "support/cuts.hpp"
#include "support/milter_mta.hpp"
#include "support/milter_replay.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::proto {
namespace {

using test::field;
using test::milter_replay;
using test::offer;
using test::packet;
using test::with_nul;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using transcript = std::vector<std::string>;
using namespace std::string_literals;
using namespace std::string_view_literals;

// What is asked of an MTA that offers all: no connect, HELO, DATA and unknown commands; silence to sender, recipients,
// fields and body; fields with their leading space.
constexpr auto agreed = "A: O 6 0 1622915"; // 0x18c383

constexpr auto content_x = "E: content Subject: x\r\n\r\n";

transcript joined(transcript first, const transcript& second, const transcript& third = {},
                  const transcript& fourth = {})
{
    for (const transcript* part : {&second, &third, &fourth})
        first.insert(first.end(), part->begin(), part->end());
    return first;
}

transcript play(std::string_view all, const std::vector<bool>& skipped = {false})
{
    transcript whole;
    for (const auto& pieces : test::all_cuts(all)) {
        milter_replay session(skipped);
        for (const std::string_view piece : pieces)
            session.feed(std::string(piece)); // at an address of its own, only until it is consumed
        EXPECT_TRUE(session.well_formed());
        EXPECT_THAT(session.answers(), Each(testing::AnyOf('O', 'c', 'a')));
        if (whole.empty())
            whole = session.transcript();
        EXPECT_EQ(session.transcript(), whole) << "in " << pieces.size() << ", first " << pieces.front().size();
        if (testing::Test::HasFailure())
            break;
    }
    return whole;
}

std::string macros(char of, std::string_view names = "i\0004ABCDEF\0"sv)
{
    return packet('D', of + std::string(names));
}

TEST(milter_session, says_nothing_before_it_is_asked)
{
    milter_session session;
    EXPECT_TRUE(std::holds_alternative<need_input>(session.next()));
    EXPECT_EQ(session.take_output(), "");
    EXPECT_FALSE(session.in_message());
}

// cleanup: a bare recipient, no sender at all, and one session for each message.
TEST(milter_session, a_notice_that_postfix_makes_itself)
{
    std::string mta = offer() + macros('C') + macros('M') + with_nul('M', "") + macros('R') +
                      with_nul('R', "bounces+a=b@example.org") + macros('T') + macros('L') +
                      field("Date", " Sat, 21 Nov 2026 08:00:00 +0000 (UTC)") + macros('L') +
                      field("Content-Type", " multipart/report; report-type=delivery-status;\n\tboundary=\"x\"") +
                      macros('N') + packet('N') + macros('B') + packet('B', "--x\r\n") + macros('E') +
                      packet('E', "--x--\r\n") + packet('Q');
    EXPECT_THAT(play(mta), ElementsAre(agreed, "E: mail_from ", "E: rcpt_to bounces+a=b@example.org",
                                       "E: content Date: Sat, 21 Nov 2026 08:00:00 +0000 (UTC)\r\nContent-Type: "
                                       "multipart/report; report-type=delivery-status;\r\n\tboundary=\"x\"\r\n\r\n",
                                       "E: end_of_header", "A: c", "E: content --x\r\n", "A: c", "E: content --x--\r\n",
                                       "E: end_of_message", "E: closed"));
}

// smtpd: brackets, ESMTP arguments, an abort behind each message, many messages a session.
TEST(milter_session, messages_that_postfix_takes_by_smtp)
{
    const std::string rest = field("Subject", " x") + packet('N') + packet('B', "body\r\n") + packet('E') + packet('A');
    const transcript first = {agreed,
                              "E: mail_from ",
                              "E: rcpt_to a@example.org",
                              "E: rcpt_to b@example.org",
                              content_x,
                              "E: end_of_header",
                              "A: c",
                              "E: content body\r\n",
                              "A: c",
                              "E: end_of_message"};
    const transcript second = {"E: mail_from c@example.org",
                               "E: rcpt_to d@example.org",
                               content_x,
                               "E: end_of_header",
                               "A: c",
                               "E: content body\r\n",
                               "A: c",
                               "E: end_of_message",
                               "E: closed"};
    EXPECT_EQ(play(offer() + packet('M', "<>\0SIZE=12\0BODY=8BITMIME\0"sv) + with_nul('R', "<a@example.org>") +
                   packet('R', "<b@example.org>\0ORCPT=rfc822;b@example.org\0"sv) + rest +
                   with_nul('M', "<c@example.org>") + with_nul('R', "<d@example.org>") + rest + packet('Q')),
              joined(first, second));
}

// The driver says so when the header has ended. What was under way at that moment is passed over.
TEST(milter_session, ordinary_mail_is_accepted_when_its_header_ends)
{
    const std::string begin = with_nul('M', "<a@b>") + with_nul('R', "<c@d>") + field("Subject", " x") + packet('N');
    const std::string tail = packet('B', "body") + packet('E', "last");
    const transcript skipped = {"E: mail_from a@b", "E: rcpt_to c@d", content_x, "E: end_of_header", "A: a"};
    const transcript read = {"E: mail_from a@b", "E: rcpt_to c@d", content_x,         "E: end_of_header", "A: c",
                             "E: content body",  "A: c",           "E: content last", "E: end_of_message"};
    EXPECT_EQ(play(offer() + begin + packet('A') + begin + tail, {true, false}), joined({agreed}, skipped, read));
    EXPECT_EQ(play(offer() + begin + begin + tail, {true, false}), joined({agreed}, skipped, read)) << "no abort";
    EXPECT_EQ(play(offer() + begin + packet('K') + begin + tail, {true, false}), joined({agreed}, skipped, read));
    EXPECT_EQ(play(offer() + begin + tail + begin + tail, {true, false}), joined({agreed}, skipped, {"A: a"}, read))
        << "an MTA that goes on all the same";
    EXPECT_EQ(play(offer() + begin + packet('Q'), {true}), joined({agreed}, skipped, {"E: closed"}));
}

TEST(milter_session, accept_is_for_a_message_and_never_for_a_connection)
{
    const std::string begin = with_nul('M', "<a@b>") + packet('N');
    EXPECT_EQ(play(offer() + begin + packet('C', "host\0U"sv) + packet('H', "helo\0"sv) + packet('U', "XCLIENT\0"sv) +
                       with_nul('M', "<c@d>") + packet('T'),
                   {true}),
              (transcript{agreed, "E: mail_from a@b", "E: content \r\n", "E: end_of_header", "A: a", "A: c", "A: c",
                          "A: c", "E: mail_from c@d", "A: c"}));
}

// No silences are offered: each command but macros and abort is answered.
TEST(milter_session, an_old_mta_is_answered_each_time)
{
    for (const std::uint32_t version : {2U, 3U, 4U, 5U}) {
        const std::string mta = offer(version, 0x1f, 0x7f) + packet('D', "Cj\0host\0"sv) +
                                packet('C', "host\0"
                                            "4\0\x19"
                                            "127.0.0.1\0"sv) +
                                packet('H', "host\0"sv) + with_nul('M', "<>") + with_nul('R', "<a@b>") +
                                field("Subject", "x") + packet('N') + packet('B', "1") + packet('B', "2") +
                                packet('E') + packet('A') + packet('Q');
        EXPECT_EQ(play(mta), (transcript{"A: O " + std::to_string(version) + " 0 3", "A: c", "A: c", "E: mail_from ",
                                         "A: c", "E: rcpt_to a@b", "A: c", "E: content Subject: x\r\n", "A: c",
                                         "E: content \r\n", "E: end_of_header", "A: c", "E: content 1", "A: c",
                                         "E: content 2", "A: c", "A: c", "E: end_of_message", "E: closed"}));
    }
}

struct negotiation {
    std::uint32_t version, steps;
    std::string_view answer; // "" where the session ends
};
constexpr negotiation negotiations[] = {
    {6, 0x1fffff, "A: O 6 0 1622915"},
    {6, 0xffffffff, "A: O 6 0 1622915"},
    {7, 0x1fffff, "A: O 6 0 1622915"},
    {0xffffffff, 0x1fffff, "A: O 6 0 1622915"},
    {6, 0, "A: O 6 0 0"},
    {6, 0x80, "A: O 6 0 128"},
    {6, 0x40, "A: O 6 0 0"},
    {2, 0x3f, "A: O 2 0 3"},
    {1, 0x3f, ""},
    {0, 0, ""},
};

TEST(milter_session, takes_only_what_is_offered_and_wanted)
{
    for (const negotiation& n : negotiations) {
        const transcript expected{n.answer.empty() ? "E: closed" : std::string(n.answer)};
        EXPECT_EQ(play(offer(n.version, 0x1ff, n.steps)), expected) << n.version << ' ' << n.steps;
    }
    EXPECT_EQ(play(packet('O', "\0\0\0\6\0\0\1\xff\0\x1f\xff"sv)), transcript{"E: closed"}) << "cut short";
    EXPECT_EQ(play(packet('O', "\0\0\0\6\0\0\1\xff\0\x1f\xff\xff more, of a later version"sv)), transcript{agreed});
    EXPECT_EQ(play(offer() + with_nul('M', "") + offer(2, 0, 0)),
              (transcript{agreed, "E: mail_from ", "A: O 2 0 0", "E: aborted"}))
        << "once more, inside a message";
}

TEST(milter_session, fields_keep_their_space_or_get_one)
{
    const std::string mta = with_nul('M', "") + field("F", " a\n\tb");
    EXPECT_EQ(play(offer() + mta).back(), "E: content F: a\r\n\tb\r\n");
    EXPECT_EQ(play(offer(6, 0, 0xff080) + mta).back(), "E: content F:  a\r\n\tb\r\n");
}

// Lengths and NULs that are wrong inside a packet: answered where an answer is due, and nothing is made up.
TEST(milter_session, damaged_commands_say_nothing)
{
    for (const std::string& data : {""s, "Subject"s, "\0x\0"s, "\0"s})
        EXPECT_EQ(play(offer(6, 0, 0) + with_nul('M', "") + packet('L', data)),
                  (transcript{"A: O 6 0 0", "E: mail_from ", "A: c", "A: c"}));
    EXPECT_EQ(play(offer() + with_nul('M', "") + packet('L', "F\0v"sv)).back(), "E: content F:v\r\n") << "no last NUL";
    EXPECT_EQ(play(offer() + packet('D') + packet('C') + packet('H') + packet('U') + packet('x', "?") + packet('\0')),
              (transcript{agreed, "A: c", "A: c", "A: c", "A: c", "A: c"}));
}

TEST(milter_session, commands_out_of_place_say_nothing)
{
    EXPECT_EQ(play(offer() + with_nul('R', "<a@b>") + field("F", "v") + packet('B', "x")), transcript{agreed});
    EXPECT_EQ(play(offer() + packet('N') + packet('E', "x")), (transcript{agreed, "A: c", "A: c"}));
    EXPECT_EQ(play(offer() + with_nul('M', "") + packet('N') + field("F", "v") + with_nul('R', "a@b") + packet('N')),
              (transcript{agreed, "E: mail_from ", "E: content \r\n", "E: end_of_header", "A: c", "A: c"}));
}

TEST(milter_session, a_header_without_its_end_is_ended)
{
    const std::string begin = offer() + with_nul('M', "") + field("F", "v");
    EXPECT_EQ(play(begin + packet('B', "x") + packet('E')),
              (transcript{agreed, "E: mail_from ", "E: content F:v\r\n\r\n", "E: end_of_header", "E: content x", "A: c",
                          "E: end_of_message"}));
    EXPECT_EQ(play(begin + packet('E')), (transcript{agreed, "E: mail_from ", "E: content F:v\r\n", "A: c",
                                                     "E: content \r\n", "E: end_of_header", "E: end_of_message"}));
    EXPECT_EQ(play(begin + packet('B', "x") + packet('B', "y") + packet('E', "z"), {true}),
              (transcript{agreed, "E: mail_from ", "E: content F:v\r\n\r\n", "E: end_of_header", "A: a"}));
    EXPECT_EQ(
        play(begin + packet('E', "z") + packet('A'), {true}),
        (transcript{agreed, "E: mail_from ", "E: content F:v\r\n", "A: c", "E: content \r\n", "E: end_of_header"}));
}

TEST(milter_session, before_the_offer_each_command_is_answered)
{
    EXPECT_EQ(play(with_nul('M', "<>") + field("F", "v") + packet('N') + packet('B', "x") + packet('E')),
              (transcript{"E: mail_from ", "A: c", "E: content F: v\r\n", "A: c", "E: content \r\n", "E: end_of_header",
                          "A: c", "E: content x", "A: c", "A: c", "E: end_of_message"}));
}

TEST(milter_session, a_message_that_is_given_up_is_aborted)
{
    const std::string begin = offer() + with_nul('M', "") + packet('N') + packet('B', "x");
    const transcript begun{agreed, "E: mail_from ", "E: content \r\n", "E: end_of_header", "A: c", "E: content x"};
    EXPECT_EQ(play(begin + packet('A')), joined(begun, {"E: aborted"}));
    EXPECT_EQ(play(begin + packet('A') + packet('A')), joined(begun, {"E: aborted"})) << "once";
    EXPECT_EQ(play(begin + packet('K')), joined(begun, {"E: aborted"}));
    EXPECT_EQ(play(begin + packet('Q') + packet('N')), joined(begun, {"E: aborted", "E: closed"}));
    EXPECT_EQ(play(begin + with_nul('M', "a")), joined(begun, {"E: aborted", "E: mail_from a"}));
    EXPECT_EQ(play(begin + "\0\0\0\0rest"s), joined(begun, {"E: aborted", "E: closed"})) << "no packet, no answer";
    EXPECT_EQ(play(begin + "\x7f\xff\xff\xffO"s), joined(begun, {"E: aborted", "E: closed"}));
}

TEST(milter_session, a_connection_that_ends_aborts_its_message)
{
    milter_replay session;
    session.feed(offer() + with_nul('M', "") + packet('N') + packet('B', "x").substr(0, 3));
    EXPECT_TRUE(session.session().in_message());
    session.disconnect();
    EXPECT_EQ(session.transcript().back(), "E: closed");
    EXPECT_EQ(*(session.transcript().end() - 2), "E: aborted");
    EXPECT_FALSE(session.session().in_message());
    const std::size_t said = session.transcript().size();
    session.feed(packet('N'));
    EXPECT_EQ(session.transcript().size(), said) << "nothing is read behind the end";
}

TEST(milter_session, in_message_until_it_ends_or_is_skipped)
{
    milter_replay session({false, true});
    session.feed(offer() + packet('C'));
    EXPECT_FALSE(session.session().in_message());
    session.feed(with_nul('M', ""));
    EXPECT_TRUE(session.session().in_message());
    session.feed(packet('N'));
    EXPECT_TRUE(session.session().in_message());
    session.feed(packet('E'));
    EXPECT_FALSE(session.session().in_message());
    session.feed(with_nul('M', "") + packet('N'));
    EXPECT_FALSE(session.session().in_message()) << "skipped";
}

TEST(milter_session, recipients_are_bounded_in_each_message)
{
    milter_replay session({false}, {.recipients = 2});
    std::string message = with_nul('M', "");
    for (const char* recipient : {"<a@b>", "<b@b>", "<c@b>", "<d@b>"})
        message += with_nul('R', recipient);
    session.feed(offer() + message + packet('A') + message);
    const transcript once{"E: mail_from ", "E: rcpt_to a@b", "E: rcpt_to b@b", "E: limit_reached recipients"};
    EXPECT_EQ(session.transcript(), joined({agreed}, once, {"E: aborted"}, once));
}

TEST(milter_session, a_client_that_is_no_mta_gets_no_answer)
{
    for (const char* client : {"EHLO client\r\nQUIT\r\n", "GET / HTTP/1.0\r\n\r\n", "LHLO client\r\n"})
        EXPECT_EQ(play(client), transcript{"E: closed"});
}

// However much comes, the answers are no more than one small packet each.
TEST(milter_session, a_flood_of_small_packets_has_small_answers)
{
    std::string flood;
    for (int i = 0; i < 10'000; ++i)
        flood += packet('H');
    milter_session session;
    session.feed(flood);
    EXPECT_TRUE(std::holds_alternative<need_input>(session.next()));
    EXPECT_EQ(session.take_output().size(), flood.size());
    EXPECT_EQ(session.take_output(), "") << "what was taken is gone";
}

} // namespace
} // namespace recoil::proto
