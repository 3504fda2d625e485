#include "dsn/prose/stage_words.hpp"

#include <gtest/gtest.h>

#include <array>

namespace recoil::dsn {
namespace {

struct stage_case {
    std::string_view text;
    std::optional<stage> expected;
};

TEST(stage_words, knows_the_refused_command)
{
    constexpr auto cases = std::to_array<stage_case>({
        // qmail
        {"Connected to 192.0.2.1 but greeting failed.", stage::connect},
        {"Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)", stage::connect},
        {"Connected to 192.0.2.1 but my name was rejected.", stage::helo},
        {"Connected to 192.0.2.1 but sender was rejected.", stage::mail},
        {"192.0.2.1 does not like recipient.", stage::rcpt},
        {"192.0.2.1 failed on DATA command.", stage::data},
        {"192.0.2.1 failed after I sent the message.", stage::eod},
        {"Sorry, I couldn't find any host named example.invalid. (#5.1.2)", std::nullopt},
        {"Connected to 192.0.2.1 but connection died. (#4.4.2)", std::nullopt},
        // Exim
        {"SMTP error from remote mail server after initial connection:", stage::connect},
        {"SMTP error from remote mail server after EHLO out.example.com:", stage::helo},
        {"SMTP error from remote mail server after pipelined MAIL FROM:<a@b>:", stage::mail},
        {"SMTP error from remote mailer after RCPT TO:\n<a@b>:", stage::rcpt},
        {"SMTP error from remote mail server after pipelined DATA:", stage::data},
        {"SMTP error from remote mail server after end of data:", stage::eod},
        // Nemesis
        {"SMTP error from remote server in greeting, host: mx.example.net", stage::connect},
        {"connection to mail exchanger failed", stage::connect},
        {"SMTP error from remote server after RCPT command:", stage::rcpt},
        {"SMTP error from remote server for TEXT command, host: mx.example.net", stage::eod},
        // DragonFly, hMailServer, Courier and others
        {"mx.example.net [192.0.2.1] did not like our MAIL FROM:", stage::mail},
        {"mx.example.net [192.0.2.1] did not like our RCPT TO:", stage::rcpt},
        {"mx.example.net [192.0.2.1] did not like our final DATA:", stage::eod},
        {"hMailServer sent: MAIL FROM:<a@b>", stage::mail},
        {"hMailServer sent: RCPT TO:<a@b>", stage::rcpt},
        {">>> RCPT TO:<a@b>\n<<< 550 no", stage::rcpt},
        {">>> MAIL FROM:<a@b>\n<<< 550 no", stage::mail},
        {"said: 550 no (in reply to end of DATA command)", stage::eod},
        {"(Error following RCPT command)", stage::rcpt},
        {"550 no [MAIL_FROM]", stage::mail},
        {"Mailbox full", std::nullopt},
        {"", std::nullopt},
    });
    for (const stage_case& c : cases)
        EXPECT_EQ(stage_in(c.text), c.expected) << c.text;
}

TEST(stage_words, white_space_is_one_blank)
{
    EXPECT_EQ(stage_in("mx did not\n  like our   RCPT TO:"), stage::rcpt);
}

} // namespace
} // namespace recoil::dsn
