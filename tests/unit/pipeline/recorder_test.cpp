#include "pipeline/recorder.hpp"

#include "event/event_id.hpp"
#include "support/signed_address.hpp"
#include "support/small_context.hpp"

#include <gtest/gtest.h>

namespace recoil::pipeline {

namespace {

using classify::list_action;

time_point at(int seconds)
{
    return time_point{} + std::chrono::seconds(seconds);
}

dsn::recipient_report refusal(std::string_view reply)
{
    dsn::recipient_report recipient;
    recipient.recipient = "Ann@Example.NET";
    recipient.action = dsn::action::failed;
    recipient.diagnostic_type = "smtp";
    recipient.diagnostic = reply;
    recipient.answer = dsn::parse_reply(reply);
    recipient.remote_mta = "mx.example.net";
    return recipient;
}

class recorder_test : public testing::Test {
protected:
    recorder_test() : context(test::small_context()) { report.kind = dsn::kind::dsn; }

    event::record record(const dsn::recipient_report& recipient) const
    {
        return recorder(context, report, "key").record(recipient);
    }

    pipeline::context context;
    dsn::report report;
};

TEST_F(recorder_test, a_dead_address_is_suppressed_with_all_that_the_rule_says)
{
    const event::record r = record(refusal("550 5.1.1 User unknown"));
    ASSERT_TRUE(r.cause.has_value());
    EXPECT_EQ(r.cause->category, "bad_address");
    EXPECT_EQ(r.cause->reason, "user_unknown");
    EXPECT_EQ(r.cause->list_action, list_action::suppress);
    EXPECT_EQ(r.cause->rule, "all-unknown");
    EXPECT_EQ(r.cause->pack, "all");
    EXPECT_EQ(r.cause->pack_version, "1");
    EXPECT_EQ(r.cause->meaning, "m");
    EXPECT_EQ(r.cause->advice, "a");
    EXPECT_EQ(r.cause->links, std::vector<std::string>{"https://example.com/"});
    EXPECT_EQ(r.recipient, "Ann@Example.NET");
    EXPECT_EQ(r.recipient_domain, "example.net");
    EXPECT_EQ(r.smtp_code, 550);
    EXPECT_EQ(r.provider, "other");
    EXPECT_EQ(r.diagnostic, "550 5.1.1 User unknown");
}

TEST_F(recorder_test, a_ban_keeps_the_address)
{
    const event::record r = record(refusal("550 5.1.1 Access denied, banned sending IP [192.0.2.7]"));
    EXPECT_EQ(r.cause->reason, "ip_banned");
    EXPECT_EQ(r.cause->list_action, list_action::none);
    EXPECT_EQ(r.cause->delist_url, "https://delist.example.com/");
    EXPECT_EQ(r.sending_ip, "192.0.2.7");
    EXPECT_EQ(r.sending_ip_evidence, "reply");
}

TEST_F(recorder_test, what_no_rule_explains_is_unknown_and_keeps_the_address)
{
    const event::record r = record(refusal("550 5.0.0 computer says no"));
    EXPECT_EQ(r.cause->reason, "unknown");
    EXPECT_EQ(r.cause->rule, "");
    EXPECT_EQ(r.cause->pack, "");
    EXPECT_EQ(r.cause->list_action, list_action::none);
}

TEST_F(recorder_test, an_expired_message_proves_no_address_dead)
{
    const event::record r = record(refusal("450 4.1.1 User unknown"));
    EXPECT_TRUE(r.expired);
    EXPECT_EQ(r.cause->reason, "user_unknown");
    EXPECT_EQ(r.cause->permanence, classify::permanence::temporary);
    EXPECT_EQ(r.cause->list_action, list_action::none);
}

TEST_F(recorder_test, a_delayed_recipient_is_explained_and_kept)
{
    dsn::recipient_report recipient = refusal("450 4.1.1 User unknown");
    recipient.action = dsn::action::delayed;
    const event::record r = record(recipient);
    ASSERT_TRUE(r.cause.has_value());
    EXPECT_FALSE(r.expired);
    EXPECT_EQ(r.cause->list_action, list_action::none);
}

TEST_F(recorder_test, only_failures_have_a_cause)
{
    for (const auto action : {dsn::action::delivered, dsn::action::relayed, dsn::action::expanded}) {
        dsn::recipient_report recipient = refusal("250 2.0.0 user unknown to spam");
        recipient.action = action;
        EXPECT_FALSE(record(recipient).cause.has_value()) << name(action);
    }
    dsn::recipient_report recipient = refusal("550 5.1.1 User unknown");
    recipient.action.reset();
    EXPECT_FALSE(record(recipient).cause.has_value());
}

TEST_F(recorder_test, the_last_recipient_of_a_report_that_was_cut_off_is_kept)
{
    report.recipients = {refusal("550 5.1.1 User unknown"), refusal("550 5.1.1 User unknown")};
    EXPECT_EQ(record(report.recipients[1]).cause->list_action, list_action::suppress);
    report.defects.add(defect::message_truncated);
    EXPECT_EQ(record(report.recipients[0]).cause->list_action, list_action::suppress);
    EXPECT_EQ(record(report.recipients[1]).cause->list_action, list_action::none);
    EXPECT_EQ(record(report.recipients[1]).cause->reason, "user_unknown");
}

TEST_F(recorder_test, a_guessed_recipient_is_kept)
{
    dsn::recipient_report r = refusal("550 5.1.1 User unknown");
    r.guessed = true;
    EXPECT_EQ(record(r).cause->list_action, list_action::none);
}

TEST_F(recorder_test, what_was_refused_before_the_recipient_says_nothing_of_it)
{
    dsn::recipient_report r = refusal("550 5.1.1 User unknown");
    for (const dsn::stage stage : {dsn::stage::connect, dsn::stage::helo, dsn::stage::mail}) {
        r.stage = stage;
        EXPECT_EQ(record(r).cause->list_action, list_action::none) << dsn::name(stage);
    }
    r.stage = dsn::stage::rcpt;
    EXPECT_EQ(record(r).cause->list_action, list_action::suppress);
}

TEST_F(recorder_test, what_speaks_of_the_sender_says_nothing_of_the_recipient)
{
    report.sender = "news@example.com";
    for (const char* reply : {"550 5.1.7 User unknown", "550 5.1.8 User unknown", "535 5.7.8 User unknown",
                              "550 User unknown (news@example.com)"})
        EXPECT_EQ(record(refusal(reply)).cause->list_action, list_action::none) << reply;
    for (const char* reply : {"550 5.1.1 <ann@example.net>: User unknown", "550 User unknown (from news@example.com to "
                                                                           "ann@example.net)"})
        EXPECT_EQ(record(refusal(reply)).cause->list_action, list_action::suppress) << reply;
}

TEST_F(recorder_test, the_field_completes_a_code_that_leaves_something_open)
{
    struct row {
        const char* reply;
        dsn::status_code field;
        dsn::status_code expected;
    };
    constexpr row rows[] = {
        {"550 5.0.0 User unknown", {5, 1, 1}, {5, 1, 1}}, {"550 5.1.0 User unknown", {5, 1, 1}, {5, 1, 1}},
        {"550 5.1.0 User unknown", {5, 7, 1}, {5, 1, 0}}, {"550 5.1.1 User unknown", {5, 1, 0}, {5, 1, 1}},
        {"550 5.0.0 User unknown", {4, 4, 7}, {5, 0, 0}}, {"550 User unknown", {5, 1, 1}, {5, 1, 1}},
    };
    for (const row& c : rows) {
        dsn::recipient_report r = refusal(c.reply);
        r.status = c.field;
        EXPECT_EQ(record(r).status, c.expected) << c.reply;
    }
}

TEST_F(recorder_test, a_forged_notice_suppresses_nothing)
{
    context.sending_domains = {"example.com"};
    report.original.present = true;
    report.original.from = "news@Example.com";
    const event::record ours = record(refusal("550 5.1.1 User unknown"));
    EXPECT_EQ(ours.authentic, true);
    EXPECT_EQ(ours.authentic_by, "sending_domains");
    EXPECT_EQ(ours.cause->list_action, list_action::suppress);

    report.original.from = "news@example.org";
    const event::record forged = record(refusal("550 5.1.1 User unknown"));
    EXPECT_EQ(forged.authentic, false);
    EXPECT_EQ(forged.cause->list_action, list_action::none);
    EXPECT_EQ(forged.cause->reason, "user_unknown");
}

TEST_F(recorder_test, nothing_is_said_of_authenticity_where_nothing_can_be_checked)
{
    context.sending_domains = {"example.com"};
    EXPECT_EQ(record(refusal("550 5.1.1 User unknown")).authentic, std::nullopt);
    context.sending_domains.clear();
    report.original.present = true;
    report.original.from = "news@example.org";
    EXPECT_EQ(record(refusal("550 5.1.1 User unknown")).authentic, std::nullopt);
}

TEST_F(recorder_test, the_reply_tells_the_status_and_the_field_only_where_it_does_not)
{
    dsn::recipient_report recipient = refusal("550 5.1.6 He moved");
    recipient.status = dsn::status_code{5, 0, 0};
    EXPECT_EQ(record(recipient).status, (dsn::status_code{5, 1, 6}));

    recipient = refusal("550 He moved");
    recipient.status = dsn::status_code{5, 1, 6};
    const event::record r = record(recipient);
    EXPECT_EQ(r.status, (dsn::status_code{5, 1, 6}));
    EXPECT_EQ(r.cause->rule, "all-moved");
}

TEST_F(recorder_test, the_innermost_cause_gives_status_and_code)
{
    const event::record r = record(refusal("550 5.4.300 Message expired -> 451 4.1.6 He moved"));
    EXPECT_EQ(r.status, (dsn::status_code{4, 1, 6}));
    EXPECT_EQ(r.smtp_code, 451);
    EXPECT_TRUE(r.expired);
}

TEST_F(recorder_test, a_reply_may_say_what_spf_gave)
{
    report.original.present = true;
    report.original.received_spf = {"Pass (mx.example.net: ok)"};
    EXPECT_EQ(record(refusal("550 5.1.1 User unknown")).auth.spf, "pass");
    EXPECT_EQ(record(refusal("550 5.7.23 SPF fail for example.com")).auth.spf, "fail");
}

TEST_F(recorder_test, the_diagnostic_is_bounded_at_a_character)
{
    const event::record r = record(refusal("550 " + std::string(2043, 'x') + "\xC3\xA9 and more"));
    EXPECT_EQ(r.diagnostic, "550 " + std::string(2043, 'x'));
}

TEST_F(recorder_test, the_field_stands_in_for_a_reply_that_could_not_be_read)
{
    dsn::recipient_report recipient;
    recipient.action = dsn::action::failed;
    recipient.diagnostic = "unreadable words";
    EXPECT_EQ(record(recipient).diagnostic, "unreadable words");
}

TEST_F(recorder_test, the_relay_is_the_host_with_its_address)
{
    dsn::recipient_report recipient = refusal("550 no");
    EXPECT_EQ(record(recipient).relay, "mx.example.net");
    recipient.remote_ip = "2001:db8::25";
    EXPECT_EQ(record(recipient).relay, "mx.example.net[2001:db8::25]");
    EXPECT_EQ(record(recipient).remote_mta, "mx.example.net");
}

TEST_F(recorder_test, our_own_mta_that_asked_nobody_is_local)
{
    dsn::recipient_report recipient;
    recipient.action = dsn::action::failed;
    recipient.diagnostic_type = "x-postfix";
    recipient.status = dsn::status_code{5, 7, 1};
    report.reporting_mta = "OUT1.example.com";
    EXPECT_EQ(record(recipient).provider, "local");
    EXPECT_EQ(record(recipient).origin, event::origin::session);

    recipient.status = dsn::status_code{4, 4, 1}; // the network failed: nobody was reached
    EXPECT_EQ(record(recipient).provider, "none");

    report.reporting_mta = "mail.example.net";
    EXPECT_EQ(record(recipient).origin, event::origin::remote);
    recipient.status = dsn::status_code{5, 7, 1};
    EXPECT_NE(record(recipient).provider, "local");
}

TEST_F(recorder_test, the_sending_address_comes_from_the_reply_else_from_the_egress_that_wrote_the_notice)
{
    context.own_mtas.push_back("out3.example.com");
    context.egress = {{"192.0.2.3", "out3.example.com", "marketing"}, {"192.0.2.7", "", "orders"}};
    report.reporting_mta = "Out3.example.com";
    const event::record by_notice = record(refusal("550 5.1.1 User unknown"));
    EXPECT_EQ(by_notice.sending_ip, "192.0.2.3");
    EXPECT_EQ(by_notice.sending_ip_evidence, "egress");
    EXPECT_EQ(by_notice.pool, "marketing");

    const event::record by_reply = record(refusal("550 5.7.606 banned sending IP [192.0.2.7]"));
    EXPECT_EQ(by_reply.sending_ip, "192.0.2.7");
    EXPECT_EQ(by_reply.sending_ip_evidence, "reply");
    EXPECT_EQ(by_reply.pool, "orders");

    const event::record foreign = record(refusal("550 5.7.606 banned sending IP [198.51.100.1]"));
    EXPECT_EQ(foreign.sending_ip, "198.51.100.1");
    EXPECT_EQ(foreign.pool, "");

    report.reporting_mta = "mail.example.net"; // remote: its notice says nothing about our address
    EXPECT_EQ(record(refusal("550 5.1.1 User unknown")).sending_ip, "");
}

TEST_F(recorder_test, the_time_is_that_of_the_last_attempt_else_of_the_notice)
{
    report.date = at(500);
    report.arrival_date = at(100);
    dsn::recipient_report recipient = refusal("550 no");
    EXPECT_EQ(record(recipient).occurred_at, at(500));
    EXPECT_EQ(record(recipient).delay_seconds, 400.0);
    recipient.last_attempt = at(350);
    EXPECT_EQ(record(recipient).occurred_at, at(350));
    EXPECT_EQ(record(recipient).delay_seconds, 250.0);
    recipient.last_attempt = at(50); // a clock that runs behind
    EXPECT_EQ(record(recipient).delay_seconds, std::nullopt);
}

TEST_F(recorder_test, ids_depend_on_message_recipient_action_and_status)
{
    const event::record r = record(refusal("550 5.1.1 User unknown"));
    EXPECT_EQ(r.id, event::event_id("key", "ann@example.net", "failed", "5.1.1"));
    EXPECT_EQ(r.message_key, event::message_key("key", "ann@example.net"));
}

class return_path_test : public recorder_test {
protected:
    return_path_test()
    {
        const std::vector<std::string> patterns{R"(^b\+(?P<recipient>.+)@b\.example\.com$)"};
        context.return_paths = std::make_shared<const classify::return_path_patterns>(patterns);
    }

