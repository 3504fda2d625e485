#include "pipeline/delivery_log.hpp"

#include "event/event_id.hpp"
#include "pipeline/transaction.hpp"
#include "support/small_context.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoil::pipeline {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view ban =
    "host mx.mail.protection.outlook.com[192.0.2.9] said: 550 5.7.606 Access denied, banned sending IP "
    "[198.51.100.7] (in reply to RCPT TO command)";
constexpr std::string_view unknown =
    "host mx.example.net[192.0.2.25] said: 550 5.1.1 user unknown (in reply to RCPT TO command)";
constexpr std::string_view later =
    "host mx.example.net[192.0.2.25] said: 450 4.2.0 try again later (in reply to RCPT TO command)";

class a_log : public ::testing::Test {
protected:
    a_log() : context_(test::small_context()) {}

    // A line of the log, 08:00 and so many seconds; the log is read a minute later.
    line_result read(std::string_view service, std::string_view message, int second = 0)
    {
        char stamp[32];
        std::snprintf(stamp, sizeof(stamp), "2026-11-21T08:%02d:%02dZ", second / 60, second % 60);
        return read_line(std::string(stamp) + " out1 " + std::string(service) + "[77]: " + std::string(message));
    }
    line_result read_line(const std::string& line)
    {
        if (!log_)
            log_ = std::make_unique<delivery_log>(std::make_shared<const pipeline::context>(context_), options_);
        said_.clear();
        return log_->read(line, now_, said_);
    }
    line_result deliver(std::string_view status, std::string_view text, int second = 0,
                        std::string_view service = "postfix/smtp")
    {
        const std::string relay = text.starts_with("host mx.mail") ? "mx.mail.protection.outlook.com[192.0.2.9]:25"
                                                                   : "mx.example.net[192.0.2.25]:25";
        const std::string dsn = status == "sent" ? "2.0.0" : status == "deferred" ? "4.2.0" : "5.1.1";
        return read(service,
                    "4ABCDEF0123: to=<kim@example.net>, relay=" + relay + ", delay=90, delays=80/1/2/7, dsn=" + dsn +
                        ", status=" + std::string(status) + " (" + std::string(text) + ")",
                    second);
    }
    const event::record& only()
    {
        EXPECT_EQ(said_.size(), 1u);
        return said_.at(0).record;
    }

    pipeline::context context_;
    delivery_log_options options_;
    time_point now_ = time_point(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + 8h + 2min);
    std::unique_ptr<delivery_log> log_;
    std::vector<logged> said_;
};

TEST_F(a_log, a_bounce_says_why)
{
    EXPECT_EQ(deliver("bounced", ban), line_result::bounce);
    const event::record& e = only();
    EXPECT_TRUE(said_[0].is_event);
    EXPECT_EQ(e.source, event::source::postfix_log);
    EXPECT_EQ(e.kind, dsn::kind::log_line);
    EXPECT_EQ(e.action, dsn::action::failed);
    EXPECT_EQ(e.origin, event::origin::session);
    EXPECT_TRUE(e.counted);
    EXPECT_FALSE(e.late);
    EXPECT_EQ(e.recipient, "kim@example.net");
    EXPECT_EQ(e.cause->reason, "ip_banned");
    EXPECT_EQ(e.cause->list_action, classify::list_action::none);
    EXPECT_EQ(e.provider, "microsoft365");
    EXPECT_EQ(e.sending_ip, "198.51.100.7");
    EXPECT_EQ(e.stage, dsn::stage::rcpt);
    EXPECT_EQ(e.smtp_code, 550);
    EXPECT_EQ(dsn::to_string(*e.status), "5.7.606");
    EXPECT_EQ(e.relay, "mx.mail.protection.outlook.com[192.0.2.9]");
    EXPECT_EQ(e.queue_id, "4ABCDEF0123");
    EXPECT_EQ(e.instance, "postfix");
    EXPECT_EQ(e.service, "smtp");
    EXPECT_EQ(e.reporting_mta, "out1.example.com");
    EXPECT_EQ(e.attempts, 1u);
    EXPECT_EQ(e.delay_seconds, 90);
    EXPECT_EQ(format_rfc3339(*e.occurred_at), "2026-11-21T08:00:00.000Z");
    EXPECT_EQ(format_rfc3339(*e.arrival_date), "2026-11-21T07:58:30.000Z");
    EXPECT_EQ(e.time, now_);
    EXPECT_FALSE(e.authentic.has_value());
}

