#include "dsn/ses_json.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::dsn {
namespace {

const std::string bounce =
    R"({"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"General",)"
    R"("bouncedRecipients":[{"emailAddress":"ann@example.org","action":"failed","status":"5.1.1",)"
    R"("diagnosticCode":"smtp; 550 5.1.1 user unknown"},{"emailAddress":"Bo <bo@example.net>"}],)"
    R"("reportingMTA":"dsn; out1.example.com","remoteMtaIp":"198.51.100.7"},)"
    R"("mail":{"source":"news@example.com","messageId":"0101-aa","headers":[{"name":"Message-ID","value":"<1@example.com>"},)"
    R"({"name":"X-Campaign","value":"spring"},{"name":"Subject","value":"Hello\r\nTo: forged@example.org"}]}})";

std::string with(const std::string& text, const std::string& old, const std::string& fresh)
{
    std::string changed = text;
    changed.replace(changed.find(old), old.size(), fresh);
    return changed;
}

report read(const std::string& text, bool expected = true, const ses_limits& limits = {})
{
    static const std::vector<std::string> capture{"x-campaign"};
    report found;
    EXPECT_EQ(read_ses_json(text, capture, limits, found), expected) << text;
    return found;
}

TEST(ses_json, reads_a_bounce)
{
    const report found = read(bounce);
    EXPECT_EQ(found.kind, kind::nonstandard_bounce);
    EXPECT_EQ(found.reporting_mta, "out1.example.com");
    EXPECT_EQ(found.envelope_id, "0101-aa");
    ASSERT_EQ(found.recipients.size(), 2u);
    const recipient_report& ann = found.recipients[0];
    EXPECT_EQ(ann.recipient, "ann@example.org");
    EXPECT_EQ(ann.action, action::failed);
    EXPECT_EQ(ann.answer.text, "550 5.1.1 user unknown");
    EXPECT_EQ(ann.diagnostic_type, "smtp");
    EXPECT_EQ(ann.remote_ip, "198.51.100.7");
    ASSERT_TRUE(ann.status);
    EXPECT_EQ(to_string(*ann.status), "5.1.1");
}

TEST(ses_json, has_amazons_own_words_where_there_is_no_reply)
{
    const report found = read(bounce);
    ASSERT_EQ(found.recipients.size(), 2u);
    EXPECT_EQ(found.recipients[1].recipient, "bo@example.net");
    EXPECT_EQ(found.recipients[1].answer.text, "Permanent: General");
    EXPECT_FALSE(found.recipients[1].status);
}

TEST(ses_json, reads_the_original)
{
    const report found = read(bounce);
    EXPECT_TRUE(found.original.present);
    EXPECT_EQ(found.original.message_id, "<1@example.com>");
    EXPECT_EQ(found.original.return_path, "news@example.com");
    EXPECT_EQ(found.original.subject, "Hello To: forged@example.org"); // one field, whatever is in it
    EXPECT_TRUE(found.original.to.empty());
    ASSERT_EQ(found.original.captured.size(), 1u);
    EXPECT_EQ(found.original.captured[0].second, "spring");
}

TEST(ses_json, reads_the_common_header_where_the_whole_is_not_told)
{
    const report found = read(R"({"eventType":"DeliveryDelay","deliveryDelay":{"delayType":"MailboxFull",)"
                              R"("delayedRecipients":[{"emailAddress":"ann@example.org","status":"4.2.2"}]},)"
                              R"("mail":{"commonHeaders":{"from":["Ed <ed@example.com>"],"to":["ann@example.org"],)"
                              R"("messageId":"<2@example.com>","subject":"Hi"}}})");
    ASSERT_EQ(found.recipients.size(), 1u);
    EXPECT_EQ(found.recipients[0].action, action::delayed);
    EXPECT_EQ(found.recipients[0].answer.text, "MailboxFull");
    EXPECT_EQ(found.original.from, "ed@example.com");
    EXPECT_EQ(found.original.to, "ann@example.org");
    EXPECT_EQ(found.original.message_id, "<2@example.com>");
}

