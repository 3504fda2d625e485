#include "dsn/header/notice_header.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoil::dsn {
namespace {

using fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

notice_header header(fields given)
{
    notice_header h;
    for (const auto& [name, value] : given)
        h.take(name, value);
    return h;
}

TEST(notice_header, keeps_who_wrote_what_and_when)
{
    report r;
    header({{"FROM", "Mail System <MAILER-DAEMON@example.com>"},
            {"from", "other@example.com"},
            {"Subject", "=?utf-8?q?Unzustellbar=3A_Gr=C3=BC=C3=9Fe?="},
            {"Message-Id", "<1@example.com>"},
            {"Date", "Sat, 21 Nov 2026 20:00:00 +0000"}})
        .fill(r);
    EXPECT_EQ(r.from, "MAILER-DAEMON@example.com");
    EXPECT_EQ(r.subject, "Unzustellbar: Grüße");
    EXPECT_EQ(r.message_id, "<1@example.com>");
    EXPECT_EQ(format_rfc3339(*r.date), "2026-11-21T20:00:00.000Z");
    EXPECT_TRUE(r.defects.empty());
}

TEST(notice_header, notes_a_bad_date)
{
    report r;
    header({{"Date", "yesterday"}}).fill(r);
    EXPECT_TRUE(r.defects.has(defect::date_malformed));
    EXPECT_FALSE(r.date);
}

TEST(notice_header, gives_what_it_read)
{
    const notice_header h = header({{"From", "Mail System <MAILER-DAEMON@example.com>"},
                                    {"To", "News <news@example.com>, other@example.com"},
                                    {"Subject", "=?utf-8?q?Unzustellbar?="},
                                    {"X-Failed-Recipients", "kim@example.net,  lee@example.net,"},
                                    {"X-Failed-Recipients", "\"a,b\"@example.net, <sam@example.net>, local"},
                                    {"Return-Path", "<>"},
                                    {"Return-Path", "<later@example.com>"}});
    EXPECT_EQ(h.from(), "MAILER-DAEMON@example.com");
    EXPECT_EQ(h.to(), "news@example.com");
    EXPECT_EQ(h.subject(), "Unzustellbar");
    EXPECT_EQ(h.failed_recipients(), (std::vector<std::string>{"kim@example.net", "lee@example.net",
                                                               "\"a,b\"@example.net", "sam@example.net"}));
    EXPECT_TRUE(h.return_path_empty());
}

TEST(notice_header, bounds_the_failed_recipients)
{
    std::string many;
    for (int i = 0; i < 1500; ++i)
        many += "u" + std::to_string(i) + "@example.net,";
    EXPECT_EQ(header({{"X-Failed-Recipients", many}}).failed_recipients().size(), 1000u);
    EXPECT_TRUE(header({{"X-Failed-Recipients", "\"unclosed, a@b, c\\"}}).failed_recipients().size() <= 1);
    EXPECT_TRUE(header({{"X-Failed-Recipients", ""}}).failed_recipients().empty());
}

TEST(notice_header, knows_the_null_sender)
{
    EXPECT_TRUE(header({{"Return-Path", "<>"}}).return_path_empty());
    EXPECT_TRUE(header({{"Return-Path", "<MAILER-DAEMON@out1.example.com>"}}).return_path_empty());
    EXPECT_FALSE(header({{"Return-Path", "<kim@example.net>"}}).return_path_empty());
    EXPECT_FALSE(header({}).return_path_empty());
}

TEST(notice_header, sees_an_automatic_reply)
{
    for (const auto& [name, value] : fields{
             {"Auto-Submitted", "auto-replied"},
             {"auto-submitted", "Auto-Replied (vacation)"},
             {"X-Autoreply", "yes"},
             {"X-AutoReply-From", "kim@example.net"},
             {"X-Autorespond", "out"},
             {"Precedence", "auto_reply"},
             {"Delivered-To", "Autoresponder"},
             {"Subject", "Automatic reply: your mail"},
             {"Subject", "Out of Office"},
             {"Subject", "=?utf-8?q?R=C3=A9ponse_automatique=C2=A0=3A_x?="},
             {"Subject", "[Automatyczna =?iso-8859-2?Q?odpowied=BC?=] news"},
         })
        EXPECT_EQ(header({{"From", "kim@example.net"}, {name, value}}).kind_without_report(), kind::auto_reply)
            << value;
}

TEST(notice_header, what_other_automatic_mail_has_as_well_needs_the_null_sender)
{
    for (const auto& [name, value] : fields{
             {"Auto-Submitted", "Auto-Generated; owner=x"},
             {"X-MS-Exchange-Inbox-Rules-Loop", "kim@example.net"},
         }) {
        EXPECT_EQ(header({{"From", "kim@example.net"}, {name, value}}).kind_without_report(), kind::other) << value;
        EXPECT_EQ(header({{"From", "kim@example.net"}, {"Return-Path", "<>"}, {name, value}}).kind_without_report(),
                  kind::auto_reply)
            << value;
    }
}

TEST(notice_header, takes_the_question_of_a_filter_for_an_automatic_reply)
{
    for (const auto& [name, value] : fields{
             {"From", "noreply@boxbe.com"},
             {"From", "\"AntiSpam UOL\" <user@example.net>"},
             {"Subject", "Please confirm your message"},
             {"Subject", "Your email requires verification verify#a1b2"},
         }) {
        const notice_header h = header({{name, value}, {"From", "kim@example.net"}});
        EXPECT_EQ(h.kind_without_report(), kind::auto_reply) << value;
        EXPECT_FALSE(h.looks_like_bounce()) << value;
    }
}

TEST(notice_header, sees_an_ordinary_message)
{
    for (const auto& [name, value] : fields{
             {"Auto-Submitted", "no"},
             {"Precedence", "bulk"},
             {"Precedence", "list"},
             {"Precedence", "junk"},
             {"X-Auto-Response-Suppress", "All"},
             {"X-Cron-Env", "<SHELL=/bin/sh>"},
             {"Subject", "Re: Out of office hours"},
             {"Subject", "Re: Undeliverable: news"},
             {"Subject", "Fwd: Undelivered Mail Returned to Sender"},
             {"Subject", "WG: Unzustellbar: news"},
             {"Subject", "Why are there delivery failures?"},
             {"Subject", "Read: news"},
         }) {
        const notice_header h =
            header({{"From", "kim@example.net"}, {"Return-Path", "<kim@example.net>"}, {name, value}});
        EXPECT_EQ(h.kind_without_report(), kind::other) << value;
        EXPECT_FALSE(h.looks_like_bounce()) << value;
    }
}

TEST(notice_header, says_when_the_body_is_worth_reading)
{
    const std::pair<std::string_view, std::string_view> kim{"From", "kim@example.net"};
    for (const auto& [name, value] : fields{
             {"Content-Type", "multipart/report; boundary=b"},
             {"Content-Type", "Multipart/Report; report-type=feedback-report; boundary=b"},
             {"Content-Type", "multipart/mixed; boundary=b; report-type=delivery-status"},
             {"Content-Type", "message/delivery-status"},
             {"Content-Type", "message/global-delivery-status"},
             {"Content-Type", "message/feedback-report"},
             {"Content-Type", "message/disposition-notification"},
             {"Subject", "Undelivered Mail Returned to Sender"},
             {"Subject", "Automatic reply: news"},
             {"Subject", "AWS Notification Message"},
             {"Auto-Submitted", "auto-replied"},
             {"X-Failed-Recipients", "a@b"},
             {"Return-Path", "<>"},
             {"Sender", "MAILER-DAEMON@example.com"},
         })
        EXPECT_TRUE(header({kim, {name, value}}).may_be_notice()) << value;
    EXPECT_TRUE(header({{"From", "postmaster@example.com"}}).may_be_notice());
    for (const auto& [name, value] : fields{
             {"Content-Type", "multipart/mixed; boundary=report"},
             {"Content-Type", "message/rfc822"},
             {"Content-Type", "text/plain"},
             {"Subject", "Fwd: Undelivered Mail Returned to Sender"},
             {"Subject", "Report of delivery-status"},
             {"Auto-Submitted", "auto-generated"},
             {"Precedence", "bulk"},
         })
        EXPECT_FALSE(header({kim, {name, value}}).may_be_notice()) << value;
    EXPECT_TRUE(header({kim, {"Content-Type", "multipart/report"}, {"Content-Type", "text/plain"}}).may_be_notice())
        << "whichever of two counts";
}

TEST(notice_header, takes_no_mail_system_for_a_vacation_program)
{
    const std::pair<std::string_view, std::string_view> automatic{"Auto-Submitted", "auto-replied"};
    for (const std::string_view from : {"MAILER-DAEMON@example.com", "Postmaster <postmaster@example.com>", "<>",
                                        "Outlook <MicrosoftExchange329e71ec@example.com>"}) {
        const notice_header h = header({{"From", from}, automatic});
        EXPECT_EQ(h.kind_without_report(), kind::other) << from;
        EXPECT_TRUE(h.looks_like_bounce()) << from;
    }
    EXPECT_EQ(header({{"From", "kim@example.net"}, {"X-Failed-Recipients", "a@b"}, automatic}).kind_without_report(),
              kind::other);
}

TEST(notice_header, a_postmaster_may_be_on_vacation)
{
    const notice_header h = header({{"From", "postmaster@example.net"}, {"Subject", "Automatic reply: news"}});
    EXPECT_EQ(h.kind_without_report(), kind::auto_reply);
    EXPECT_FALSE(h.looks_like_bounce());
}

TEST(notice_header, sees_who_writes_notices)
{
    for (const auto& [name, value] : fields{
             {"From", "MAILER-DAEMON"},
             {"From", "Mail Delivery Subsystem <admin@example.com>"},
             {"From", "admin@example.com (Mail Delivery System)"},
             {"From", "<>"},
             {"Sender", "postmaster@example.com"},
             {"Return-Path", "<>"},
             {"Return-Path", "<MAILER-DAEMON@example.com>"},
             {"X-Failed-Recipients", "kim@example.net"},
             {"X-MS-Exchange-Message-Is-Ndr", ""},
             {"Subject", "Undelivered Mail Returned to Sender"},
             {"Subject", "=?utf-8?q?Zustellung_fehlgeschlagen?="},
         })
        EXPECT_TRUE(header({{name, value}, {"From", "admin@example.com"}}).looks_like_bounce()) << value;
    EXPECT_FALSE(header({{"From", "admin@example.com"}}).looks_like_bounce());
    EXPECT_FALSE(header({}).looks_like_bounce());
}

TEST(notice_header, a_failure_that_replies_by_itself_is_a_notice)
{
    const notice_header h =
        header({{"From", "kim@example.net"}, {"Auto-Submitted", "auto-replied"}, {"Subject", "Undeliverable: news"}});
    EXPECT_TRUE(h.looks_like_bounce());
    EXPECT_EQ(h.kind_without_report(), kind::other);
}

TEST(notice_header, sees_a_receipt)
{
    for (const std::string_view type : {"multipart/report; report-type=disposition-notification; boundary=b",
                                        "multipart/report; report-type=\"Disposition-Notification\"; boundary=b",
                                        "message/disposition-notification"}) {
        const notice_header h = header(
            {{"From", "kim@example.net"}, {"Return-Path", "<>"}, {"Subject", "Read: news"}, {"Content-Type", type}});
        EXPECT_EQ(h.kind_without_report(), kind::mdn) << type;
        EXPECT_FALSE(h.looks_like_bounce()) << type;
    }
}

TEST(notice_header, a_refusal_in_the_form_of_a_receipt_is_a_notice)
{
    const notice_header h = header({{"From", "kim@example.net"},
                                    {"Subject", "Automatically rejected mail"},
                                    {"Content-Type", "multipart/report; report-type=disposition-notification"}});
    EXPECT_TRUE(h.looks_like_bounce());
    EXPECT_EQ(h.kind_without_report(), kind::other);
}

TEST(notice_header, sees_a_complaint)
{
    const notice_header h = header({{"From", "staff@hotmail.com"},
                                    {"Return-Path", "<>"},
                                    {"Subject", " complaint about message from 192.0.2.11"},
                                    {"Content-Type", "multipart/mixed; boundary=b"}});
    EXPECT_EQ(h.kind_without_report(), kind::complaint);
    EXPECT_FALSE(h.looks_like_bounce());
    ASSERT_TRUE(h.complaint());
    EXPECT_EQ(h.complaint()->source_ip, "192.0.2.11");
    EXPECT_FALSE(header({{"From", "kim@example.net"}}).complaint());
}

TEST(notice_header, a_mail_system_may_complain)
{
    const notice_header h = header(
        {{"From", "MAILER-DAEMON"}, {"Content-Type", "multipart/report; report-type=feedback-report; boundary=b"}});
    EXPECT_EQ(h.kind_without_report(), kind::complaint);
    EXPECT_FALSE(h.looks_like_bounce());
    EXPECT_EQ(h.complaint()->type, "");
}

TEST(notice_header, a_list_talks_about_bounces)
{
    const auto post = header({{"From", "kim@example.net"},
                              {"Subject", "[list] Mail delivery failed: returning message to sender"},
                              {"List-Id", "<list.example.net>"}});
    EXPECT_FALSE(post.looks_like_bounce());
    EXPECT_TRUE(post.is_list_post());
    const auto notice = header({{"From", "MAILER-DAEMON@example.net"}, {"List-Id", "<list.example.net>"}});
    EXPECT_TRUE(notice.looks_like_bounce());
    EXPECT_FALSE(notice.is_list_post());
}

} // namespace
} // namespace recoil::dsn
