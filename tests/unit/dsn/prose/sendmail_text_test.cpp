#include "dsn/prose/statement.hpp"
#include "support/lines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace recoil::dsn {
namespace {

const std::string heading = "   ----- Transcript of session follows -----\n";

std::vector<statement> read(const std::string& transcript)
{
    const std::string text = heading + transcript;
    const auto lines = test::lines_of(text);
    return read_sendmail_text(lines);
}

TEST(sendmail_text, believes_only_the_remote_host)
{
    const auto found = read("... while talking to mx.example.net.:\n"
                            ">>> DATA\n"
                            "<<< 550-5.7.1 Your address\n"
                            "<<< 550 5.7.1 is banned\n"
                            "550 5.1.1 <kim@example.net>... User unknown\n"
                            "<<< 554 5.5.1 Error: no valid recipients\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
    EXPECT_EQ(found[0].first_line, "550-5.7.1 Your address");
    EXPECT_EQ(found[0].answer.text, "550 5.7.1 Your address is banned");
    EXPECT_EQ(found[0].remote_mta, "mx.example.net");
    EXPECT_EQ(found[0].stage, stage::rcpt);
}

TEST(sendmail_text, tells_recipients_apart)
{
    const auto found = read("... while talking to [192.0.2.1]:\n"
                            ">>> DATA\n"
                            "<<< 550 5.1.1 gone\n"
                            "550 5.1.1 <kim@example.net>... User unknown\n"
                            "<<< 552 5.2.2 full\n"
                            "552 5.2.2 <lee@example.net>... Mailbox full\n"
                            "<<< 503 5.5.1 Need RCPT first\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].answer.text, "550 5.1.1 gone");
    EXPECT_EQ(found[1].recipient, "lee@example.net");
    EXPECT_EQ(found[1].answer.text, "552 5.2.2 full");
    EXPECT_EQ(found[1].remote_ip, "192.0.2.1");
}

struct stage_case {
    std::string_view command;
    std::optional<stage> expected;
};

TEST(sendmail_text, names_the_command)
{
    constexpr auto cases = std::to_array<stage_case>({
        {"", stage::connect},
        {">>> EHLO out.example.com\n", stage::helo},
        {">>> STARTTLS\n", stage::helo},
        {">>> MAIL From:<a@example.com> SIZE=162\n", stage::mail},
        {">>> RCPT To:<kim@example.net>\n", stage::rcpt},
        {">>> .\n", stage::eod},
        {">>> DATA\n", stage::data},
        {">>> QUIT\n", std::nullopt},
    });
    for (const stage_case& c : cases) {
        const auto found = read("... while talking to mx.example.net.:\n" + std::string(c.command) +
                                "<<< 554 5.7.1 no\n554 5.0.0 Service unavailable\n");
        ASSERT_EQ(found.size(), 1u) << c.command;
        EXPECT_EQ(found[0].recipient, "") << c.command;
        EXPECT_EQ(found[0].stage, c.expected) << c.command;
    }
}

TEST(sendmail_text, a_deferred_reply_belongs_to_its_recipient)
{
    const auto found =
        read("... while talking to mx.example.net.:\n>>> MAIL From:<a@example.com>\n<<< 421 4.7.0 later\n"
             "<kim@example.net>... Deferred: 421 4.7.0 later\nMessage will be deleted from queue\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
    EXPECT_EQ(found[0].answer.code, 421);
    EXPECT_EQ(found[0].stage, stage::mail);
}

TEST(sendmail_text, speaks_for_itself_where_no_host_spoke)
{
    const auto found = read("550 5.1.2 <kim@example.invalid>... Host unknown (Name server: not found)\n"
                            "<lee@example.net>... Deferred: Connection refused by mx.example.net.\n"
                            "<ann@example.net>... Deferred\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].answer.text, "550 5.1.2 Host unknown (Name server: not found)");
    EXPECT_EQ(found[1].answer.text, "Connection refused by mx.example.net.");
    EXPECT_FALSE(found[1].answer.code);
}

TEST(sendmail_text, a_shortened_reason_yields_to_the_transcript)
{
    const std::string text = "   ----- The following addresses had permanent fatal errors -----\n"
                             "<kim@example.net>\n"
                             "    (reason: 550 5.7.1 Your ad...ned)\n" +
                             heading +
                             "<<< 550 5.7.1 Your address is banned\n550 5.1.1 <kim@example.net>... User unknown\n";
    const auto lines = test::lines_of(text);
    const auto found = read_sendmail_text(lines);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
    EXPECT_EQ(found[0].answer.text, "550 5.7.1 Your address is banned");
}

struct list_case {
    std::string_view list;
    std::string_view transcript;
    std::string_view recipient;
    std::string_view original;
    std::string_view answer;
};

TEST(sendmail_text, reads_lists_of_all_ages)
{
    constexpr auto cases = std::to_array<list_case>({
        {"kim@example.net\n    (expanded from: staff@example.org)\n", "554 Too many hops 26 (25 max): via localhost\n",
         "kim@example.net", "staff@example.org", "554 Too many hops 26 (25 max): via localhost"},
        {"kim@example.net\n    (reason: 553 SPF)\n    (expanded from: <staff@example.org>)\n",
         ">>> DATA\n<<< 553 SPF\n550 5.1.1 kim@example.net... User unknown\n<<< 503 RCPT first (#5.5.1)\n",
         "kim@example.net", "staff@example.org", "553 SPF"},
        {"\"|/usr/bin/list-post\"\n    (reason: Service unavailable)\n    (expanded from: <list@example.org>)\n", "",
         "list@example.org", "", "Service unavailable"},
        {"<kim@example.net>  (unrecoverable error)\n", "procmail: Quota exceeded\n550 <kim@example.net>... Cannot\n",
         "kim@example.net", "", "550 procmail: Quota exceeded"},
        {">>> kim@example.net <kim@example.net>\n", "550 <kim@example.net>: Recipient address rejected\n",
         "kim@example.net", "", "550 <kim@example.net>: Recipient address rejected"},
        {"kim@example.net [User unknown]\n", "", "kim@example.net", "", "User unknown"},
        {"<kim@example.net>\n    (reason: 550 5.7.1 refused\n    for policy)\n", "", "kim@example.net", "",
         "550 5.7.1 refused for policy"},
        {"<kim@example.net>\n", "While talking to mx.example.net:\n>>> DATA\n<<< 554 spam\n554 Service unavailable\n",
         "kim@example.net", "", "554 spam"},
    });
    for (const list_case& c : cases) {
        const std::string text = "   ----- The following addresses had permanent fatal errors -----\n" +
                                 std::string(c.list) + "\n" + heading + std::string(c.transcript);
        const auto lines = test::lines_of(text);
        const auto found = read_sendmail_text(lines);
        const auto named = std::ranges::find_if(found, [](const statement& s) { return !s.recipient.empty(); });
        ASSERT_NE(named, found.end()) << c.list;
        EXPECT_EQ(std::ranges::count_if(found, [](const statement& s) { return !s.recipient.empty(); }), 1) << c.list;
        EXPECT_EQ(named->recipient, c.recipient) << c.list;
        EXPECT_EQ(named->original_recipient, c.original) << c.list;
        EXPECT_EQ(named->answer.text, c.answer) << c.list;
    }
}

TEST(sendmail_text, a_verdict_below_an_earlier_refusal_is_a_reading_of_it)
{
    const auto found = read("... while talking to mx.example.net.:\n>>> MAIL From:<a@example.com>\n"
                            "<<< 550 5.7.1 192.0.2.1 is listed\n"
                            "550 5.1.1 <kim@example.net>... User unknown\n"
                            "550 5.1.1 <lee@example.net>... User unknown\n"
                            "... while talking to mx.example.org.:\n"
                            "451 4.4.1 <ann@example.org>... reply: read error from mx.example.org.\n");
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
    EXPECT_EQ(found[1].recipient, "lee@example.net");
    EXPECT_EQ(found[1].answer.text, "550 5.7.1 192.0.2.1 is listed");
    EXPECT_EQ(found[2].recipient, "ann@example.org");
    EXPECT_EQ(found[2].remote_mta, "mx.example.org");
}

TEST(sendmail_text, needs_a_heading)
{
    const auto lines = test::lines_of("<kim@example.net>\n    (reason: 550 no)\n<<< 550 no\n");
    EXPECT_TRUE(read_sendmail_text(lines).empty());
    EXPECT_TRUE(read("").empty());
}

} // namespace
} // namespace recoil::dsn
