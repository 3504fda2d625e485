#include "dsn/report_builder.hpp"
#include "support/cuts.hpp"
#include "support/report_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace recoil::dsn {
namespace {

report read(std::string_view message, builder_options options = {})
{
    report_builder builder(std::move(options));
    builder.feed(message);
    return builder.finish();
}

// A message of type multipart/`subtype` with these parts, each with its own header.
std::string multipart(std::string_view subtype, std::initializer_list<std::string> parts,
                      const std::string& boundary = "b",
                      const std::string& header = "From: MAILER-DAEMON@example.com\n")
{
    std::string text = header + "Content-Type: multipart/" + std::string(subtype) + "; boundary=" + boundary + "\n\n";
    for (const std::string& part : parts)
        text += "--" + boundary + "\n" + part + "\n";
    return text + "--" + boundary + "--\n";
}

const std::string text_part = "Content-Type: text/plain\n\nkim@example.net: 550 5.7.606 Banned\n";
const std::string status_part = "Content-Type: message/delivery-status\n"
                                "\n"
                                "Reporting-MTA: dns; mx.example.com\n"
                                "\n"
                                "Final-Recipient: rfc822; kim@example.net\n"
                                "Action: failed\n"
                                "Status: 5.0.0\n";
const std::string returned_part = "Content-Type: message/rfc822\n"
                                  "\n"
                                  "From: news@example.com\n"
                                  "Message-ID: <m1@example.com>\n"
                                  "X-Campaign: spring\n"
                                  "\n"
                                  "Hello\n";

const std::string dsn_message =
    multipart("report; report-type=delivery-status", {text_part, status_part, returned_part});

TEST(report_builder, reads_a_report)
{
    const report r = read(dsn_message, {.capture = {"x-campaign"}});
    EXPECT_EQ(r.kind, kind::dsn);
    EXPECT_EQ(r.from, "MAILER-DAEMON@example.com");
    EXPECT_EQ(r.reporting_mta, "mx.example.com");
    ASSERT_EQ(r.recipients.size(), 1u);
    EXPECT_EQ(r.recipients[0].recipient, "kim@example.net");
    EXPECT_EQ(to_string(*r.recipients[0].status), "5.0.0");
    EXPECT_EQ(r.recipients[0].answer.text, "550 5.7.606 Banned");
    EXPECT_TRUE(r.original.present);
    EXPECT_EQ(r.original.message_id, "<m1@example.com>");
    ASSERT_EQ(r.original.captured.size(), 1u);
    EXPECT_EQ(r.original.captured[0].second, "spring");
    EXPECT_TRUE(r.defects.empty());
}

TEST(report_builder, reads_the_same_however_it_is_cut)
{
    const std::string whole = test::shown(read(dsn_message));
    for (const auto& pieces : test::all_cuts(dsn_message)) {
        report_builder builder;
        for (const std::string_view piece : pieces)
            builder.feed(piece);
        ASSERT_EQ(test::shown(builder.finish()), whole);
    }
}

TEST(report_builder, the_header_says_whether_it_may_be_a_notice)
{
    for (const auto& pieces : test::all_cuts("Subject: news\nContent-Type: multipart/report;\n boundary=b\n\n")) {
        report_builder builder;
        for (const std::string_view piece : pieces)
            builder.feed(piece);
        EXPECT_TRUE(builder.may_be_notice());
    }
    report_builder ordinary;
    ordinary.feed("From: kim@example.net\nSubject: news\nContent-Type: multipart/mixed;\n boundary=b\n\n");
    EXPECT_FALSE(ordinary.may_be_notice());
    ordinary.feed("--b\nContent-Type: multipart/report\nFrom: MAILER-DAEMON@example.com\n\n");
    EXPECT_FALSE(ordinary.may_be_notice()) << "the header of a part";
}

TEST(report_builder, finds_a_report_in_any_multipart)
{
    EXPECT_EQ(read(multipart("mixed", {text_part, status_part, returned_part})).kind, kind::dsn);
    EXPECT_EQ(read(multipart("alternative", {text_part, status_part})).recipients.size(), 1u);

    const std::string inner = multipart("report", {text_part, status_part, returned_part}, "inner", "");
    const report wrapped = read(multipart("mixed", {"Content-Type: text/plain\n\nScanned.\n", inner}, "outer"));
    EXPECT_EQ(wrapped.kind, kind::dsn);
    EXPECT_EQ(wrapped.recipients.at(0).answer.code, 550);
    EXPECT_EQ(wrapped.original.message_id, "<m1@example.com>");
}

TEST(report_builder, finds_a_report_that_is_the_message)
{
    const report r = read("From: mx@example.com\n" + status_part);
    EXPECT_EQ(r.kind, kind::dsn);
    EXPECT_EQ(r.recipients.size(), 1u);
}

TEST(report_builder, removes_the_transfer_encoding)
{
    const report base64 =
        read(multipart("report", {"Content-Type: message/delivery-status\n"
                                  "Content-Transfer-Encoding: base64\n\n"
                                  "UmVwb3J0aW5nLU1UQTogZG5zOyBteAoKRmluYWwtUmVjaXBpZW50OiByZmM4MjI7IGFAYgpBY3Rp\n"
                                  "b246IGZhaWxlZApTdGF0dXM6IDUuMS4xCg==\n"}));
    ASSERT_EQ(base64.recipients.size(), 1u);
    EXPECT_EQ(base64.recipients[0].recipient, "a@b");
    EXPECT_EQ(to_string(*base64.recipients[0].status), "5.1.1");

    const report quoted =
        read(multipart("report", {"Content-Type: message/delivery-status\n"
                                  "Content-Transfer-Encoding: quoted-printable\n\n"
                                  "Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; a=3Db@c\nAction: fai=\n"
                                  "led\nStatus: 5.1.1\n"}));
    ASSERT_EQ(quoted.recipients.size(), 1u);
    EXPECT_EQ(quoted.recipients[0].recipient, "a=b@c");
    EXPECT_EQ(quoted.recipients[0].action, action::failed);
}

TEST(report_builder, reads_internationalised_reports)
{
    const report r = read(multipart("report", {"Content-Type: message/global-delivery-status\n\nReporting-MTA: dns; "
                                               "mx\n\nFinal-Recipient: utf-8; jöe@b\nAction: failed\nStatus: 5.1.1\n",
                                               "Content-Type: message/global-headers\n\nSubject: ö\n"}));
    EXPECT_EQ(r.recipients.at(0).recipient, "jöe@b");
    EXPECT_EQ(r.original.subject, "ö");
}

TEST(report_builder, leaves_forwarded_reports_alone)
{
    const std::string forwarded = "Content-Type: message/rfc822\n\n" + dsn_message;
    const report r = read(multipart("mixed", {"Content-Type: text/plain\n\nLook at this.\n", forwarded}, "outer"));
    EXPECT_EQ(r.kind, kind::other);
    EXPECT_TRUE(r.recipients.empty());
    EXPECT_FALSE(r.original.present);
}

TEST(report_builder, takes_the_returned_message_that_follows_the_report)
{
    const std::string other = "Content-Type: message/rfc822\n\nMessage-ID: <other@example.com>\n\n";
    EXPECT_EQ(read(multipart("mixed", {other, status_part, returned_part, other})).original.message_id,
              "<m1@example.com>");
    EXPECT_EQ(read(multipart("mixed", {returned_part, status_part})).original.message_id, "<m1@example.com>");
}

TEST(report_builder, adds_up_several_reports)
{
    const report r = read(multipart("mixed", {status_part, status_part}));
    EXPECT_EQ(r.recipients.size(), 2u);
    EXPECT_EQ(read(multipart("mixed", {status_part, status_part}), {.recipients = 1}).recipients.size(), 1u);
}

TEST(report_builder, is_not_deceived_by_an_empty_report)
{
    const std::string empty = "Content-Type: message/delivery-status\n\n";
    const auto from = [&](const char* who) {
        return read(multipart("report", {text_part, empty, returned_part}, "b", std::string("From: ") + who + "\n"));
    };
    EXPECT_EQ(from("kim@example.net").kind, kind::other);
    const report r = from("MAILER-DAEMON@example.net");
    EXPECT_EQ(r.kind, kind::dsn);
    EXPECT_TRUE(r.defects.has(defect::report_empty));
}

TEST(report_builder, knows_complaints_and_receipts)
{
    const std::string feedback = "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n";
    const report complaint =
        read(multipart("report; report-type=feedback-report", {text_part, feedback, returned_part}));
    EXPECT_EQ(complaint.kind, kind::complaint);
    EXPECT_EQ(complaint.original.message_id, "<m1@example.com>");

    const std::string receipt = "Content-Type: message/disposition-notification\n\nDisposition: x\n";
    EXPECT_EQ(read(multipart("report; report-type=disposition-notification", {text_part, receipt})).kind, kind::mdn);
    EXPECT_EQ(read(multipart("mixed", {text_part, receipt}, "b", "From: kim@example.net\n")).kind, kind::mdn);
}

TEST(report_builder, knows_other_messages)
{
    EXPECT_EQ(read("From: kim@example.net\nAuto-Submitted: auto-replied\n\nI am away.\n").kind, kind::auto_reply);
    EXPECT_EQ(read("From: kim@example.net\nSubject: hello\n\nhello\n").kind, kind::other);
    EXPECT_EQ(read("").kind, kind::other);
}

TEST(report_builder, takes_a_part_header_for_no_header_of_the_notice)
{
    const report r =
        read(multipart("mixed", {"Content-Type: text/plain\nSubject: inner\nAuto-Submitted: auto-replied\n\nx\n"}, "b",
                       "From: kim@example.net\nSubject: outer\n"));
    EXPECT_EQ(r.subject, "outer");
    EXPECT_EQ(r.kind, kind::other);
}

TEST(report_builder, reads_text_before_the_report_only)
{
    const report r = read(multipart("mixed", {status_part, text_part}));
    EXPECT_EQ(r.recipients.at(0).answer.text, "");
}

TEST(report_builder, keeps_to_its_limits)
{
    const std::string long_text =
        "Content-Type: text/plain\n\n" + std::string(200, 'x') + "\nkim@example.net: 550 no\n";
    EXPECT_EQ(read(multipart("mixed", {long_text, status_part}), {.text_bytes = 100}).recipients.at(0).answer.text, "");
    const std::string long_reply = status_part + "Diagnostic-Code: smtp; 550 " + std::string(5000, 'x') + "\n";
    const report r = read(multipart("mixed", {long_reply}), {.diagnostic_bytes = 100});
    EXPECT_LE(r.recipients.at(0).diagnostic.size(), 100u);
    EXPECT_TRUE(r.defects.has(defect::diagnostic_truncated));
}

TEST(report_builder, tells_a_report_that_was_cut_off)
{
    const std::string whole = multipart("report", {text_part, status_part});
    const report r = read(std::string_view(whole).substr(0, whole.find("Status:") + 9));
    EXPECT_EQ(r.recipients.size(), 1u);
    EXPECT_TRUE(r.defects.has(defect::message_truncated));
    EXPECT_FALSE(read(whole).defects.has(defect::message_truncated));
}

// Half an address is another address, and nobody wrote to that one.
TEST(report_builder, invents_no_recipient_from_half_an_address)
{
    const std::string whole = multipart("report", {text_part, status_part});
    const report complete = read(whole);
    for (std::size_t n = 0; n < whole.size(); ++n) {
        for (const recipient_report& r : read(std::string_view(whole).substr(0, n)).recipients)
            EXPECT_TRUE(r.recipient.empty() || r.recipient == complete.recipients.at(0).recipient) << n << r.recipient;
    }
    EXPECT_EQ(read(whole.substr(0, whole.rfind("\n--"))).recipients.at(0).recipient,
              complete.recipients.at(0).recipient);
}

TEST(report_builder, collects_the_defects_of_all_layers)
{
    const report r = read(multipart(
        "report", {"Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n!!!!\n", status_part},
        "b", "Date: never\n"));
    EXPECT_TRUE(r.defects.has(defect::date_malformed));
    EXPECT_TRUE(r.defects.has(defect::base64_malformed));
    EXPECT_TRUE(r.defects.has(defect::report_empty));
    EXPECT_EQ(r.kind, kind::dsn);
}

TEST(report_builder, may_be_moved)
{
    report_builder first;
    first.feed(std::string_view(dsn_message).substr(0, 200));
    report_builder second = std::move(first);
    second.feed(std::string_view(dsn_message).substr(200));
    EXPECT_EQ(test::shown(second.finish()), test::shown(read(dsn_message)));
}

} // namespace
} // namespace recoil::dsn