TEST_F(a_log, a_dead_address_may_leave_the_list)
{
    deliver("bounced", unknown);
    EXPECT_EQ(only().cause->reason, "user_unknown");
    EXPECT_EQ(only().cause->list_action, classify::list_action::suppress);
}

// What is cut off may say that nobody is dead: "... is listed at".
TEST_F(a_log, a_line_that_was_cut_suppresses_nobody)
{
    const std::string whole =
        "4ABCDEF0123: to=<kim@example.net>, relay=mx.example.net[192.0.2.25]:25, delay=1, delays=0/0/0/1, "
        "dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.25] said: 550 5.1.1 user unknown (or so) "
        "for 192.0.2.1 (in reply to RCPT TO command))";
    for (std::size_t size = whole.find("user unknown") + 12; size < whole.size() - 1; ++size) {
        EXPECT_EQ(read("postfix/smtp", whole.substr(0, size)), line_result::bounce);
        EXPECT_NE(only().cause->list_action, classify::list_action::suppress) << whole.substr(0, size);
        EXPECT_EQ(only().defects, std::vector{defect::message_truncated});
    }
    read("postfix/smtp", whole);
    EXPECT_EQ(only().cause->list_action, classify::list_action::suppress);
    EXPECT_TRUE(only().defects.empty());
}

TEST_F(a_log, of_another_host_that_is_not_ours_keeps_its_name)
{
    read_line("2026-11-21T08:00:00Z mx2 postfix/smtp[7]: 4ABCDEF0123: to=<kim@example.net>, relay=none, delay=1, "
              "delays=0/0/0/1, "
              "dsn=5.4.4, status=bounced (no route)");
    EXPECT_EQ(only().reporting_mta, "mx2");
    read_line("2026-11-21T08:00:00Z recoil postfix/smtp[7]: 4ABCDEF0123: to=<kim@example.net>, relay=none, delay=1, "
              "delays=0/0/0/1, dsn=5.4.4, status=bounced (no route)");
    EXPECT_EQ(only().reporting_mta, "out1.example.com") << "what this host calls itself";
}

TEST_F(a_log, an_absurd_delay_is_bounded)
{
    read("postfix/smtp",
         "4ABCDEF0123: to=<kim@example.net>, relay=none, delay=9223372036854775.9, delays=0/0/0/1, dsn=5.4.4, "
         "status=bounced (no route)");
    EXPECT_EQ(only().delay_seconds, 315'360'000);
}

TEST_F(a_log, sender_and_message_id_are_joined_by_the_queue_id)
{
    context_.stream = stream_rule("sender_domain", {"example.com"});
    EXPECT_EQ(read("postfix/cleanup", "4ABCDEF0123: message-id=<77@example.com>"), line_result::ignored);
    EXPECT_EQ(read("postfix/qmgr", "4ABCDEF0123: from=<news@example.com>, size=900, nrcpt=1 (queue active)"),
              line_result::ignored);
    EXPECT_TRUE(said_.empty());
    deliver("bounced", unknown);
    EXPECT_EQ(only().sender, "news@example.com");
    EXPECT_EQ(only().sender_domain, "example.com");
    EXPECT_EQ(only().stream, "example.com");
    EXPECT_EQ(only().original->message_id, "<77@example.com>");
    EXPECT_FALSE(only().authentic.has_value()) << "a log is no notice that somebody could forge";
}

