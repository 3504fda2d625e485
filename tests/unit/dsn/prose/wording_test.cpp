#include "dsn/prose/wording.hpp"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace recoil::dsn {
namespace {

struct answer_case {
    std::string_view text;
    std::string_view answer;
};

TEST(wording, finds_the_reply_inside_the_words)
{
    constexpr auto cases = std::to_array<answer_case>({
        {"550 5.1.1 no such user", "550 5.1.1 no such user"},
        {"192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 gone\nGiving up on 192.0.2.1.",
         "550 5.1.1 gone"},
        {"Connected to 192.0.2.1 but sender was rejected.\nRemote host said: 553 no", "553 no"},
        {"Remote host said: 554 spam\nI'm not going to try again; this message has been in the queue too long.",
         "554 spam"},
        {"reason: 550-5.7.1 first\n550 5.7.1 second", "550 5.7.1 first second"},
        {"It responded as follows: [550 5.1.1 User unknown]", "550 5.1.1 User unknown"},
        {"the host said '552 5.2.2 full'.", "552 5.2.2 full"},
        {"(553 5.3.0 no such user (kim))", "553 5.3.0 no such user (kim)"},
        {"SMTP:RCPT host 192.0.2.8: 553 5.3.0 <kim@example.net>... No such user",
         "553 5.3.0 <kim@example.net>... No such user"},
        {">>> RCPT TO:<kim@example.net>\n<<< 550 5.2.1 closed", "550 5.2.1 closed"},
        {"host: mx.example.net\n5.1.1 <kim@example.net>... User unknown", "5.1.1 <kim@example.net>... User unknown"},
        {"552 5.2.2 full [RCPT_TO]", "552 5.2.2 full"},
    });
    for (const answer_case& c : cases)
        EXPECT_EQ(read_wording(c.text).answer.text, c.answer) << c.text;
}

TEST(wording, takes_all_words_where_no_reply_stands)
{
    constexpr auto cases = std::to_array<answer_case>({
        {"Sorry, no mailbox here by that name. (#5.1.1)", "Sorry, no mailbox here by that name. (#5.1.1)"},
        {"Try again later [#4.2.1].\n/I'm not going to try again", "Try again later [#4.2.1]."},
        {"Sorry, I couldn't find any host named example.invalid. (#5.1.2)\nI'm not going to try again; this "
         "message has been in the queue too long.",
         "Sorry, I couldn't find any host named example.invalid. (#5.1.2)"},
        {"Mailbox of 4500 users is full", "Mailbox of 4500 users is full"},
        {"child status 100...The mailfolder is full.", "child status 100...The mailfolder is full."},
        {"LOCAL module(account kim) reports:\n account is full", "account is full"},
        {"Giving up on 192.0.2.1.", "Giving up on 192.0.2.1."},
        {"from 192.0.2.45 500 messages", "from 192.0.2.45 500 messages"},
        {"", ""},
    });
    for (const answer_case& c : cases)
        EXPECT_EQ(read_wording(c.text).answer.text, c.answer) << c.text;
}

TEST(wording, a_status_in_brackets_is_that_of_the_words)
{
    const statement said = read_wording("Sorry, no mailbox here by that name. (#5.1.1)");
    EXPECT_FALSE(said.answer.code);
    ASSERT_TRUE(said.answer.status);
    EXPECT_EQ(to_string(*said.answer.status), "5.1.1");
}

struct host_case {
    std::string_view text;
    std::string_view host;
    std::string_view ip;
};

TEST(wording, knows_the_host_that_spoke)
{
    constexpr auto cases = std::to_array<host_case>({
        {"192.0.2.1 does not like recipient.\nRemote host said: 550 no", "", "192.0.2.1"},
        {"mx.example.net [192.0.2.1] did not like our RCPT TO:\n550 no", "mx.example.net", "192.0.2.1"},
        {"mx.example.net [2001:db8::1] did not like our RCPT TO:\n550 no", "mx.example.net", "2001:db8::1"},
        {"Connected to 192.0.2.1 but sender was rejected.\nRemote host said: 550 no", "", "192.0.2.1"},
        {"for TEXT command, host: mx.example.net (192.0.2.1) reason: 550 no", "mx.example.net", "192.0.2.1"},
        {"after RCPT command:\nhost: mx.example.net\n5.1.1 no", "mx.example.net", ""},
        {"SMTP module(domain example.net) reports:\n host mx.example.net says:\n 550 no", "mx.example.net", ""},
        {"mx.example.net [192.0.2.1]:\n>>> RCPT TO:<a@b>\n<<< 550 no", "mx.example.net", "192.0.2.1"},
        {"Remote server (192.0.2.1) issued an error.\nRemote server replied: 550 no", "", "192.0.2.1"},
        {"(host: mx.example.net) (queue: smtp)", "mx.example.net", ""},
        {"SMTP Server <mx.example.net> rejected recipient", "mx.example.net", ""},
        {"host mx.example.net[192.0.2.1] said: 550 no (in reply to RCPT TO command)", "mx.example.net", "192.0.2.1"},
        {"The recipient does not like recipient.", "", ""},
        {"Our host says no", "", ""},
        {"550 host mx.example.net said so", "", ""},
    });
    for (const host_case& c : cases) {
        const statement said = read_wording(c.text);
        EXPECT_EQ(said.remote_mta, c.host) << c.text;
        EXPECT_EQ(said.remote_ip, c.ip) << c.text;
    }
}

TEST(wording, one_reading_has_everything)
{
    const statement said = read_wording("mx.example.net [192.0.2.1] did not like our final DATA:\n"
                                        "554-5.7.1 This message\n554 5.7.1 is spam");
    EXPECT_EQ(said.answer.code, 554);
    EXPECT_EQ(said.answer.text, "554 5.7.1 This message is spam");
    EXPECT_EQ(said.stage, stage::eod);
    EXPECT_EQ(said.remote_mta, "mx.example.net");
    EXPECT_TRUE(said.recipient.empty());
}

TEST(wording, survives_what_is_cut)
{
    const std::string whole = "mx.example.net [192.0.2.1] did not like our RCPT TO:\nRemote host said: [550 5.1.1 no]";
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        const statement said = read_wording(std::string_view(whole).substr(0, length));
        EXPECT_TRUE(said.remote_ip.empty() || said.remote_ip == "192.0.2.1") << length;
        EXPECT_TRUE(!said.answer.code || said.answer.code == 550) << length;
    }
}

} // namespace
} // namespace recoil::dsn
