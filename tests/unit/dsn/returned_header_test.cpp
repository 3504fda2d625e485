#include "dsn/returned_header.hpp"
#include "support/cuts.hpp"
#include "support/report_text.hpp"
#include "util/utf8.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {
namespace {

const std::vector<std::string> no_capture;

returned_message read(std::string_view text, mime::transfer_encoding encoding = mime::transfer_encoding::identity,
                      const std::vector<std::string>& capture = no_capture, std::size_t max_bytes = 262'144)
{
    returned_header reader(encoding, max_bytes, capture);
    reader.feed(text);
    return reader.finish();
}

constexpr std::string_view message = "Return-Path: <bounces@example.com>\r\n"
                                     "Received: by b.example.com; Sat, 21 Nov 2026 20:00:01 +0000\r\n"
                                     "Received: from a.example.com\r\n"
                                     "\tby b.example.com; Sat, 21 Nov 2026 20:00:00 +0000\r\n"
                                     "Authentication-Results: mx.example.net; spf=fail\r\n"
                                     "Authentication-Results-Original: a.example.net; spf=none\r\n"
                                     "X-MS-Exchange-Authentication-Results: dkim=fail\r\n"
                                     "ARC-Authentication-Results: i=1; b.example.net; spf=pass\r\n"
                                     "X-Forefront-Antispam-Report: CIP:192.0.2.11;CTRY:;\r\n"
                                     "Received-SPF: Fail (example.net: not permitted)\r\n"
                                     "From: \"News\" <news@example.com>\r\n"
                                     "To: kim@example.net, lee@example.net\r\n"
                                     "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n"
                                     "Date: Sat, 21 Nov 2026 20:00:00 +0000\r\n"
                                     "Message-ID: <m1@example.com>\r\n"
                                     "X-Campaign: spring\r\n"
                                     "X-Campaign: autumn\r\n"
                                     "\r\n"
                                     "From: body@example.com\r\n";

TEST(returned_header, tells_what_was_returned)
{
    const returned_message m = read(message);
    EXPECT_TRUE(m.present);
    EXPECT_EQ(m.message_id, "<m1@example.com>");
    EXPECT_EQ(m.from, "news@example.com");
    EXPECT_EQ(m.to, "kim@example.net");
    EXPECT_EQ(m.subject, "Grüße");
    EXPECT_EQ(m.date, "Sat, 21 Nov 2026 20:00:00 +0000");
    EXPECT_EQ(m.return_path, "bounces@example.com");
    ASSERT_EQ(m.received.size(), 2u);
    EXPECT_TRUE(m.received[0].starts_with("by b.example.com"));
    EXPECT_EQ(m.authentication_results, std::vector<std::string>{"mx.example.net; spf=fail"});
    EXPECT_EQ(m.earlier_authentication_results, (std::vector<std::string>{"a.example.net; spf=none", "dkim=fail"}));
    EXPECT_EQ(m.arc_authentication_results, std::vector<std::string>{"i=1; b.example.net; spf=pass"});
    EXPECT_EQ(m.antispam_reports, std::vector<std::string>{"CIP:192.0.2.11;CTRY:;"});
    EXPECT_EQ(m.received_spf, std::vector<std::string>{"Fail (example.net: not permitted)"});
    EXPECT_TRUE(m.captured.empty());
}

TEST(returned_header, reads_the_same_however_it_is_cut)
{
    const std::vector<std::string> capture{"x-campaign"};
    report whole;
    whole.original = read(message, mime::transfer_encoding::identity, capture);
    for (const auto& pieces : test::all_cuts(message)) {
        returned_header reader(mime::transfer_encoding::identity, 262'144, capture);
        for (const std::string_view piece : pieces)
            reader.feed(piece);
        report cut;
        cut.original = reader.finish();
        ASSERT_EQ(test::shown(cut), test::shown(whole));
    }
}

TEST(returned_header, captures_the_first_of_each_field_asked_for)
{
    const std::vector<std::string> capture{"x-campaign", "subject", "x-absent"};
    const returned_message m = read(message, mime::transfer_encoding::identity, capture);
    ASSERT_EQ(m.captured.size(), 2u);
    EXPECT_EQ(m.captured[0].first, "subject");
    EXPECT_EQ(m.captured[0].second, "Grüße");
    EXPECT_EQ(m.captured[1].second, "spring");
}

TEST(returned_header, removes_the_transfer_encoding)
{
    const returned_message m = read("RnJvbTogYUBleGFtcGxlLmNvbQ0KDQo=", mime::transfer_encoding::base64);
    EXPECT_EQ(m.from, "a@example.com");
    EXPECT_EQ(read("Subject: a=3Db\r\n\r\n", mime::transfer_encoding::quoted_printable).subject, "a=b");
}

TEST(returned_header, may_end_without_an_empty_line)
{
    EXPECT_EQ(read("From: a@example.com\nMessage-ID: <last@example.com>").message_id, "<last@example.com>");
}

TEST(returned_header, that_is_empty_is_absent)
{
    EXPECT_FALSE(read("").present);
    EXPECT_FALSE(read("\r\nFrom: body@example.com\r\n").present);
}

TEST(returned_header, tells_whose_mailbox_a_complaint_is_about)
{
    const std::vector<std::string> nothing;
    returned_header reader(mime::transfer_encoding::identity, 4096, nothing);
    reader.feed("X-HmXmrOriginalRecipient: kim@example.net\r\nX-HmXmrOriginalRecipient: lee@example.net\r\n\r\n");
    reader.finish();
    EXPECT_EQ(reader.complainant(), "kim@example.net");
}

TEST(returned_header, bounds_what_it_keeps)
{
    std::string text = "Subject: " + std::string(5000, 's') + "\r\n";
    for (int i = 0; i < 50; ++i)
        text += "Received: " + std::to_string(i) + "\r\nReceived-SPF: " + std::string(5000, 'r') +
                "\xFF\r\nAuthentication-Results: x\r\nX-Forefront-Antispam-Report: CIP:\r\n";
    const returned_message m = read(text);
    EXPECT_EQ(m.subject.size(), 998u);
    EXPECT_EQ(m.received.size(), 32u);
    EXPECT_EQ(m.received.front(), "0");
    EXPECT_EQ(m.received_spf.size(), 8u);
    EXPECT_EQ(m.received_spf.front().size(), 2048u);
    EXPECT_EQ(m.authentication_results.size(), 8u);
    EXPECT_EQ(m.antispam_reports.size(), 4u);
    EXPECT_TRUE(utf8::valid(read("Date: \xFF\r\nFrom: \xFE@x\r\n").date));
}

TEST(returned_header, knows_the_types_of_returned_content)
{
    const auto is_returned = [](std::string_view type) {
        return returned_header::is_returned(mime::parse_content_type(type).value);
    };
    for (const std::string_view type :
         {"message/rfc822", "Message/Global", "text/rfc822-headers", "message/global-headers; charset=utf-8"})
        EXPECT_TRUE(is_returned(type)) << type;
    for (const std::string_view type : {"text/plain", "message/delivery-status", "multipart/mixed", "message/partial"})
        EXPECT_FALSE(is_returned(type)) << type;
}

} // namespace
} // namespace recoil::dsn