TEST_F(a_log, a_message_that_left_the_queue_is_forgotten)
{
    read("postfix/qmgr", "4ABCDEF0123: from=<news@example.com>, size=900, nrcpt=1 (queue active)");
    EXPECT_EQ(read("postfix/qmgr", "4ABCDEF0123: removed"), line_result::ignored);
    deliver("bounced", unknown);
    EXPECT_EQ(only().sender, "");
}

TEST_F(a_log, a_delivery_is_counted_and_is_no_event)
{
    EXPECT_EQ(deliver("sent", "250 2.0.0 Ok: queued as 1234"), line_result::delivery);
    EXPECT_FALSE(said_.at(0).is_event);
    EXPECT_EQ(only().action, dsn::action::delivered);
    EXPECT_TRUE(only().counted);
    EXPECT_FALSE(only().cause.has_value());
    EXPECT_EQ(only().provider, "other");
}

TEST_F(a_log, of_deferrals_the_first_and_each_new_reason_are_events)
{
    EXPECT_EQ(deliver("deferred", later), line_result::deferral);
    EXPECT_TRUE(said_.at(0).is_event);
    EXPECT_EQ(only().action, dsn::action::delayed);
    EXPECT_EQ(only().attempts, 1u);
    deliver("deferred", later, 10);
    EXPECT_FALSE(said_.at(0).is_event);
    EXPECT_TRUE(only().counted) << "counters see every line";
    EXPECT_EQ(only().attempts, 2u);
    deliver("deferred", "host mx.example.net[192.0.2.25] said: 450 4.1.1 user unknown (in reply to RCPT TO command)",
            20);
    EXPECT_TRUE(said_.at(0).is_event);
    EXPECT_EQ(only().cause->list_action, classify::list_action::none) << "it is being tried again";
    EXPECT_EQ(deliver("sent", "250 2.0.0 Ok", 30), line_result::delivery);
    EXPECT_TRUE(said_.at(0).is_event) << "how it ended";
    EXPECT_EQ(only().attempts, 4u);
    deliver("sent", "250 2.0.0 Ok", 40);
    EXPECT_FALSE(said_.at(0).is_event);
}

TEST_F(a_log, every_deferral_is_an_event_where_that_is_asked_for)
{
    options_.every_deferral = true;
    deliver("deferred", later);
    const std::string first = only().id;
    deliver("deferred", later, 10);
    EXPECT_TRUE(said_.at(0).is_event);
    EXPECT_NE(only().id, first);
}

TEST_F(a_log, the_same_line_has_the_same_id)
{
    deliver("deferred", later, 10);
    const std::string id = only().id;
    deliver("deferred", later, 10);
    EXPECT_EQ(only().id, id);
}

TEST_F(a_log, a_suspended_delivery_is_no_attempt)
{
    deliver("deferred", later);
    deliver("deferred", "delivery temporarily suspended: " + std::string(later), 10, "postfix/error");
    EXPECT_TRUE(said_.at(0).suspended);
    EXPECT_EQ(only().attempts, 1u);
    EXPECT_EQ(only().remote_mta, "mx.example.net");
    EXPECT_EQ(only().service, "error");
    EXPECT_FALSE(said_.at(0).is_event) << "the reason is the same";
}

TEST_F(a_log, at_the_end_of_the_queue_lifetime_the_last_deferral_tells_why)
{
    read("postfix/qmgr", "4ABCDEF0123: from=<news@example.com>, size=900, nrcpt=2 (queue active)");
    deliver("deferred", later);
    read("postfix/smtp",
         "4ABCDEF0123: to=<lee@example.net>, relay=none, delay=5, delays=1/1/1/2, dsn=4.4.1, status=deferred (connect "
         "to "
         "mx.example.net[192.0.2.25]:25: Connection refused)",
         5);
    EXPECT_EQ(read("postfix/qmgr", "4ABCDEF0123: from=<news@example.com>, status=expired, returned to sender", 60),
              line_result::bounce);
    ASSERT_EQ(said_.size(), 2u);
    for (const logged& l : said_) {
        EXPECT_TRUE(l.is_event);
        EXPECT_TRUE(l.record.expired);
        EXPECT_EQ(l.record.action, dsn::action::failed);
        EXPECT_NE(l.record.cause->list_action, classify::list_action::suppress);
        EXPECT_EQ(l.record.attempts, 1u);
        EXPECT_EQ(l.record.sender, "news@example.com");
        EXPECT_EQ(format_rfc3339(*l.record.occurred_at), "2026-11-21T08:01:00.000Z");
    }
    EXPECT_EQ(said_[0].record.diagnostic, "450 4.2.0 try again later");
    EXPECT_EQ(said_[1].record.recipient, "lee@example.net");
    read("postfix/qmgr", "4ABCDEF0123: from=<news@example.com>, status=expired, returned to sender", 61);
    EXPECT_TRUE(said_.empty()) << "it was told";
}

