#include "dsn/notice_header.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string_view>
#include <utility>

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
    EXPECT_EQ(r.subject, "Unzustellbar: Gr\xC3\xBC\xC3\x9F"
                         "e");
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

TEST(notice_header, sees_an_automatic_reply)
{
    for (const auto& [name, value] : fields{
             {"Auto-Submitted", "auto-replied"},
             {"auto-submitted", "Auto-Generated; owner=x"},
             {"X-Autoreply", "yes"},
             {"X-Autorespond", "out"},
             {"Precedence", "auto_reply"},
             {"Subject", "Automatic reply: your mail"},
             {"Subject", "Out of Office"},
             {"Subject", "=?utf-8?q?R=C3=A9ponse_automatique=C2=A0=3A_x?="},
         })
        EXPECT_EQ(header({{"From", "kim@example.net"}, {name, value}}).kind_without_report(), kind::auto_reply)
            << value;
}

TEST(notice_header, sees_an_ordinary_message)
{
    for (const auto& [name, value] : fields{
             {"Auto-Submitted", "no"},
             {"Precedence", "bulk"},
             {"Precedence", "list"},
             {"Subject", "Re: Out of office hours"},
             {"Subject", "Undeliverable: news"},
         })
        EXPECT_EQ(header({{"From", "kim@example.net"}, {name, value}}).kind_without_report(), kind::other) << value;
}

TEST(notice_header, takes_no_mail_system_for_a_vacation_program)
{
    const std::pair<std::string_view, std::string_view> automatic{"Auto-Submitted", "auto-replied"};
    for (const std::string_view from : {"MAILER-DAEMON@example.com", "Postmaster <postmaster@example.com>", "<>",
                                        "Outlook <MicrosoftExchange329e71ec@example.com>"})
        EXPECT_EQ(header({{"From", from}, automatic}).kind_without_report(), kind::other) << from;
    EXPECT_EQ(header({{"From", "kim@example.net"}, {"X-Failed-Recipients", "a@b"}, automatic}).kind_without_report(),
              kind::other);
}

} // namespace
} // namespace recoil::dsn
