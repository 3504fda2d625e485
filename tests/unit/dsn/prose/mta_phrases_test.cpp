#include "dsn/notice_prose.hpp"
#include "dsn/prose/phrases/mta.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {
namespace {

struct sample {
    std::string_view text;
    std::string_view answer; // of kim@example.net, the only recipient
    bool delayed = false;
};

constexpr auto samples = std::to_array<sample>({
    {"This message was created automatically by mail delivery software.\nThe following address(es) failed:\n\n"
     "  kim@example.net:\n    Unrouteable address\n",
     "Unrouteable address"},
    {"Warning: it has not yet been delivered to one or more of its recipients.\n\n"
     "The message has not yet been delivered to the following addresses:\n\n  <kim@example.net>\n\n"
     "host mx.example.net[192.0.2.1]:\nconnection to mail exchanger failed\n",
     "host mx.example.net[192.0.2.1]: connection to mail exchanger failed", true},
    {"This is an automated message created by mail delivery software.\n\nYour message to:\n\tkim@example.net\n\n"
     "has not yet been delivered because the recipient server did not respond.\n",
     "has not yet been delivered because the recipient server did not respond.", true},
    {"A message is delayed for more than 4 hours for the following\nlist of recipients:\n\n"
     "kim@example.net: 451 4.7.1 later\n",
     "451 4.7.1 later", true},
    {"  ----- The following addresses had transient non-fatal errors -----\n<kim@example.net>\n\n"
     "  ----- Transcript of session follows -----\n<kim@example.net>... Deferred: Connection refused by mx.\n"
     "Warning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old\n",
     "Connection refused by mx.", true},
    {"---The following addresses had delivery errors---\n\nkim@example.net [User unknown]\n", "User unknown"},
    {"Sorry, unable to deliver your message to kim@example.net for\nthe following reason:\n\n 552 Quota violation\n",
     "552 Quota violation"},
    {"|---- Message log follows: ----|\n no valid recipients were found for this message\n"
     "|---- Failed addresses follow: ----|\n <kim@example.net> ... unknown host\n",
     "unknown host"},
    {"|---- Failed addresses follow: ----|\n <kim@example.net>\n   552 5.2.2 <kim@example.net> Quota exceeded\n",
     "552 5.2.2 <kim@example.net> Quota exceeded"},
    {"There was an error delivering your mail to <kim@example.net>.\n\nmx.example.net [192.0.2.1] did not like our "
     "RCPT TO:\n550 5.1.1 unknown\n",
     "550 5.1.1 unknown"},
    {"Failed recipient(s):\nkim@example.net\n\nError message:\n550 5.1.1 unknown\n\nMessage details:\n",
     "550 5.1.1 unknown"},
    {"Failed to deliver to '<kim@example.net>'\nSMTP module(domain example.net) reports:\n host mx.example.net says:\n"
     " 550 5.1.1 unknown\n",
     "550 5.1.1 unknown"},
    {"The following recipient(s) could not be reached:\n\nkim@example.net\n   Error Type: SMTP\n"
     "   Remote server (192.0.2.1) issued an error.\n   hMailServer sent: RCPT TO:<kim@example.net>\n"
     "   Remote server replied: 550 5.1.1 unknown\n",
     "550 5.1.1 unknown"},
    {"Your message could not be delivered to 'kim@example.net (host: mx.example.net) (queue: smtp)' for the following\n"
     "reason: ' <kim@example.net>... User unknown'\n",
     "<kim@example.net>... User unknown"},
    {"Your message to the following recipients cannot be delivered:\n\n<kim@example.net>:\n"
     "    mx.example.net [192.0.2.1]:\n>>> RCPT TO:<kim@example.net>\n<<< 550 5.2.1 closed\n",
     "550 5.2.1 closed"},
    {"Your message with Subject: Re: offer\ncould not be delivered to the following recipients:\n\n"
     "<kim@example.net>:\n    550 5.1.1 unknown\n",
     "550 5.1.1 unknown"},
});

TEST(mta_phrases, each_system_is_read)
{
    for (const sample& s : samples) {
        const std::vector<std::string> parts{std::string(s.text)};
        const notice_prose prose(parts);
        const auto found = prose.recipients();
        ASSERT_EQ(found.size(), 1u) << s.text;
        EXPECT_EQ(found[0].recipient, "kim@example.net") << s.text;
        EXPECT_EQ(found[0].answer.text, s.answer) << s.text;
        EXPECT_EQ(prose.delayed(), s.delayed) << s.text;
        EXPECT_EQ(found[0].action, s.delayed ? action::delayed : action::failed) << s.text;
    }
}

struct reporter {
    std::string_view text;
    std::string_view host;
};

TEST(mta_phrases, some_say_who_they_are)
{
    constexpr auto cases = std::to_array<reporter>({
        {"Hi. This is the qmail-send program at out.example.com.\n", "out.example.com"},
        {"This is the DragonFly Mail Agent v0.13 at box.example.org.\n", "box.example.org"},
        {"Hi. This is the James mail server at james.example.org.\n", "james.example.org"},
        {"This is a delivery status notification from mx.example.org,\n", "mx.example.org"},
        {"This is the mail system at host smtp.example.org.\n", "smtp.example.org"},
    });
    for (const reporter& c : cases) {
        const std::vector<std::string> parts{std::string(c.text)};
        const notice_prose prose(parts);
        EXPECT_TRUE(prose.proves_notice()) << c.text;
        EXPECT_EQ(prose.reporting_mta(), c.host) << c.text;
    }
}

} // namespace
} // namespace recoil::dsn
