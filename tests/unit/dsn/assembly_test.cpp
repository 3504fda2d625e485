#include "dsn/assembly.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <utility>

namespace recoil::dsn {
namespace {

const builder_options options;

notice_text text(std::string_view lines = "")
{
    notice_text out(65'536, 65'536, options.capture);
    out.begin_part();
    out.feed(lines);
    out.end_part();
    return out;
}

using fields = std::initializer_list<std::pair<const char*, const char*>>;

readings message(fields header, std::string_view plain = "", std::string_view html = "")
{
    readings all{.plain = text(plain), .html = text(html), .preamble = text()};
    for (const auto& [name, value] : header)
        all.header.take(name, value);
    return all;
}

report assembled(readings all)
{
    return assemble(std::move(all), options);
}

constexpr const char* from_system = "MAILER-DAEMON@mx.example.com";
constexpr const char* prose = "Unable to deliver message to the following address(es).\n\n"
                              "<kim@example.com>:\n550 no such user\n";

recipient_report reported(std::string address)
{
    recipient_report r;
    r.recipient = std::move(address);
    r.action = action::failed;
    return r;
}

TEST(assembly, a_report_goes_before_prose)
{
    readings all = message({{"From", from_system}}, prose);
    all.has_status = all.status_spoke = true;
    all.found.recipients = {reported("kim@example.com")};
    const report r = assembled(std::move(all));
    EXPECT_EQ(r.kind, kind::dsn);
    ASSERT_EQ(r.recipients.size(), 1u);
    EXPECT_EQ(r.recipients[0].answer.text, "550 no such user");
}

TEST(assembly, prose_of_a_mail_system_is_a_bounce)
{
    const report r = assembled(message({{"From", from_system}}, prose));
    EXPECT_EQ(r.kind, kind::nonstandard_bounce);
    ASSERT_EQ(r.recipients.size(), 1u);
    EXPECT_EQ(r.recipients[0].recipient, "kim@example.com");
}

TEST(assembly, html_counts_where_plain_text_names_nobody)
{
    const report r = assembled(message({{"From", from_system}}, "See the attached notice.\n", prose));
    ASSERT_EQ(r.recipients.size(), 1u);
    EXPECT_EQ(r.recipients[0].answer.code, 550);
}

TEST(assembly, what_a_person_writes_about_bounces_is_other)
{
    const report r =
        assembled(message({{"From", "lee@example.net"}, {"Subject", "Re: bounces"}},
                          "Hi Kim,\n\nI got this from the server:\n\n<kim@example.com>:\n550 no such user\n"));
    EXPECT_EQ(r.kind, kind::other);
    EXPECT_TRUE(r.recipients.empty());
}

TEST(assembly, x_failed_recipients_completes_and_corrects_the_text)
{
    const report r =
        assembled(message({{"From", from_system}, {"X-Failed-Recipients", "kim@example.com, lee@example.com"}},
                          "This message was created automatically by mail delivery software.\n\n"
                          "The following address(es) failed:\n\n  kim@example.com\n    550 no such user\n"));
    ASSERT_EQ(r.recipients.size(), 2u);
    EXPECT_EQ(r.recipients[0].answer.code, 550);
    EXPECT_EQ(r.recipients[1].recipient, "lee@example.com");
}

TEST(assembly, the_returned_to_is_the_last_guess)
{
    readings all = message({{"From", from_system}}, "Your message could not be delivered.\n");
    all.found.original.present = true;
    all.found.original.to = "kim@example.com";
    all.found.original.from = "news@example.net";
    readings cut = all;
    cut.incomplete = true;
    readings returned_bounce = all;
    returned_bounce.found.original.from = "MAILER-DAEMON@example.org";

    const report r = assembled(std::move(all));
    ASSERT_EQ(r.recipients.size(), 1u);
    EXPECT_TRUE(r.recipients[0].guessed);
    EXPECT_TRUE(r.defects.has(defect::recipient_guessed));
    EXPECT_TRUE(assembled(std::move(cut)).recipients.empty());
    EXPECT_TRUE(assembled(std::move(returned_bounce)).recipients.empty());
}

TEST(assembly, a_pipe_gives_way_to_whose_it_is)
{
    readings all = message({{"From", from_system}, {"X-Failed-Recipients", "kim@example.com"}}, "It failed.\n");
    all.has_status = all.status_spoke = true;
    all.found.recipients = {reported("|/usr/bin/vacation kim")};
    EXPECT_EQ(assembled(std::move(all)).recipients.at(0).recipient, "kim@example.com");
}

TEST(assembly, only_a_wrapped_notice_with_the_same_subject_is_ours)
{
    const auto wrapped = [](const char* subject) {
        readings all = message({{"From", from_system}, {"Subject", "Undeliverable: hello"}});
        all.wrapped.emplace();
        all.wrapped->kind = kind::dsn;
        all.wrapped->subject = subject;
        all.wrapped->recipients = {reported("kim@example.com")};
        return assembled(std::move(all));
    };
    EXPECT_EQ(wrapped("Undeliverable: hello").recipients.size(), 1u);
    EXPECT_EQ(wrapped("Undeliverable: hello").kind, kind::dsn);
    EXPECT_TRUE(wrapped("Undeliverable: other").recipients.empty());
}

TEST(assembly, a_complaint_may_stand_in_prose)
{
    const report r = assembled(
        message({{"From", "lee@example.net"}, {"Content-Type", "multipart/report; report-type=feedback-report"}},
                "Feedback-Type: abuse\nUser-Agent: x/1\nVersion: 1\nOriginal-Rcpt-To: kim@example.com\n"));
    EXPECT_EQ(r.kind, kind::complaint);
}

TEST(assembly, the_returned_message_of_ordinary_mail_is_nobodys)
{
    readings all = message({{"From", "lee@example.net"}}, "Look at this.\n");
    all.found.original.present = true;
    EXPECT_FALSE(assembled(std::move(all)).original.present);
}

TEST(assembly, the_subject_of_a_delay_makes_it_one)
{
    const report r =
        assembled(message({{"From", from_system}, {"Subject", "Delayed Mail (still being retried)"}}, prose));
    ASSERT_EQ(r.recipients.size(), 1u);
    EXPECT_EQ(r.recipients[0].action, action::delayed);
}

TEST(assembly, the_last_reply_of_a_cut_notice_may_be_half_of_one)
{
    readings all = message({{"From", from_system}}, prose);
    all.incomplete = true;
    EXPECT_TRUE(assembled(std::move(all)).defects.has(defect::message_truncated));
}

TEST(assembly, a_notice_that_came_to_its_returned_message_is_whole)
{
    readings all = message({{"From", from_system}}, prose);
    all.incomplete = true;
    all.found.original.present = true;
    EXPECT_FALSE(assembled(std::move(all)).defects.has(defect::message_truncated));
}

TEST(assembly, a_reply_below_an_unknown_heading_counts)
{
    const report r =
        assembled(message({{"From", from_system}, {"X-Failed-Recipients", "kim@example.com"}},
                          "** Nothing known **\n\nYour message was not delivered because the address was not "
                          "found.\n\nHere it is:\n\n550 5.7.1 192.0.2.9 is banned\nfor good\n\nGoodbye\n"));
    ASSERT_EQ(r.recipients.size(), 1u);
    EXPECT_EQ(r.recipients[0].answer.text, "550 5.7.1 192.0.2.9 is banned for good");
}

TEST(assembly, parts_behind_an_undeclared_boundary_count_in_a_notice_alone)
{
    const auto damaged = [](const char* from) {
        readings all = message({{"From", from}}, prose);
        all.has_status = all.status_spoke = true;
        all.found.recipients = {reported("kim@example.com")};
        all.found.defects.add(defect::boundary_missing);
        return assembled(std::move(all));
    };
    EXPECT_EQ(damaged(from_system).recipients.size(), 1u);
    EXPECT_EQ(damaged("lee@example.net").kind, kind::other);
    EXPECT_TRUE(damaged("lee@example.net").recipients.empty());
}

} // namespace
} // namespace recoil::dsn
