#include "dsn/feedback_report.hpp"
#include "support/cuts.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {
namespace {

using strings = std::vector<std::string>;

report read(std::string_view text, std::size_t recipients = 100)
{
    report into;
    feedback_report_reader reader(recipients);
    reader.feed(text);
    const bool found = reader.finish(into);
    EXPECT_EQ(found, into.complaint.has_value());
    return into;
}

feedback complaint(std::string_view text)
{
    return read(text).complaint.value_or(feedback{});
}

constexpr std::string_view abuse = "Feedback-Type: abuse\r\n"
                                   "User-Agent: Loop/2.4\r\n"
                                   "Version: 1\r\n"
                                   "Original-Mail-From: <bounces+kim=example.net@example.com>\r\n"
                                   "Original-Rcpt-To: <kim@example.net>\r\n"
                                   "Original-Rcpt-To: lee@example.net\r\n"
                                   "Arrival-Date: Sat, 21 Nov 2026 20:00:00 +0000 (UTC)\r\n"
                                   "Reporting-MTA: dns; mx.example.net\r\n"
                                   "Source-IP: 192.0.2.11\r\n"
                                   "Authentication-Results: mx.example.net;\r\n"
                                   " spf=pass smtp.mailfrom=example.com\r\n"
                                   "Reported-Domain: Example.COM\r\n"
                                   "Removal-Recipient: sam@example.net\r\n"
                                   "Original-Envelope-Id: env-7\r\n"
                                   "Reported-Uri: http://example.com/offer\r\n";

TEST(feedback_report, reads_an_abuse_report)
{
    const report r = read(abuse);
    const feedback& f = *r.complaint;
    EXPECT_EQ(f.type, "abuse");
    EXPECT_EQ(f.user_agent, "Loop/2.4");
    EXPECT_EQ(r.sender, "bounces+kim=example.net@example.com");
    EXPECT_EQ(f.original_recipients, (strings{"kim@example.net", "lee@example.net"}));
    EXPECT_EQ(format_rfc3339(*r.arrival_date), "2026-11-21T20:00:00.000Z");
    EXPECT_EQ(r.reporting_mta, "mx.example.net");
    EXPECT_EQ(f.source_ip, "192.0.2.11");
    EXPECT_EQ(f.authentication_results, strings{"mx.example.net; spf=pass smtp.mailfrom=example.com"});
    EXPECT_EQ(f.reported_domain, "example.com");
    EXPECT_EQ(f.removal_recipient, "sam@example.net");
    EXPECT_EQ(r.envelope_id, "env-7");
    EXPECT_TRUE(r.recipients.empty());
    EXPECT_TRUE(r.defects.empty());
}

TEST(feedback_report, reads_a_report_of_failed_authentication)
{
    const report r = read("feedback-type: AUTH-FAILURE (RFC 6591)\n"
                          "Auth-Failure: dmarc\n"
                          "Source-IP: [IPv6:2001:DB8:0::11]\n"
                          "Received-Date: Sat, 21 Nov 2026 20:00:00 +0000\n"
                          "Authentication-Results: a; dmarc=fail\n"
                          "Authentication-Results: b; spf=fail\n");
    const feedback& f = *r.complaint;
    EXPECT_EQ(f.type, "auth-failure");
    EXPECT_EQ(f.auth_failure, "dmarc");
    EXPECT_EQ(f.source_ip, "2001:db8::11");
    EXPECT_EQ(format_rfc3339(*r.arrival_date), "2026-11-21T20:00:00.000Z");
    EXPECT_EQ(f.authentication_results, (strings{"a; dmarc=fail", "b; spf=fail"}));
}

TEST(feedback_report, reads_the_same_in_any_pieces)
{
    const feedback whole = complaint(abuse);
    for (const auto& pieces : test::all_cuts(abuse)) {
        feedback_report_reader reader;
        for (const std::string_view piece : pieces)
            reader.feed(piece);
        report r;
        ASSERT_TRUE(reader.finish(r));
        ASSERT_EQ(*r.complaint, whole);
    }
}

TEST(feedback_report, takes_any_token_for_a_type)
{
    for (const std::string_view type :
         {"abuse", "fraud", "virus", "other", "not-spam", "opt-out", "opt-out-list", "miscategorized", "x-new.kind"})
        EXPECT_EQ(complaint("Feedback-Type: " + std::string(type)).type, type);
    EXPECT_EQ(complaint("Feedback-Type:  Opt-Out \t").type, "opt-out");
    for (const std::string_view bad : {"two words", "a/b", "<abuse>", "café", "a;b", ""})
        EXPECT_EQ(complaint("Feedback-Type: " + std::string(bad)).type, "") << bad;
    EXPECT_EQ(complaint("Feedback-Type: " + std::string(64, 't')).type.size(), 64u);
    EXPECT_EQ(complaint("Feedback-Type: " + std::string(65, 't')).type, "");
    EXPECT_EQ(complaint("Feedback-Type: a b\nFeedback-Type: fraud\nFeedback-Type: virus").type, "fraud");
}

TEST(feedback_report, an_address_is_canonical_or_none)
{
    EXPECT_EQ(complaint("Source-IP: 192.0.2.1 (mail.example.com)").source_ip, "192.0.2.1");
    EXPECT_EQ(complaint("Source-IP: [192.0.2.1]").source_ip, "192.0.2.1");
    for (const std::string_view bad : {"XXX.XXX.XXX.XXX", "192.0.2.", "example.com", "192.0.2.1.2"})
        EXPECT_EQ(complaint("Source-IP: " + std::string(bad)).source_ip, "") << bad;
}

TEST(feedback_report, a_redacted_recipient_is_none)
{
    const report r = read("Feedback-Type: abuse\n"
                          "Original-Rcpt-To: redacted\n"
                          "Original-Rcpt-To: redacted@\n"
                          "Original-Rcpt-To: @example.net\n"
                          "Original-Rcpt-To: rfc822; kim@example.net\n"
                          "Original-Rcpt-To: <kim@example.net>\n"
                          "Removal-Recipient: <>\n"
                          "Original-Mail-From: <>\n");
    const feedback& f = *r.complaint;
    EXPECT_EQ(f.original_recipients, strings{"kim@example.net"});
    EXPECT_EQ(f.removal_recipient, "");
    EXPECT_EQ(r.sender, "");
}

TEST(feedback_report, keeps_so_many_recipients_and_results_and_no_more)
{
    std::string text = "Feedback-Type: abuse\n";
    for (int i = 0; i < 9; ++i)
        text += "Original-Rcpt-To: u" + std::to_string(i) +
                "@example.net\nAuthentication-Results: " + std::string(4000, 'r') + "\n";
    const report bounded = read(text, 3);
    EXPECT_EQ(bounded.complaint->original_recipients.size(), 3u);
    EXPECT_TRUE(bounded.defects.has(defect::report_recipients));
    EXPECT_EQ(bounded.complaint->authentication_results.size(), 8u);
    EXPECT_EQ(bounded.complaint->authentication_results.front().size(), 2048u);
    EXPECT_FALSE(read(text, 9).defects.has(defect::report_recipients));
    EXPECT_EQ(complaint("User-Agent: " + std::string(5000, 'u')).user_agent.size(), 998u);
}

TEST(feedback_report, reads_on_behind_empty_lines_and_prose)
{
    const report r = read("\r\nThis is an abuse report.\r\n\r\n"
                          "Feedback-Type: abuse\r\n\r\nSource-IP: 192.0.2.1\r\n");
    EXPECT_EQ(r.complaint->type, "abuse");
    EXPECT_EQ(r.complaint->source_ip, "192.0.2.1");
}

TEST(feedback_report, finds_nothing_in_what_is_none)
{
    for (const std::string_view text :
         {"", "\n\n", "Subject: Hello\nTo: kim@example.net\n", "Just words: many of them."}) {
        const report r = read(text);
        EXPECT_FALSE(r.complaint) << text;
        EXPECT_TRUE(r.defects.empty());
    }
}

TEST(feedback_report, adds_to_what_is_known)
{
    report r;
    r.complaint.emplace().returned_recipient = "kim@example.net";
    r.complaint->source_ip = "192.0.2.1";
    feedback_report_reader reader;
    reader.feed("Feedback-Type: abuse\nSource-IP: 192.0.2.2\n");
    EXPECT_TRUE(reader.finish(r));
    EXPECT_EQ(r.complaint->returned_recipient, "kim@example.net");
    EXPECT_EQ(r.complaint->source_ip, "192.0.2.1");
    EXPECT_EQ(r.complaint->type, "abuse");
}

TEST(feedback_report, a_report_that_is_cut_off_loses_the_field_in_hand)
{
    feedback_report_reader reader;
    reader.feed("Feedback-Type: abuse\nOriginal-Rcpt-To: kim@example.ne");
    reader.cut_off();
    report r;
    EXPECT_TRUE(reader.finish(r));
    EXPECT_EQ(r.complaint->type, "abuse");
    EXPECT_TRUE(r.complaint->original_recipients.empty());
}

TEST(feedback_report, a_report_that_ends_with_a_line_is_whole)
{
    feedback_report_reader reader;
    reader.feed("Original-Rcpt-To: kim@example.net\n");
    reader.cut_off();
    report r;
    EXPECT_TRUE(reader.finish(r));
    EXPECT_EQ(r.complaint->original_recipients, strings{"kim@example.net"});
}

TEST(feedback_report, notes_a_bad_date)
{
    const report r = read("Arrival-Date: yesterday\nReceived-Date: Sat, 21 Nov 2026 20:00:00 +0000\n");
    EXPECT_TRUE(r.defects.has(defect::date_malformed));
    EXPECT_TRUE(r.arrival_date);
}

TEST(feedback_report, who_complains_is_a_recipient_without_an_action)
{
    report r = read(abuse);
    add_complainants(r);
    ASSERT_EQ(r.recipients.size(), 2u);
    EXPECT_EQ(r.recipients[0].recipient, "kim@example.net");
    EXPECT_EQ(r.recipients[1].recipient, "lee@example.net");
    EXPECT_FALSE(r.recipients[0].action);
    add_complainants(r);
    EXPECT_EQ(r.recipients.size(), 2u);
    report none;
    add_complainants(none);
    EXPECT_TRUE(none.recipients.empty());
}

} // namespace
} // namespace recoil::dsn
