#include "dsn/prose/sendmail_transcript.hpp"
#include "support/lines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {
namespace {

std::vector<statement> read(std::string_view text)
{
    sendmail_transcript transcript;
    for (const std::string_view line : test::lines_of(text))
        transcript.read(line);
    return transcript.take();
}

struct own_case {
    std::string_view line;
    std::string_view recipient;
    std::string_view answer;
};

TEST(sendmail_transcript, its_own_verdicts_where_no_host_spoke)
{
    constexpr auto cases = std::to_array<own_case>({
        {"550 5.1.2 <kim@example.net>... Host unknown", "kim@example.net", "550 5.1.2 Host unknown"},
        {"550 kim@example.net... User unknown", "kim@example.net", "550 User unknown"},
        {"554 <kim@example.net>... 550 Host unknown", "kim@example.net", "550 Host unknown"},
        {"<kim@example.net>... Deferred: 451 4.7.1 later", "kim@example.net", "451 4.7.1 later"},
        {"550 5.0.0 \"|/usr/bin/list post\"... Can't create output", "\"|/usr/bin/list post\"",
         "550 5.0.0 Can't create output"},
        {"554 5.4.6 Too many hops 26 (25 max)", "", "554 5.4.6 Too many hops 26 (25 max)"},
        {"421 mx.example.net (tcp)... Deferred: Connection timed out", "",
         "421 mx.example.net (tcp)... Deferred: Connection timed out"},
    });
    for (const own_case& c : cases) {
        const auto found = read(c.line);
        ASSERT_EQ(found.size(), 1u) << c.line;
        EXPECT_EQ(found[0].recipient, c.recipient) << c.line;
        EXPECT_EQ(found[0].answer.text, c.answer) << c.line;
    }
}

TEST(sendmail_transcript, what_a_local_mailer_said_is_the_cause)
{
    const auto found = read("procmail: Quota exceeded while writing \"/var/mail/kim\"\n"
                            "550 5.0.0 <kim@example.net>... Can't create output\n"
                            "550 5.1.1 <lee@example.net>... User unknown\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].answer.text, "550 5.0.0 procmail: Quota exceeded while writing \"/var/mail/kim\"");
    EXPECT_EQ(found[1].answer.text, "550 5.1.1 User unknown");
}

TEST(sendmail_transcript, how_it_goes_on_is_no_cause)
{
    const auto found = read("<kim@example.net>... Deferred: Connection refused by mx.example.net.\n"
                            "Warning: message still undelivered after 4 hours\n"
                            "Will keep trying until message is 5 days old\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].answer.text, "Connection refused by mx.example.net.");
}

TEST(sendmail_transcript, the_old_form_has_no_dots_in_front)
{
    const auto found = read("While talking to mx.example.net:\n>>> RCPT To:<kim@example.net>\n"
                            "<<< 550 <kim@example.net>... User unknown\n550 <kim@example.net>... User unknown\n"
                            "554 <lee@example.org>... 550 Host unknown (Name server: host not found)\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].remote_mta, "mx.example.net");
    EXPECT_EQ(found[0].stage, stage::rcpt);
    EXPECT_EQ(found[1].recipient, "lee@example.org");
    EXPECT_EQ(found[1].remote_mta, "");
    EXPECT_FALSE(found[1].stage);
}

// The ban was said once; the lines below it are a reading of that, for each recipient.
TEST(sendmail_transcript, a_ban_makes_no_unknown_users)
{
    for (const std::string_view command : {">>> MAIL From:<a@example.com>\n", ">>> DATA\n", ""}) {
        const auto found = read("... while talking to mx.example.net.:\n" + std::string(command) +
                                "<<< 550 5.7.1 192.0.2.1 is listed\n"
                                "550 5.1.1 <kim@example.net>... User unknown\n"
                                "550 5.1.1 <lee@example.net>... User unknown\n");
        ASSERT_EQ(found.size(), command == ">>> DATA\n" ? 1u : 2u) << command;
        for (const statement& each : found)
            EXPECT_EQ(each.answer.text, "550 5.7.1 192.0.2.1 is listed") << command;
        EXPECT_EQ(found.back().recipient, found.size() == 2 ? "lee@example.net" : "kim@example.net") << command;
    }
}

TEST(sendmail_transcript, a_host_that_said_nothing_is_named_still)
{
    const auto found = read("... while talking to mx.example.net.:\n"
                            "451 4.4.1 <kim@example.net>... reply: read error from mx.example.net.\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].remote_mta, "mx.example.net");
    EXPECT_FALSE(found[0].stage);
}

TEST(sendmail_transcript, what_follows_a_refusal_of_all_is_noise)
{
    for (const std::string_view noise :
         {"503 5.5.1 Need RCPT (recipient)", "554 5.5.1 Error: no valid recipients", "503 RCPT first (#5.5.1)"})
        EXPECT_TRUE(read("<<< " + std::string(noise) + "\n").empty()) << noise;
}

} // namespace
} // namespace recoil::dsn