TEST(ses_json, reads_a_complaint)
{
    const report found =
        read(R"({"eventType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"ann@example.org"}],)"
             R"("userAgent":"Loop/1","complaintFeedbackType":"Abuse"}})");
    EXPECT_EQ(found.kind, kind::complaint);
    ASSERT_EQ(found.recipients.size(), 1u);
    EXPECT_FALSE(found.recipients[0].action);
    ASSERT_TRUE(found.complaint);
    EXPECT_EQ(found.complaint->type, "abuse");
    EXPECT_EQ(found.complaint->user_agent, "Loop/1");
    EXPECT_EQ(found.complaint->original_recipients, std::vector<std::string>{"ann@example.org"});
    EXPECT_FALSE(found.original.present);
}

TEST(ses_json, a_delivery_is_no_failure)
{
    const report found = read(R"({"notificationType":"Delivery","delivery":{"recipients":["ann@example.org"],)"
                              R"("smtpResponse":"250 2.6.0 OK","reportingMTA":"out1.example.com"}})");
    EXPECT_EQ(found.kind, kind::dsn);
    ASSERT_EQ(found.recipients.size(), 1u);
    EXPECT_EQ(found.recipients[0].action, action::delivered);
    EXPECT_EQ(found.recipients[0].answer.text, "250 2.6.0 OK");
    EXPECT_EQ(found.reporting_mta, "out1.example.com");
}

TEST(ses_json, reads_what_sns_wraps)
{
    std::string escaped;
    for (const char c : bounce)
        escaped.append(c == '"' || c == '\\' ? "\\" : "").push_back(c);
    const report found = read("\n{\r\n  \"Type\" : \"Notification\",\r\n  \"Message\" : \"" + escaped +
                              "\"\r\n}\r\n\n-- \nUnsubscribe\n");
    EXPECT_EQ(found.recipients.size(), 2u);
}

TEST(ses_json, takes_line_breaks_out)
{
    EXPECT_EQ(read(with(bounce, "ann@example", "ann@exam!\n ple")).recipients.at(0).recipient, "ann@example.org");
    EXPECT_EQ(read(with(bounce, "ann@example", "ann@exam\r\n ple")).recipients.at(0).recipient, "ann@example.org");
    EXPECT_EQ(read(with(bounce, "user unknown", "user\nunknown")).recipients.at(0).answer.text,
              "550 5.1.1 user unknown");
}

TEST(ses_json, a_part_of_it_says_nothing)
{
    for (std::size_t length = 0; length < bounce.size(); ++length)
        EXPECT_TRUE(read(bounce.substr(0, length), false).recipients.empty()) << length;
}

TEST(ses_json, anything_else_is_passed_over)
{
    for (const std::string text :
         {"", "{", "[]", "{}", "Hello", "[1]", R"({"notificationType":1})", R"({"notificationType":"Bounce"})",
          R"({"notificationType":"Bounce","bounce":[]})", R"({"notificationType":"Bounce","bounce":{}})",
          R"({"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"nobody"},3,{}]}})",
          R"({"eventType":"Open","open":{"userAgent":"x"}})", R"({"Message":"{\"Message\":\"{}\"}"})"})
        EXPECT_TRUE(read(text, false).recipients.empty()) << text;
    EXPECT_FALSE(read("Dear all,\n" + bounce, false).original.present);
}

TEST(ses_json, is_bounded)
{
    EXPECT_EQ(read(bounce, true, {.recipients = 1}).recipients.size(), 1u);
    EXPECT_TRUE(read(std::string(100, '{'), false).recipients.empty());
    const std::string deep = std::string(R"({"a":)") + std::string(5000, '[') + std::string(5000, ']') + "}";
    EXPECT_TRUE(read(deep, false).recipients.empty());
}

} // namespace
} // namespace recoil::dsn
