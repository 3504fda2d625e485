#include "dsn/delivery_status.hpp"
#include "support/cuts.hpp"
#include "support/report_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace recoil::dsn {
namespace {

report read(std::string_view text, std::size_t recipients = 10'000, std::size_t value = 16'384)
{
    report into;
    delivery_status_reader reader(recipients, value);
    reader.feed(text);
    reader.finish(into);
    return into;
}

constexpr std::string_view postfix_report = "Reporting-MTA: dns; out1.example.com\r\n"
                                            "X-Postfix-Queue-ID: 4ABC123\r\n"
                                            "X-Postfix-Sender: rfc822; bounces+kim=example.net@example.com\r\n"
                                            "Original-Envelope-Id: env-7\r\n"
                                            "Received-From-MTA: dns; app.example.com\r\n"
                                            "Arrival-Date: Sat, 21 Nov 2026 20:00:00 +0000 (UTC)\r\n"
                                            "\r\n"
                                            "Final-Recipient: rfc822; kim@example.net\r\n"
                                            "Original-Recipient: rfc822;kim@example.org\r\n"
                                            "Action: failed\r\n"
                                            "Status: 5.7.1\r\n"
                                            "Remote-MTA: dns; mx.example.net\r\n"
                                            "Diagnostic-Code: smtp; 550-5.7.1 Your address is\r\n"
                                            "    blocked 550 5.7.1\r\n"
                                            "\thttps://example.net/why\r\n"
                                            "\r\n"
                                            "Final-Recipient: utf-8; j\\x{F6}e@example.net\r\n"
                                            "Action: delayed\r\n"
                                            "Status: 4.2.2\r\n"
                                            "Diagnostic-Code: smtp; 452 4.2.2 Full\r\n"
                                            "Will-Retry-Until: Thu, 26 Nov 2026 20:00:00 +0000\r\n";

TEST(delivery_status, reads_a_report_of_postfix)
{
    const report r = read(postfix_report);
    EXPECT_EQ(r.reporting_mta, "out1.example.com");
    EXPECT_EQ(r.queue_id, "4ABC123");
    EXPECT_EQ(r.sender, "bounces+kim=example.net@example.com");
    EXPECT_EQ(r.envelope_id, "env-7");
    EXPECT_EQ(r.received_from_mta, "app.example.com");
    EXPECT_EQ(format_rfc3339(*r.arrival_date), "2026-11-21T20:00:00.000Z");
    ASSERT_EQ(r.recipients.size(), 2u);
    EXPECT_EQ(r.recipients[0].recipient, "kim@example.net");
    EXPECT_EQ(r.recipients[0].original_recipient, "kim@example.org");
    EXPECT_EQ(r.recipients[0].diagnostic, "550-5.7.1 Your address is blocked 550 5.7.1 https://example.net/why");
    EXPECT_EQ(r.recipients[0].answer.text, "550 5.7.1 Your address is blocked https://example.net/why");
    EXPECT_EQ(r.recipients[1].recipient, "jöe@example.net");
    EXPECT_EQ(r.recipients[1].action, action::delayed);
    EXPECT_EQ(format_rfc3339(*r.recipients[1].will_retry_until), "2026-11-26T20:00:00.000Z");
    EXPECT_TRUE(r.defects.empty());
}

TEST(delivery_status, reads_the_same_however_it_is_cut)
{
    const std::string whole = test::shown(read(postfix_report));
    for (const auto& pieces : test::all_cuts(postfix_report)) {
        report into;
        delivery_status_reader reader;
        for (const std::string_view piece : pieces)
            reader.feed(piece);
        EXPECT_TRUE(reader.finish(into));
        ASSERT_EQ(test::shown(into), whole);
    }
}

TEST(delivery_status, ignores_case_and_blanks)
{
    const report r = read("REPORTING-MTA : DNS;out1.example.com\n\nfinal-recipient:RFC822;kim@example.net\n"
                          "ACTION: Failed (really)\nstatus:5.1.1(bad)\ndiagnostic-code:SMTP;550 gone");
    EXPECT_EQ(r.reporting_mta, "out1.example.com");
    ASSERT_EQ(r.recipients.size(), 1u);
    EXPECT_EQ(r.recipients[0].action, action::failed);
    EXPECT_EQ(to_string(*r.recipients[0].status), "5.1.1");
    EXPECT_EQ(r.recipients[0].diagnostic_type, "smtp");
    EXPECT_EQ(r.recipients[0].answer.code, 550);
}

TEST(delivery_status, reads_exims_order_and_lines)
{
    const report r =
        read("Reporting-MTA: dns; exim.example.com\n\nAction: failed\nFinal-Recipient: rfc822;a@example.net\n"
             "Status: 5.0.0\nRemote-MTA: dns; mx.example.net\nDiagnostic-Code: smtp; 550-one\n 550 5.1.1 "
             "two\n\nAction: failed\nFinal-Recipient: rfc822;b@example.net\nStatus: 5.0.0\n");
    ASSERT_EQ(r.recipients.size(), 2u);
    EXPECT_EQ(r.recipients[0].answer.text, "550 5.1.1 one two");
    EXPECT_EQ(r.recipients[1].recipient, "b@example.net");
    EXPECT_EQ(r.recipients[1].action, action::failed);
}

TEST(delivery_status, takes_reply_lines_that_nobody_indented)
{
    const report r =
        read("Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; a@example.net\nAction: failed\nStatus: 5.0.0\n"
             "Diagnostic-Code: smtp; 550-one\n550 5.1.1 two: three\nRemote-MTA: dns; mx.example.net\n");
    EXPECT_EQ(r.recipients.at(0).answer.text, "550 5.1.1 one two: three");
    EXPECT_EQ(r.recipients.at(0).remote_mta, "mx.example.net");
    EXPECT_TRUE(r.defects.has(defect::report_malformed));
}

TEST(delivery_status, tells_a_line_of_a_reply_from_a_field)
{
    const report r = read("Final-Recipient: rfc822; a@example.com\nDiagnostic-Code: smtp; 550 Backend said\n"
                          "[4afe.0.2282-p01]: 5.7.1 Rejected, see\nhttps://example.com/why\nStatus: 5.7.1\n");
    ASSERT_EQ(r.recipients.size(), 1u);
    EXPECT_EQ(r.recipients[0].answer.text,
              "550 Backend said [4afe.0.2282-p01]: 5.7.1 Rejected, see https://example.com/why");
    EXPECT_EQ(to_string(*r.recipients[0].status), "5.7.1");
}

TEST(delivery_status, joins_the_two_addresses_of_a_recipient)
{
    for (const char* text : {"Final-Recipient: rfc822; a@example.com\n\nOriginal-Recipient: rfc822; b@example.com\n\n"
                             "Action: failed\n\nStatus: 5.1.1\n",
                             "Action: failed\n\nStatus: 5.1.1\n\nOriginal-Recipient: rfc822; b@example.com\n\n"
                             "Final-Recipient: rfc822; a@example.com\n"}) {
        const report r = read(text);
        ASSERT_EQ(r.recipients.size(), 1u) << text;
        EXPECT_EQ(r.recipients[0].recipient, "a@example.com");
        EXPECT_EQ(r.recipients[0].original_recipient, "b@example.com");
        EXPECT_EQ(r.recipients[0].action, action::failed);
    }
    const report two = read("Final-Recipient: rfc822; a@example.com\nAction: failed\n\n"
                            "Original-Recipient: rfc822; b@example.com\nAction: failed\n");
    EXPECT_EQ(two.recipients.size(), 2u);
}

TEST(delivery_status, separates_recipients_by_their_original_address)
{
    const report r =
        read("Original-Recipient: rfc822;a@example.org\nFinal-Recipient: rfc822;a@example.com\nAction: failed\n"
             "Original-Recipient: rfc822;b@example.org\nFinal-Recipient: rfc822;b@example.com\n"
             "Action: delayed\n");
    ASSERT_EQ(r.recipients.size(), 2u);
    EXPECT_EQ(r.recipients[1].original_recipient, "b@example.org");
    EXPECT_EQ(r.recipients[1].action, action::delayed);
}

TEST(delivery_status, does_without_per_message_fields)
{
    const report r = read("Final-Recipient: rfc822; a@example.net\nAction: failed\nStatus: 5.1.1\n");
    ASSERT_EQ(r.recipients.size(), 1u);
    EXPECT_TRUE(r.defects.has(defect::reporting_mta_missing));
}

TEST(delivery_status, takes_per_message_fields_wherever_they_stand)
{
    const report r =
        read("\n\nFinal-Recipient: rfc822; a@example.net\nReporting-MTA: dns; mx1\nAction: failed\nStatus: "
             "5.1.1\n\nReporting-MTA: dns; mx2\nArrival-Date: nonsense\n");
    EXPECT_EQ(r.reporting_mta, "mx1");
    EXPECT_EQ(r.recipients.size(), 1u);
    EXPECT_TRUE(r.defects.has(defect::date_malformed));
}

TEST(delivery_status, joins_a_group_that_empty_lines_took_apart)
{
    const report r =
        read("Reporting-MTA: dns; a\n\n\nFinal-Recipient: rfc822; a@example.net\n\nAction: failed\n \t\nStatus: "
             "5.1.1\n\nDiagnostic-Code: smtp; 550 gone\n\nFinal-Recipient: rfc822; b@example.net\n\nAction: "
             "delayed\n\nStatus: 4.2.2\n");
    ASSERT_EQ(r.recipients.size(), 2u);
    EXPECT_EQ(r.recipients[0].action, action::failed);
    EXPECT_EQ(to_string(*r.recipients[0].status), "5.1.1");
    EXPECT_EQ(r.recipients[0].answer.code, 550);
    EXPECT_EQ(r.recipients[1].action, action::delayed);
    EXPECT_EQ(to_string(*r.recipients[1].status), "4.2.2");
}

TEST(delivery_status, gives_facts_without_a_recipient_to_the_next_one)
{
    const report r =
        read("Reporting-MTA: dns; a\n\nAction: failed\n\nFinal-Recipient: rfc822; a@example.net\nStatus: 5.1.1\n\n"
             "Action: delayed\n\nFinal-Recipient: rfc822; b@example.net\nStatus: 4.2.2\n");
    ASSERT_EQ(r.recipients.size(), 2u);
    EXPECT_EQ(r.recipients[0].action, action::failed);
    EXPECT_EQ(r.recipients[1].action, action::delayed);
}

TEST(delivery_status, separates_recipients_that_no_empty_line_separates)
{
    const report r =
        read("Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; a@example.net\nAction: failed\nStatus: 5.1.1\n"
             "Final-Recipient: rfc822; b@example.net\nAction: delayed\nStatus: 4.2.2\n");
    ASSERT_EQ(r.recipients.size(), 2u);
    EXPECT_EQ(r.recipients[1].action, action::delayed);
}

TEST(delivery_status, without_any_recipient_still_tells_what_happened)
{
    const report r = read("Reporting-MTA: dns; a\n\nAction: failed\nStatus: 5.1.1\n");
    ASSERT_EQ(r.recipients.size(), 1u);
    EXPECT_EQ(r.recipients[0].recipient, "");
    EXPECT_TRUE(r.defects.has(defect::final_recipient_missing));
}

TEST(delivery_status, that_is_empty_is_none)
{
    for (const std::string_view text : {"", "\n\n", "no field at all\n", "X-Other: y\n"}) {
        report into;
        delivery_status_reader reader;
        reader.feed(text);
        EXPECT_FALSE(reader.finish(into)) << text;
        EXPECT_TRUE(into.defects.has(defect::report_empty)) << text;
    }
    report into;
    delivery_status_reader reader;
    reader.feed("Reporting-MTA: dns; a\n");
    EXPECT_TRUE(reader.finish(into));
}

TEST(delivery_status, knows_a_postfix_of_another_name)
{
    const report r = read("X-Mail-Gateway-Queue-ID: 77AA\nX-Mail-Gateway-Sender: rfc822; a@example.com\n");
    EXPECT_EQ(r.queue_id, "77AA");
    EXPECT_EQ(r.sender, "a@example.com");
}

TEST(delivery_status, falls_back_to_the_final_log_id)
{
    const report r = read("Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; a@example.net\nFinal-Log-ID: q9\n");
    EXPECT_EQ(r.queue_id, "q9");
}

TEST(delivery_status, keeps_no_more_recipients_than_allowed)
{
    std::string text = "Reporting-MTA: dns; a\n";
    for (int i = 0; i < 5; ++i)
        text += "\nFinal-Recipient: rfc822; u" + std::to_string(i) + "@example.net\nAction: failed\n\nStatus: 5.1." +
                std::to_string(i) + "\n";
    const report r = read(text, 3);
    ASSERT_EQ(r.recipients.size(), 3u);
    EXPECT_EQ(to_string(*r.recipients[2].status), "5.1.2");
    EXPECT_TRUE(r.defects.has(defect::report_recipients));

    report into = read(text, 5);
    delivery_status_reader second(6);
    second.feed(text);
    second.finish(into);
    EXPECT_EQ(into.recipients.size(), 6u);
}

TEST(delivery_status, cuts_a_long_reply)
{
    const std::string head =
        "Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; a@example.net\nDiagnostic-Code: smtp; 550 ";
    const report folded =
        read(head + std::string(600, 'x') + "\n " + std::string(600, 'y') + "\nAction: failed\n", 10, 1000);
    EXPECT_EQ(folded.recipients.at(0).diagnostic.size(), 1000u - 6); // the type belongs to the value
    EXPECT_TRUE(folded.defects.has(defect::diagnostic_truncated));
    EXPECT_EQ(folded.recipients.at(0).action, action::failed);

    const report unfolded = read(head + std::string(10'000, 'x') + "\nAction: failed\n", 10, 1000);
    EXPECT_LE(unfolded.recipients.at(0).diagnostic.size(), 1000u);
    EXPECT_TRUE(unfolded.defects.has(defect::line_length));
    EXPECT_EQ(unfolded.recipients.at(0).action, action::failed);
}

TEST(delivery_status, keeps_the_codes_of_very_many_long_replies)
{
    std::string text = "Reporting-MTA: dns; a\n";
    for (int i = 0; i < 400; ++i)
        text += "\nFinal-Recipient: rfc822; u" + std::to_string(i) + "@example.net\nAction: failed\nStatus: 5.1.1\n" +
                "Diagnostic-Code: smtp; 550 5.1.1 " + std::string(1900, 'x') + "\n";
    const report r = read(text, 10'000, 2000);
    ASSERT_EQ(r.recipients.size(), 400u);
    for (const recipient_report& recipient : r.recipients)
        EXPECT_EQ(recipient.answer.code, 550);
    EXPECT_GT(r.recipients.front().diagnostic.size(), 1900u);
    EXPECT_LE(r.recipients.back().diagnostic.size(), 512u);
    EXPECT_TRUE(r.defects.has(defect::diagnostic_truncated));
}

TEST(delivery_status, repairs_its_octets)
{
    using namespace std::string_literals;
    const report r = read("Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; a@example.net\nAction: failed\n"
                          "Diagnostic-Code: smtp; 550 \xFF \0 gone\nStatus: 5.1.1\n"s);
    EXPECT_TRUE(r.defects.has(defect::nul_octet));
    EXPECT_EQ(r.recipients.at(0).diagnostic, "550 �   gone");
    EXPECT_EQ(r.recipients.at(0).answer.text, "550 � gone");
}

TEST(delivery_status, adds_to_what_was_read_before)
{
    report into =
        read("Reporting-MTA: dns; first\n\nFinal-Recipient: rfc822; a@example.net\nAction: failed\nStatus: 5.1.1\n");
    delivery_status_reader second;
    second.feed(
        "Reporting-MTA: dns; second\n\nFinal-Recipient: rfc822; b@example.net\nAction: failed\nStatus: 5.1.1\n");
    second.finish(into);
    EXPECT_EQ(into.reporting_mta, "first");
    EXPECT_EQ(into.recipients.size(), 2u);
}

} // namespace
} // namespace recoil::dsn