TEST_F(a_log, who_was_delivered_meanwhile_does_not_expire)
{
    deliver("deferred", later);
    deliver("sent", "250 2.0.0 Ok", 10);
    EXPECT_EQ(read("postfix/qmgr", "4ABCDEF0123: from=<news@example.com>, status=expired, returned to sender", 60),
              line_result::bounce);
    EXPECT_TRUE(said_.empty());
}

TEST_F(a_log, notices_and_probes_and_local_deliveries_are_ignored)
{
    EXPECT_EQ(deliver("sent", "delivered to mailbox", 0, "postfix/local"), line_result::ignored);
    EXPECT_EQ(deliver("bounced", unknown, 0, "postfix/lmtp"), line_result::ignored);
    EXPECT_EQ(deliver("undeliverable", unknown), line_result::ignored);
    for (const char* sender : {"", "double-bounce@out1.example.com"}) {
        read("postfix/qmgr", "4ABCDEF0123: from=<" + std::string(sender) + ">, size=900, nrcpt=1 (queue active)");
        EXPECT_EQ(deliver("bounced", unknown), line_result::ignored) << sender;
        EXPECT_TRUE(said_.empty());
        EXPECT_EQ(deliver("deferred", later), line_result::ignored) << sender;
    }
    read("postfix/qmgr", "4ABCDEF0123: from=<>, status=expired, returned to sender");
    EXPECT_TRUE(said_.empty());
}

TEST_F(a_log, what_goes_to_recoil_itself_is_ignored)
{
    options_.own_relays = {{"192.0.2.25", 25}};
    EXPECT_EQ(deliver("sent", "250 2.0.0 Ok"), line_result::ignored);
    options_.own_relays = {{"0.0.0.0", 2525}};
    log_.reset();
    EXPECT_EQ(deliver("sent", "250 2.0.0 Ok"), line_result::delivery);
    EXPECT_EQ(read("postfix/smtp", "4ABCDEF0123: to=<a@b.example>, relay=127.0.0.1[127.0.0.1]:2525, delay=1, "
                                   "delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)"),
              line_result::ignored);
}

TEST_F(a_log, other_services_can_be_looked_at)
{
    options_.services = {"lmtp"};
    EXPECT_EQ(deliver("bounced", unknown, 0, "postfix/lmtp"), line_result::bounce);
    EXPECT_EQ(deliver("bounced", unknown), line_result::ignored);
}

TEST_F(a_log, an_old_line_is_late_and_not_counted)
{
    now_ += 1h;
    deliver("bounced", unknown);
    EXPECT_TRUE(only().late);
    EXPECT_FALSE(only().counted);
    deliver("bounced", unknown, 181);
    EXPECT_FALSE(only().late) << "not yet an hour old";
}

TEST_F(a_log, the_instance_tells_the_sending_address)
{
    context_.egress = {{"192.0.2.3", "", "marketing", "postfix-out3"},
                       {"192.0.2.4", "out4.example.com", "orders", "postfix-out4"}};
    deliver("bounced", unknown, 0, "postfix-out3/smtp");
    EXPECT_EQ(only().sending_ip, "192.0.2.3");
    EXPECT_EQ(only().sending_ip_evidence, "egress");
    EXPECT_EQ(only().pool, "marketing");
    EXPECT_EQ(only().instance, "postfix-out3");
    deliver("sent", "250 2.0.0 Ok", 0, "postfix-out4/relay/smtp");
    EXPECT_EQ(only().sending_ip, "192.0.2.4");
    EXPECT_EQ(only().reporting_mta, "out4.example.com");
    deliver("bounced", ban, 0, "postfix-out3/smtp");
    EXPECT_EQ(only().sending_ip, "198.51.100.7") << "who refuses knows best";
    EXPECT_EQ(only().sending_ip_evidence, "reply");
}

