#include "dsn/header/complaint_header.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string_view>
#include <utility>

namespace recoil::dsn {
namespace {

using fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

complaint_header header(fields given)
{
    complaint_header h;
    for (const auto& [name, value] : given)
        h.take(name, value);
    return h;
}

TEST(complaint_header, a_subject_names_the_address_complained_about)
{
    const complaint_header h;
    const auto found = h.read("staff@hotmail.com", " complaint about message from 192.0.2.11");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->type, "abuse");
    EXPECT_EQ(found->source_ip, "192.0.2.11");
    EXPECT_EQ(h.read("x@example.net", "Email Feedback Report for IP 2001:DB8::1")->source_ip, "2001:db8::1");
    EXPECT_EQ(h.read("x@example.net", "Abuse Report for IP [192.0.2.1], yesterday")->source_ip, "192.0.2.1");
    EXPECT_EQ(h.read("x@example.net", "complaint about message from 192.0.2.xxx")->source_ip, "");
}

TEST(complaint_header, a_feedback_loop_goes_by_its_sender_or_its_mark)
{
    EXPECT_EQ(header({}).read("scomp@aol.net", "Client TOS Notification")->type, "abuse");
    EXPECT_EQ(header({}).read("Feedback@ARF.mail.yahoo.com", "FW:news")->type, "abuse");
    EXPECT_EQ(header({{"x-loop", "scomp"}}).read("a@example.net", "")->type, "abuse");
    EXPECT_EQ(header({{"x-loop", "scconsumer"}}).read("a@example.net", "")->type, "abuse");
    EXPECT_EQ(header({{"x-yahoo-newman-property", "cfl"}}).read("a@example.net", "")->type, "abuse");
    const auto spamcop = header({{"x-spamcop-sourceip", "192.0.2.9"}}).read("7@reports.example.net", "[SpamCop]");
    ASSERT_TRUE(spamcop);
    EXPECT_EQ(spamcop->source_ip, "192.0.2.9");
}

TEST(complaint_header, the_content_type_alone_says_no_type_of_complaint)
{
    for (const std::string_view type :
         {"multipart/report; report-type=feedback-report; boundary=b",
          "multipart/mixed; boundary=b; report-type=\"Feedback-Report\"", "text/plain; report-type=feedback-report"}) {
        const auto found = header({{"content-type", type}}).read("fbl@example.net", "FW: news");
        ASSERT_TRUE(found) << type;
        EXPECT_EQ(*found, feedback{});
    }
}

TEST(complaint_header, the_rest_is_none)
{
    for (const std::string_view subject :
         {"Re: complaint about message from 192.0.2.1", "Fwd: Email Feedback Report for IP 1",
          "My complaint about message from you", "Abuse report", ""})
        EXPECT_FALSE(header({}).read("kim@example.net", subject)) << subject;
    EXPECT_FALSE(header({{"x-loop", "news"},
                         {"x-yahoo-newman-property", "ymail-3"},
                         {"content-type", "multipart/report; report-type=delivery-status; boundary=b"}})
                     .read("staff@example.net", "Hello"));
}

} // namespace
} // namespace recoil::dsn