    recorder records() const { return {context, report, "key", rcpt_to}; }

    const std::vector<std::string> rcpt_to{"b+kim=Example.ORG@b.example.com"};
};

TEST_F(return_path_test, tells_the_original_recipient_where_the_notice_does_not)
{
    dsn::recipient_report recipient = refusal("550 5.1.1 User unknown");
    event::record r = records().record(recipient);
    EXPECT_EQ(r.recipient, "Ann@Example.NET") << "whom it was forwarded to";
    EXPECT_EQ(r.original_recipient, "kim@example.org");
    recipient.original_recipient = "lee@example.org";
    EXPECT_EQ(records().record(recipient).original_recipient, "lee@example.org");
}

TEST_F(return_path_test, tells_the_recipient_of_a_bounce_that_names_none)
{
    const event::record r = records().record_without_recipient();
    EXPECT_EQ(r.recipient, "kim@example.org");
    EXPECT_EQ(r.recipient_domain, "example.org");
    EXPECT_EQ(r.original_recipient, "kim@example.org");
    EXPECT_FALSE(r.action.has_value());
    EXPECT_FALSE(r.cause.has_value()) << "whom it is about says nothing of what happened";
    EXPECT_EQ(r.id, event::event_id("key", "kim@example.org", "", ""));
    EXPECT_EQ(r.message_key, event::message_key("key", "kim@example.org"));

    for (const auto kind : {dsn::kind::auto_reply, dsn::kind::complaint, dsn::kind::mdn, dsn::kind::other}) {
        report.kind = kind;
        EXPECT_EQ(records().record_without_recipient().recipient, "") << name(kind);
        EXPECT_EQ(records().record_without_recipient().original_recipient, "kim@example.org") << name(kind);
    }
}

TEST_F(return_path_test, tells_the_only_recipient_whose_address_is_missing)
{
    report.recipients = {refusal("550 5.1.1 User unknown")};
    report.recipients[0].recipient.clear();
    event::record r = records().record(report.recipients[0]);
    EXPECT_EQ(r.recipient, "kim@example.org");
    EXPECT_EQ(r.id, event::event_id("key", "kim@example.org", "failed", "5.1.1"));

    report.recipients.push_back(refusal("550 5.1.1 User unknown"));
    EXPECT_EQ(records().record(report.recipients[0]).recipient, "") << "it may be either";
}

TEST_F(return_path_test, knows_better_than_a_guess)
{
    report.recipients = {refusal("550 5.1.1 User unknown")};
    report.recipients[0].guessed = true;
    const event::record by_return_path = records().record(report.recipients[0]);
    EXPECT_EQ(by_return_path.recipient, "kim@example.org");
    EXPECT_EQ(by_return_path.cause->list_action, list_action::suppress);

    const event::record guessed = record(report.recipients[0]);
    EXPECT_EQ(guessed.recipient, "Ann@Example.NET");
    EXPECT_EQ(guessed.cause->list_action, list_action::none);
}

TEST_F(recorder_test, a_message_without_recipients_still_gives_a_record)
{
    report.kind = dsn::kind::auto_reply;
    report.date = at(9);
    report.defects.add(defect::boundary_missing);
    const event::record r = recorder(context, report, "key").record_without_recipient();
    EXPECT_EQ(r.kind, dsn::kind::auto_reply);
    EXPECT_EQ(r.host, "recoil.example.com");
    EXPECT_EQ(r.recipient, "");
    EXPECT_EQ(r.occurred_at, at(9));
    EXPECT_EQ(r.origin, std::nullopt);
    EXPECT_FALSE(r.action.has_value());
    EXPECT_FALSE(r.cause.has_value());
    EXPECT_EQ(r.defects, std::vector{defect::boundary_missing});
    EXPECT_EQ(r.id, event::event_id("key", "", "", ""));
}

TEST_F(recorder_test, who_complains_is_the_recipient_and_nothing_bounced)
{
    report.kind = dsn::kind::complaint;
    report.from = "feedback@a.mail.protection.outlook.com";
    report.complaint.emplace().type = "abuse";
    report.complaint->source_ip = "192.0.2.11";
    dsn::recipient_report complainant;
    complainant.recipient = "ann@example.net";
    const event::record r = record(complainant);
    EXPECT_EQ(r.kind, dsn::kind::complaint);
    EXPECT_EQ(r.recipient, "ann@example.net");
    EXPECT_EQ(r.recipient_domain, "example.net");
    EXPECT_FALSE(r.action.has_value());
    EXPECT_FALSE(r.cause.has_value());
    EXPECT_FALSE(r.origin.has_value());
    EXPECT_EQ(r.provider, "microsoft365");
    EXPECT_EQ(r.complaint.value().type, "abuse");
    EXPECT_EQ(r.id, event::event_id("key", "ann@example.net", "", ""));
    const event::record unnamed = recorder(context, report, "key").record_without_recipient();
    EXPECT_EQ(unnamed.recipient, "");
    EXPECT_EQ(unnamed.complaint.value().source_ip, "192.0.2.11");
}

class signed_return_path_test : public return_path_test {
protected:
    static constexpr std::chrono::sys_days today{std::chrono::days(20'779)};

    signed_return_path_test()
    {
        const std::vector<signing_key> keys{{"the key of all these tests"}};
        context.return_path_keys = std::make_shared<const return_path_keys>(keys, std::chrono::days(30));
    }

    event::record record(const std::string& recipient, const std::string& original_recipient) const
    {
        dsn::recipient_report said = refusal("550 5.1.1 User unknown");
        said.recipient = recipient;
        said.original_recipient = original_recipient;
        return recorder(context, report, "key", addressed_to, today).record(said);
    }

    const std::vector<std::string> addressed_to{
        test::sign("the key of all these tests", "b+kim=example.org@b.example.com", today)};
};

TEST_F(signed_return_path_test, suppresses_whom_it_names)
{
    const event::record r = record("kim@example.org", "");
    EXPECT_EQ(r.authentic, true);
    EXPECT_EQ(r.authentic_by, "signed_return_path");
    EXPECT_EQ(r.original_recipient, "kim@example.org");
    EXPECT_EQ(r.cause->list_action, list_action::suppress);
}

// Kim forwards his mail, or says so: he could name anybody.
TEST_F(signed_return_path_test, suppresses_nobody_where_mail_was_forwarded)
{
    for (const char* original : {"", "Kim@Example.org"}) {
        const event::record r = record("kim@mailbox.example", original);
        EXPECT_EQ(r.authentic, true);
        EXPECT_TRUE(ascii::iequals(r.original_recipient, "kim@example.org"));
        EXPECT_EQ(r.cause->list_action, list_action::none);
    }
}

// Kim could have written the notice.
TEST_F(signed_return_path_test, never_suppresses_anybody_else)
{
    const event::record r = record("lee@example.org", "lee@example.org");
    EXPECT_EQ(r.authentic, std::nullopt);
    EXPECT_EQ(r.authentic_by, "");
    EXPECT_EQ(r.cause->list_action, list_action::none);
    EXPECT_EQ(r.cause->reason, "user_unknown");
}

TEST_F(signed_return_path_test, the_original_recipient_is_the_signed_one_whatever_the_notice_says)
{
    const event::record r = record("kim@example.org", "lee@example.org");
    EXPECT_EQ(r.original_recipient, "kim@example.org");
    EXPECT_EQ(r.authentic, true);
    EXPECT_EQ(r.cause->list_action, list_action::suppress);
}

// The domain of the returned message, which everybody knows, proves too little once all our mail is signed.
TEST_F(signed_return_path_test, a_bounce_to_another_address_suppresses_nobody_once_all_mail_is_signed)
{
    context.sending_domains = {"example.com"};
    report.original.present = true;
    report.original.from = "news@example.com";
    dsn::recipient_report said = refusal("550 5.1.1 User unknown");
    said.recipient = "kim@example.org";
    const std::vector<std::string> plain{"bounces@b.example.com"};
    const event::record late = recorder(context, report, "key", plain, today).record(said);
    EXPECT_EQ(late.authentic, true);
    EXPECT_EQ(late.cause->list_action, list_action::none);

    const std::vector<signing_key> young{{"the key of all these tests", today}};
    context.return_path_keys = std::make_shared<const return_path_keys>(young, std::chrono::days(30));
    const event::record early = recorder(context, report, "key", plain, today).record(said);
    EXPECT_EQ(early.cause->list_action, list_action::suppress) << "what was sent before may still bounce";
}

TEST_F(signed_return_path_test, is_old_by_the_time_that_is_passed_in)
{
    const dsn::recipient_report said = refusal("550 5.1.1 User unknown");
    const event::record r = recorder(context, report, "key", addressed_to, today + std::chrono::days(99)).record(said);
    EXPECT_EQ(r.authentic, false);
    EXPECT_EQ(r.cause->list_action, list_action::none);
}

TEST_F(signed_return_path_test, a_bounce_that_names_nobody_is_about_whom_it_names)
{
    const event::record r = recorder(context, report, "key", addressed_to, today).record_without_recipient();
    EXPECT_EQ(r.recipient, "kim@example.org");
    EXPECT_EQ(r.authentic, true);
}

} // namespace

} // namespace recoil::pipeline
