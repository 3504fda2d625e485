#include "dsn/recipient_group.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string_view>
#include <utility>

namespace recoil::dsn {
namespace {

using fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

struct collected {
    recipient_group group;
    defect_set defects;

    explicit collected(fields given)
    {
        for (const auto& [name, value] : given)
            group.take(name, value, defects);
    }
    recipient_report finish() { return group.finish(defects); }
};

TEST(recipient_group, reads_every_field_of_a_recipient)
{
    collected c({{"final-recipient", "rfc822; a@example.com"},
                 {"original-recipient", "rfc822;b+2Bc@example.com"},
                 {"action", "failed"},
                 {"status", "5.7.606 (banned)"},
                 {"remote-mta", "dns; mx.example.com [192.0.2.1]"},
                 {"diagnostic-code", "SMTP; 550 5.7.606 Banned"},
                 {"final-log-id", "q1"},
                 {"last-attempt-date", "Sat, 21 Nov 2026 20:00:00 +0000"},
                 {"will-retry-until", "Sun, 22 Nov 2026 20:00:00 +0000"}});
    const recipient_report r = c.finish();
    EXPECT_EQ(r.recipient, "a@example.com");
    EXPECT_EQ(r.original_recipient, "b+c@example.com");
    EXPECT_EQ(r.action, action::failed);
    EXPECT_EQ(to_string(*r.status), "5.7.606");
    EXPECT_EQ(r.remote_mta, "mx.example.com");
    EXPECT_EQ(r.remote_ip, "192.0.2.1");
    EXPECT_EQ(r.diagnostic_type, "smtp");
    EXPECT_EQ(r.diagnostic, "550 5.7.606 Banned");
    EXPECT_EQ(r.answer, parse_reply("550 5.7.606 Banned"));
    EXPECT_EQ(r.final_log_id, "q1");
    EXPECT_EQ(format_rfc3339(*r.last_attempt), "2026-11-21T20:00:00.000Z");
    EXPECT_EQ(format_rfc3339(*r.will_retry_until), "2026-11-22T20:00:00.000Z");
    EXPECT_TRUE(c.defects.empty());
}

TEST(recipient_group, knows_the_fields_that_it_takes)
{
    recipient_group group;
    defect_set defects;
    EXPECT_TRUE(group.take("action", "failed", defects));
    EXPECT_FALSE(group.take("action", "delayed", defects));
    EXPECT_FALSE(group.take("reporting-mta", "dns; mx", defects));
    EXPECT_FALSE(group.take("x-display-name", "Ann", defects));
    EXPECT_EQ(group.finish(defects).action, action::failed);
}

TEST(recipient_group, takes_another_recipient_where_the_final_one_is_missing)
{
    collected original(
        {{"original-recipient", "rfc822;a@example.com"}, {"x-actual-recipient", "rfc822; b@example.com"}});
    EXPECT_EQ(original.finish().recipient, "a@example.com");
    EXPECT_TRUE(original.defects.has(defect::final_recipient_missing));

    collected actual({{"x-actual-recipient", "rfc822; b@example.com"}});
    EXPECT_TRUE(actual.group.names_recipient());
    EXPECT_EQ(actual.finish().recipient, "b@example.com");

    collected empty({{"final-recipient", "rfc822;"}, {"original-recipient", "rfc822;a@example.com"}});
    EXPECT_EQ(empty.finish().recipient, "a@example.com");
    EXPECT_TRUE(empty.defects.has(defect::recipient_malformed));
}

TEST(recipient_group, prefers_the_mailbox_to_what_stands_behind_it)
{
    for (const char* final : {"x400; /S=Ann/ADMD= /C=WW/", "rfc822;|/usr/bin/filter", "rfc822; /var/mail/ann",
                              "rfc822; @mx.example.com", "rfc822;IMCEAEX-_O=ORG_CN=ANN@example.com", "local; ann"}) {
        collected c({{"original-recipient", "rfc822;ann@example.com"}, {"final-recipient", final}});
        EXPECT_EQ(c.finish().recipient, "ann@example.com") << final;
        EXPECT_TRUE(c.defects.has(defect::recipient_malformed)) << final;
    }
    collected gateway({{"final-recipient", "x400; /RFC-822=ann(a)example.com/ADMD= /C=WW/"}});
    EXPECT_EQ(gateway.finish().recipient, "ann@example.com");
    collected mailbox({{"original-recipient", "rfc822;a@example.com"}, {"final-recipient", "rfc822;b@example.com"}});
    EXPECT_EQ(mailbox.finish().recipient, "b@example.com");
    collected alone({{"final-recipient", "rfc822;|/usr/bin/filter"}, {"original-recipient", "rfc822;root"}});
    EXPECT_EQ(alone.finish().recipient, "|/usr/bin/filter");
}

TEST(recipient_group, decodes_words_in_a_diagnostic)
{
    collected c({{"diagnostic-code", "smtp; 550 5.1.1 =?iso-8859-1?Q?Empf=E4nger?= =?iso-8859-1?Q?_fehlt?="}});
    EXPECT_EQ(c.finish().answer.text, "550 5.1.1 Empfänger fehlt");
}

TEST(recipient_group, notes_what_cannot_be_an_address)
{
    collected local({{"final-recipient", "rfc822; root"}, {"action", "failed"}, {"status", "5.1.1"}});
    EXPECT_EQ(local.finish().recipient, "root");
    EXPECT_TRUE(local.defects.has(defect::recipient_malformed));
}

TEST(recipient_group, derives_a_missing_action_from_the_class)
{
    for (const auto& [status, expected] : {std::pair("5.1.1", action::failed), std::pair("4.4.1", action::delayed),
                                           std::pair("2.0.0", action::delivered)}) {
        collected c({{"final-recipient", "rfc822; a@example.com"}, {"status", status}});
        EXPECT_EQ(c.finish().action, expected);
        EXPECT_TRUE(c.defects.has(defect::action_missing));
    }
    collected reply_only({{"final-recipient", "rfc822; a@example.com"}, {"diagnostic-code", "smtp; 452 Full"}});
    EXPECT_EQ(reply_only.finish().action, action::delayed);
    EXPECT_TRUE(reply_only.defects.has(defect::status_missing));
    collected nothing({{"final-recipient", "rfc822; a@example.com"}});
    EXPECT_EQ(nothing.finish().action, std::nullopt);
}

TEST(recipient_group, leaves_an_unknown_action_unknown)
{
    collected c({{"final-recipient", "rfc822; a@example.com"}, {"action", "undeliverable"}, {"status", "5.1.1"}});
    EXPECT_EQ(c.finish().action, std::nullopt);
    EXPECT_TRUE(c.defects.has(defect::action_unknown));
    EXPECT_FALSE(c.defects.has(defect::action_missing));
}

TEST(recipient_group, reads_a_malformed_status_as_far_as_it_goes)
{
    collected reply_there({{"final-recipient", "rfc822; a@example.com"}, {"status", "550 5.1.1"}});
    EXPECT_EQ(to_string(*reply_there.finish().status), "5.1.1");
    EXPECT_TRUE(reply_there.defects.has(defect::status_malformed));

    collected text_there({{"final-recipient", "rfc822; a@example.com"}, {"status", "5 Exceeded"}});
    EXPECT_EQ(text_there.finish().status, std::nullopt);
    EXPECT_TRUE(text_there.defects.has(defect::status_malformed));

    for (const char* status : {"5.7.1.0", "5.7.1,", "5.7.1: policy", "5.7.1;x"}) {
        collected longer({{"final-recipient", "rfc822; a@example.com"}, {"status", status}});
        EXPECT_EQ(to_string(*longer.finish().status), "5.7.1") << status;
        EXPECT_TRUE(longer.defects.has(defect::status_malformed)) << status;
    }
    for (const char* status : {"550", "5.x.y", "5.1", "192.0.2.1", "5.=", "RO"}) {
        collected none({{"final-recipient", "rfc822; a@example.com"}, {"status", status}});
        EXPECT_EQ(none.finish().status, std::nullopt) << status;
    }

    collected empty({{"final-recipient", "rfc822; a@example.com"}, {"status", " (none)"}});
    EXPECT_EQ(empty.finish().status, std::nullopt);
    EXPECT_TRUE(empty.defects.has(defect::status_missing));
}

TEST(recipient_group, notes_a_date_that_cannot_be_read)
{
    collected c({{"last-attempt-date", "soon"}});
    EXPECT_TRUE(c.defects.has(defect::date_malformed));
    EXPECT_FALSE(c.finish().last_attempt);
}

// Postfix folds its own words at any blank, and three more stand in front of what follows.
TEST(recipient_group, finds_the_host_in_folded_words_of_postfix)
{
    for (const std::string_view words :
         {"X-Postfix; message size 9 exceeds size limit 5 of server    mx.example.com[192.0.2.1]",
          "X-Postfix; message size 9 exceeds size limit 5 of    server mx.example.com[192.0.2.1]",
          "X-Postfix; lost connection with    mx.example.com[192.0.2.1] while sending RCPT TO"}) {
        collected c({{"final-recipient", "rfc822; a@example.com"}, {"diagnostic-code", words}});
        const recipient_report r = c.finish();
        EXPECT_EQ(r.remote_mta, "mx.example.com") << words;
        EXPECT_EQ(r.remote_ip, "192.0.2.1") << words;
    }
}

TEST(recipient_group, finds_the_remote_words_in_a_diagnostic_of_postfix)
{
    collected c(
        {{"diagnostic-code", "X-Postfix; host mx.example.com[192.0.2.1] said: 550 5.7.1 Blocked (in reply to end "
                             "of DATA command)"}});
    const recipient_report r = c.finish();
    EXPECT_EQ(r.answer.text, "550 5.7.1 Blocked");
    EXPECT_EQ(r.stage, stage::eod);
    EXPECT_EQ(r.remote_mta, "mx.example.com");
    EXPECT_EQ(r.remote_ip, "192.0.2.1");
}

TEST(recipient_group, conflicts_where_both_say_the_same_thing)
{
    const collected failed({{"action", "failed"}});
    const collected also({{"action", "delayed"}, {"status", "4.4.1"}});
    const collected status({{"status", "5.1.1"}});
    EXPECT_TRUE(failed.group.conflicts_with(also.group));
    EXPECT_FALSE(failed.group.conflicts_with(status.group));
    EXPECT_TRUE(also.group.conflicts_with(status.group));
}

TEST(recipient_group, knows_its_other_half)
{
    const collected final({{"final-recipient", "rfc822; a@example.com"}});
    const collected original({{"original-recipient", "rfc822; b@example.com"}, {"action", "failed"}});
    const collected both(
        {{"final-recipient", "rfc822; a@example.com"}, {"original-recipient", "rfc822;b@example.com"}});
    EXPECT_TRUE(final.group.is_half_of(original.group));
    EXPECT_TRUE(original.group.is_half_of(final.group));
    const collected actual({{"x-actual-recipient", "rfc822; c@example.com"}});
    EXPECT_TRUE(both.group.is_half_of(actual.group));
    for (const collected* other : {&final, &both})
        EXPECT_FALSE(final.group.is_half_of(other->group));
    EXPECT_FALSE(both.group.is_half_of(original.group));
    EXPECT_FALSE(original.group.is_half_of(original.group));
    const collected failed({{"final-recipient", "rfc822; a@example.com"}, {"action", "failed"}});
    EXPECT_FALSE(failed.group.is_half_of(original.group));
}

TEST(recipient_group, takes_over_only_what_it_lacks)
{
    collected into({{"final-recipient", "rfc822; a@example.com"}, {"action", "failed"}});
    const collected from({{"action", "delayed"}, {"status", "5.1.1"}, {"diagnostic-code", "smtp; 550 gone"}});
    into.group.complete_from(from.group);
    const recipient_report r = into.finish();
    EXPECT_EQ(r.action, action::failed);
    EXPECT_EQ(to_string(*r.status), "5.1.1");
    EXPECT_EQ(r.answer.code, 550);
}

TEST(recipient_group, sees_a_second_recipient)
{
    const collected c({{"final-recipient", "rfc822; a@example.com"}});
    EXPECT_TRUE(c.group.has_other_recipient("final-recipient", "rfc822; b@example.com"));
    EXPECT_FALSE(c.group.has_other_recipient("final-recipient", "rfc822;a@example.com"));
    EXPECT_FALSE(c.group.has_other_recipient("original-recipient", "rfc822;b@example.com")) << "it has none yet";
    EXPECT_FALSE(recipient_group().has_other_recipient("final-recipient", "rfc822; b@example.com"));

    const collected both({{"original-recipient", "rfc822;a@example.com"}, {"final-recipient", "rfc822;c@example.com"}});
    EXPECT_TRUE(both.group.has_other_recipient("original-recipient", "rfc822;b@example.com"));
    EXPECT_FALSE(both.group.has_other_recipient("original-recipient", "rfc822;a@example.com"));
    EXPECT_FALSE(both.group.has_other_recipient("action", "rfc822;b@example.com"));
}

} // namespace
} // namespace recoil::dsn