TEST_F(a_log, joins_the_notice_of_the_same_refusal)
{
    deliver("bounced", unknown);
    transaction notice(std::make_shared<const pipeline::context>(context_), event::source::lmtp);
    notice.content(
        "From: MAILER-DAEMON@out1.example.com\r\nContent-Type: multipart/report; report-type=delivery-status; "
        "boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; OUT1.example.com\r\nX-Postfix-Queue-ID: 4ABCDEF0123\r\n\r\n"
        "Final-Recipient: rfc822; kim@example.net\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Remote-MTA: dns; mx.example.net\r\nDiagnostic-Code: smtp; 550 5.1.1 user unknown\r\n\r\n--b--\r\n");
    const outcome told = notice.finish(now_);
    ASSERT_EQ(told.events.size(), 1u);
    EXPECT_EQ(told.events[0].message_key, only().message_key);
    EXPECT_EQ(told.events[0].origin, only().origin);
    EXPECT_EQ(told.events[0].cause->rule, only().cause->rule);
    EXPECT_NE(told.events[0].id, only().id);
}

TEST_F(a_log, what_the_remote_says_forges_nothing)
{
    deliver("bounced",
            "host mx.example.net[192.0.2.25] said: 550 5.1.1 user unknown, status=sent (250 Ok) to=<x@y.example>, "
            "relay=none (in reply to RCPT TO command)");
    EXPECT_EQ(only().action, dsn::action::failed);
    EXPECT_EQ(only().recipient, "kim@example.net");
    EXPECT_EQ(only().stage, dsn::stage::rcpt);
}

TEST_F(a_log, octets_that_are_no_utf8_are_repaired)
{
    deliver("bounced",
            "host mx.example.net[192.0.2.25] said: 550 5.1.1 user unknown \xE9\xFF (in reply to RCPT TO command)");
    EXPECT_NE(only().diagnostic.find("\xEF\xBF\xBD"), std::string::npos);
}

TEST_F(a_log, other_lines_are_told_apart)
{
    EXPECT_EQ(read_line("no syslog line at all"), line_result::unparsed);
    EXPECT_EQ(read("sshd", "Accepted publickey for root"), line_result::ignored);
    EXPECT_EQ(read("postfix/smtpd", "connect from unknown[192.0.2.1]"), line_result::ignored);
    EXPECT_EQ(read("postfix/smtp", "4ABCDEF0123: to=<kim@example.net>, relay=mx"), line_result::unparsed);
}

TEST_F(a_log, knows_the_time_of_its_last_line)
{
    read("postfix/smtpd", "connect from unknown[192.0.2.1]", 42);
    EXPECT_EQ(format_rfc3339(*log_->last_line()), "2026-11-21T08:00:42.000Z");
}

TEST_F(a_log, a_reload_brings_new_rules)
{
    deliver("bounced", unknown);
    EXPECT_EQ(only().cause->reason, "user_unknown");
    pipeline::context other = context_;
    other.classifier =
        test::build({test::make_pack("site", "", {test::rule("x", "text: ['user unknown'], reason: mailbox_full")})});
    log_->use(std::make_shared<const pipeline::context>(other));
    deliver("bounced", unknown);
    EXPECT_EQ(only().cause->reason, "mailbox_full");
}

TEST(line_result, has_the_names_of_the_label)
{
    EXPECT_EQ(name(line_result::delivery), "delivery");
    EXPECT_EQ(name(line_result::unparsed), "unparsed");
}

} // namespace
} // namespace recoil::pipeline
