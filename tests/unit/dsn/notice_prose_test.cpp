#include "dsn/notice_prose.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {
namespace {

recipient_report recipient(std::string address, std::string_view diagnostic = "")
{
    recipient_report r;
    r.recipient = std::move(address);
    r.diagnostic = diagnostic;
    r.answer = parse_reply(diagnostic);
    return r;
}

std::vector<recipient_report> apply(std::string text, std::vector<recipient_report> recipients)
{
    const std::vector<std::string> parts{std::move(text)};
    notice_prose(parts).complete(recipients);
    return recipients;
}

constexpr std::string_view transcript = "   ----- Transcript of session follows -----\r\n"
                                        "... while talking to mx.example.net.:\r\n"
                                        ">>> RCPT To:<kim@example.net>\r\n"
                                        "<<< 550-Your address\r\n"
                                        "<<< 550 5.7.1 is banned\r\n"
                                        "550 5.1.1 <kim@example.net>... User unknown\r\n";

TEST(notice_prose, completes_a_shortened_reply)
{
    const auto r = apply(std::string(transcript), {recipient("kim@example.net", "550-Your address")});
    EXPECT_EQ(r[0].answer.text, "550 5.7.1 Your address is banned");
    EXPECT_EQ(r[0].stage, stage::rcpt);
    EXPECT_EQ(r[0].remote_mta, "mx.example.net");
    EXPECT_EQ(r[0].diagnostic, "550-Your address");
}

TEST(notice_prose, finds_a_shortened_reply_under_another_name)
{
    const auto r = apply(std::string(transcript),
                         {recipient("alias@example.com", "550-Your address"), recipient("lee@example.net")});
    EXPECT_EQ(r[0].answer.text, "550 5.7.1 Your address is banned");
    EXPECT_EQ(r[1].answer.text, "");
}

TEST(notice_prose, supplies_a_missing_reply)
{
    const auto r = apply("KIM@example.net: 550 5.7.606 Banned\nlee@example.net: 452 4.2.2 Full\n",
                         {recipient("kim@example.net"), recipient("lee@example.net", "452")});
    EXPECT_EQ(r[0].answer.text, "550 5.7.606 Banned");
    EXPECT_EQ(r[1].answer.text, "452 4.2.2 Full");
}

TEST(notice_prose, finds_a_recipient_by_its_original_address)
{
    recipient_report r = recipient("kim@inside.example.net");
    r.original_recipient = "kim@example.net";
    EXPECT_EQ(apply("kim@example.net: 550 5.1.1 gone\n", {r})[0].answer.code, 550);
}

TEST(notice_prose, never_replaces_another_reply)
{
    const auto r =
        apply("<kim@example.net>: host mx.example.net[192.0.2.1] said: 450 4.7.1 other (in reply to MAIL FROM\n"
              "    command)\n",
              {recipient("kim@example.net", "550 5.1.1 gone")});
    EXPECT_EQ(r[0].answer.text, "550 5.1.1 gone");
    EXPECT_EQ(r[0].stage, stage::mail);
    EXPECT_EQ(r[0].remote_ip, "192.0.2.1");
}

TEST(notice_prose, keeps_what_the_report_says_of_the_host)
{
    recipient_report given = recipient("kim@example.net");
    given.remote_mta = "other.example.net";
    given.stage = stage::data;
    const auto r = apply(std::string(transcript), {given});
    EXPECT_EQ(r[0].remote_mta, "other.example.net");
    EXPECT_EQ(r[0].stage, stage::data);
}

TEST(notice_prose, gives_a_reply_without_a_name_to_a_single_recipient)
{
    const std::string text = "   ----- Transcript of session follows -----\n"
                             "... while talking to mx.example.net.:\n>>> DATA\n<<< 554 5.7.1 Blocked\n"
                             "554 5.0.0 Service unavailable\n";
    EXPECT_EQ(apply(text, {recipient("kim@example.net")})[0].answer.text, "554 5.7.1 Blocked");
    EXPECT_EQ(apply(text, {recipient("a@b"), recipient("c@d")})[0].answer.text, "");
    const std::string twice = text + ">>> DATA\n<<< 550 5.7.1 Another\n";
    EXPECT_EQ(apply(twice, {recipient("kim@example.net")})[0].answer.text, "");
}

TEST(notice_prose, an_answer_is_bounded)
{
    const auto r = apply("kim@example.net: 550 " + std::string(60'000, 'y'), {recipient("kim@example.net")});
    EXPECT_EQ(r[0].answer.text.size(), 16'384u);
}

struct told {
    const char* description;
    const char* text;
    const char* recipients; // "address=answer" joined by ';'
};

std::string recipients_of(std::string text)
{
    const std::vector<std::string> parts{std::move(text)};
    std::string all;
    for (const recipient_report& r : notice_prose(parts).recipients())
        all += (all.empty() ? "" : ";") + r.recipient + "=" + r.answer.text;
    return all;
}

TEST(notice_prose, names_the_recipients_of_a_notice_without_a_report)
{
    constexpr told cases[] = {
        {"an address and a paragraph",
         "Hi. This is the qmail-send program at mx.example.net.\n\n<kim@example.com>:\n192.0.2.7 does not like "
         "recipient.\nRemote host said: 550 5.1.1 no Kim here\nGiving up on 192.0.2.7.\n",
         "kim@example.com=550 5.1.1 no Kim here"},
        {"two lists, the reason below",
         "was not delivered to:\n\n  kim@example.com\n  lee@example.com\n\nbecause:\n\n"
         "  User kim not listed in Domino Directory\n",
         "kim@example.com=User kim not listed in Domino Directory;"
         "lee@example.com=User kim not listed in Domino Directory"},
        {"the reason above",
         "Could not be delivered because of\n\n550 5.1.1 User unknown\n\nThe following recipients "
         "were affected: \n    kim@example.com\n",
         "kim@example.com=550 5.1.1 User unknown"},
        {"quoted by somebody", "> <kim@example.com>:\n> 550 no such user\n", ""},
        {"an ordinary text", "Kim's address is kim@example.com. She was in room 550.\n", ""},
    };
    for (const told& c : cases)
        EXPECT_EQ(recipients_of(c.text), c.recipients) << c.description;
}

TEST(notice_prose, knows_delays_and_who_writes)
{
    const std::vector<std::string> parts{"Delivery is delayed to these recipients or groups:\n\nkim@example.com\n\n"
                                         "Generating server: ex1.example.net\n"};
    const notice_prose prose(parts);
    EXPECT_TRUE(prose.delayed());
    EXPECT_EQ(prose.reporting_mta(), "ex1.example.net");
    ASSERT_EQ(prose.recipients().size(), 1u);
    EXPECT_EQ(prose.recipients()[0].action, action::delayed);
}

TEST(notice_prose, knows_a_success)
{
    const std::vector<std::string> relayed{
        "This is an automatically generated Delivery Status Notification.\n\nYour message has been successfully "
        "relayed "
        "to the following recipients, but the requested delivery status notifications may not be generated by the "
        "destination.\n\n  kim@example.com\n"};
    EXPECT_TRUE(notice_prose(relayed).reports_success());
    const std::vector<std::string> both{
        "Your message has been delivered to the following recipients:\n\na@example.com\n\n"
        "Delivery has failed to these recipients or groups:\n\nkim@example.com\n"};
    EXPECT_FALSE(notice_prose(both).reports_success());
    const std::vector<std::string> failed{"Delivery to the following recipients failed.\n\n  kim@example.com\n"};
    EXPECT_FALSE(notice_prose(failed).reports_success());
}

struct passed_on {
    const char* description;
    const char* front; // what stands above the notice
    bool proof;
};

TEST(notice_prose, a_notice_that_somebody_forwards_proves_nothing)
{
    constexpr passed_on cases[] = {
        {"nothing", "", true},
        {"a gateway's tag", "[EXTERNAL]\n\n", true},
        {"Outlook's header", "Look!\n\nFrom: Microsoft Outlook\nSent: Friday\nTo: Kim\nSubject: Undeliverable: x\n\n",
         false},
        {"the same in German", "Von: Microsoft Outlook\nGesendet: Freitag\nAn: Kim\nBetreff: Unzustellbar: x\n\n",
         false},
        {"and in French", "De\xC2\xA0: Outlook\nEnvoy\xC3\xA9\xC2\xA0: vendredi\n\xC3\x80\xC2\xA0: Kim\n\n", false},
        {"a description of the message", "Your message\n\n  From:    Kim\n  To:      Lee\n  Subject: x\n\n", true},
        {"two fields are no header", "From: Kim\nTo: Lee\n\n", true},
    };
    for (const passed_on& c : cases) {
        const std::vector<std::string> parts{std::string(c.front) +
                                             "Delivery has failed to these recipients or groups:\n\nkim@example.com\n"};
        EXPECT_EQ(notice_prose(parts).proves_notice(), c.proof) << c.description;
    }
}

TEST(notice_prose, finds_who_writes_in_any_form)
{
    for (const char* line : {"Generating server: ex1.example.com",
                             "Serveur de g\xC3\xA9n\xC3\xA9ration\xC2\xA0:\xC2\xA0"
                             "ex1.example.com",
                             "生成サーバー：ex1.example.com"}) {
        const std::vector<std::string> parts{line};
        EXPECT_EQ(notice_prose(parts).reporting_mta(), "ex1.example.com") << line;
    }
    const std::vector<std::string> person{"Sent by: kim@example.com"};
    EXPECT_EQ(notice_prose(person).reporting_mta(), "");
}

TEST(notice_prose, what_a_list_says_of_one_is_not_said_of_another)
{
    const std::vector<std::string> parts{"The message that you sent failed for the following:\n"
                                         "  kim@example.net (user not found)\n"
                                         "  lee@example.net\n"};
    const recipient_report lee = notice_prose(parts).recipient("max@example.net");
    EXPECT_EQ(lee.answer.text, "The message that you sent failed for the following:");
}

TEST(notice_prose, reads_a_report_in_its_text)
{
    const std::vector<std::string> parts{"An error occurred.\n\nTechnical report:\n\n"
                                         "Reporting-MTA: dsn; out1.example.com\n\nAction: failed\n"
                                         "Final-Recipient: rfc822; kim@example.net\n"
                                         "Diagnostic-Code: smtp; 550 5.1.1 unknown\nStatus: 5.1.1\n"};
    report found;
    EXPECT_TRUE(notice_prose(parts).read_report(found));
    ASSERT_EQ(found.recipients.size(), 1u);
    EXPECT_EQ(found.recipients[0].recipient, "kim@example.net");
    EXPECT_EQ(found.recipients[0].answer.text, "550 5.1.1 unknown");
    EXPECT_EQ(found.reporting_mta, "out1.example.com");

    const std::vector<std::string> prose{"Status: it failed\nAction: none is needed\n"};
    report nothing;
    EXPECT_FALSE(notice_prose(prose).read_report(nothing));
    EXPECT_TRUE(nothing.recipients.empty());
}

} // namespace
} // namespace recoil::dsn
