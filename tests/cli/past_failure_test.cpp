#include "daemon/cli/past_failure.hpp"

#include "pipeline/recorder.hpp"
#include "support/rule_maker.hpp"

#include "event/json.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <string>

namespace recoil::cli {

namespace {

namespace json = boost::json;

json::object parsed(std::string_view text)
{
    return json::parse(text).as_object();
}

std::shared_ptr<const classify::classifier> rules()
{
    return test::build({test::make_pack("words", "",
                                        {test::rule("dead", "text: ['no such user'], reason: user_unknown"),
                                         test::rule("full", "text: [quota], reason: mailbox_full"),
                                         test::rule("code", "status: 5.1.1, reason: user_unknown"),
                                         test::rule("at-rcpt", "smtp_code: 550, stage: rcpt, reason: policy"),
                                         test::rule("late", "smtp_code: 450, action: delayed, reason: greylisted"),
                                         test::rule("bare", "smtp_code: 500-599, reason: unknown")}),
                        test::make_pack("gmx", "{name: gmx, hosts: ['*.gmx.net']}",
                                        {test::rule("gmx-ban", "text: ['go away'], reason: ip_banned")})});
}

outcome asked(std::string_view event)
{
    const auto failure = past_failure_of(parsed(event));
    EXPECT_TRUE(failure.has_value());
    return judge(rules()).of(*failure);
}

TEST(past_failure, OnlyOfFailedAndDelayedRecipients)
{
    for (const char* action : {"delivered", "relayed", "expanded", "", "mystery"})
        EXPECT_FALSE(past_failure_of(parsed(R"({"action":")" + std::string(action) + R"("})")).has_value()) << action;
    EXPECT_FALSE(past_failure_of(parsed("{}")).has_value());
    EXPECT_FALSE(past_failure_of(parsed(R"({"action":null})")).has_value());
    EXPECT_TRUE(past_failure_of(parsed(R"({"action":"failed"})")).has_value());
    EXPECT_TRUE(past_failure_of(parsed(R"({"action":"delayed"})")).has_value());
}

TEST(past_failure, TheReplyDecides)
{
    const outcome o = asked(R"({"action":"failed","diagnostic":"550 5.1.1 no such user","status":"5.1.1"})");
    EXPECT_EQ(o.rule, "dead");
    EXPECT_EQ(o.category, "bad_address");
    EXPECT_EQ(o.reason, "user_unknown");
    EXPECT_EQ(o.evidence, "generic_text");
    EXPECT_EQ(o.list_action, "suppress");
    EXPECT_TRUE(o.suppresses());
    EXPECT_EQ(o.provider, "other");
}

TEST(past_failure, WhereTheReplyHasNoCodeTheFieldsCount)
{
    EXPECT_EQ(asked(R"({"action":"failed","diagnostic":"sorry","status":"5.1.1"})").rule, "code");
    EXPECT_EQ(asked(R"({"action":"failed","status":"5.1.1","smtp_code":550})").rule, "code");
    EXPECT_EQ(asked(R"({"action":"failed","smtp_code":550})").rule, "bare");
    EXPECT_EQ(asked(R"({"action":"failed","smtp_code":"550"})").rule, "");
    EXPECT_EQ(asked(R"({"action":"failed","smtp_code":250})").rule, "");
    EXPECT_EQ(asked(R"({"action":"failed","smtp_code":-1})").category, "unknown");
}

TEST(past_failure, StageActionAndHostsAreConditionsAsTheyWere)
{
    EXPECT_EQ(asked(R"({"action":"failed","diagnostic":"550 x","stage":"rcpt"})").rule, "at-rcpt");
    EXPECT_EQ(asked(R"({"action":"failed","diagnostic":"550 x","stage":"data"})").rule, "bare");
    EXPECT_EQ(asked(R"({"action":"delayed","diagnostic":"450 x"})").rule, "late");
    EXPECT_EQ(asked(R"({"action":"failed","diagnostic":"450 x"})").rule, "");
    const outcome ban = asked(R"({"action":"failed","diagnostic":"550 go away","remote_mta":"mx01.gmx.net"})");
    EXPECT_EQ(ban.rule, "gmx-ban");
    EXPECT_EQ(ban.provider, "gmx");
    EXPECT_EQ(asked(R"({"action":"failed","diagnostic":"550 go away","reporting_mta":"mail.gmx.net"})").rule,
              "gmx-ban");
    EXPECT_EQ(asked(R"({"action":"failed","diagnostic":"550 go away","remote_mta":"mx.example.net"})").rule, "bare");
}

TEST(past_failure, OurOwnRefusalStaysOurs)
{
    constexpr std::string_view event = R"({"action":"failed","origin":"session","provider":"local","status":"5.1.1",
                                           "reporting_mta":"out1.example.com","diagnostic":"no such user"})";
    EXPECT_EQ(asked(event).provider, "local");
    std::string remote(event);
    remote.replace(remote.find("local"), 5, "other");
    EXPECT_NE(asked(remote).provider, "local");
}

// What keeps an address from being suppressed beside the rules: each of these is `base` with one more field.
TEST(past_failure, DoubtsOfThenAreDoubtsNow)
{
    const std::string base = R"({"action":"failed","diagnostic":"550 5.1.1 no such user","recipient":"a@example.net")";
    EXPECT_TRUE(asked(base + "}").suppresses());
    for (const char* doubt :
         {R"("authentic":false)", R"("expired":true)", R"("stage":"mail")", R"("stage":"connect")",
          R"("defects":["recipient_guessed"])", R"("defects":["charset_unknown","message_truncated"])"})
        EXPECT_FALSE(asked(base + "," + doubt + "}").suppresses()) << doubt;
    for (const char* none : {R"("authentic":true)", R"("authentic":null)", R"("expired":false)", R"("stage":"rcpt")",
                             R"("defects":["charset_unknown"])", R"("defects":"message_truncated")"})
        EXPECT_TRUE(asked(base + "," + none + "}").suppresses()) << none;
}

TEST(past_failure, ADefectThatDidNotConcernTheRecipientIsNoDoubt)
{
    EXPECT_TRUE(asked(R"({"action":"failed","diagnostic":"550 5.1.1 no such user","recipient":"a@example.net",
                          "list_action":"suppress","defects":["message_truncated"]})")
                    .suppresses());
}

TEST(past_failure, TheSendersOwnAddressIsNoDeadRecipient)
{
    const std::string base = R"({"action":"failed","recipient":"kim@example.net",
                                 "diagnostic":"550 5.1.1 no such user: news@example.com",)";
    EXPECT_FALSE(asked(base + R"("sender":"news@example.com"})").suppresses());
    EXPECT_FALSE(asked(base + R"("original":{"from":"news@example.com"}})").suppresses());
    EXPECT_TRUE(asked(base + R"("sender":"other@example.com"})").suppresses());
}

TEST(past_failure, WhatWasRecordedIsKeptAsItStands)
{
    const auto failure = past_failure_of(parsed(R"({"action":"failed","category":"unknown","reason":"unknown",
        "permanence":"unknown","scope":"session","fix_owner":"sender_admin","list_action":"none","provider":"gmx",
        "rule":"old","evidence":"reply_code"})"));
    const outcome& o = failure->recorded;
    EXPECT_EQ((std::vector{o.category, o.reason, o.permanence, o.scope, o.fix_owner, o.list_action, o.provider, o.rule,
                           o.evidence}),
              (std::vector<std::string>{"unknown", "unknown", "unknown", "session", "sender_admin", "none", "gmx",
                                        "old", "reply_code"}));
}

TEST(outcome, TheRuleAndItsEvidenceAreNoPartOfTheVerdict)
{
    const outcome a{"c", "r", "p", "s", "f", "l", "o", "rule", "text"};
    outcome b = a;
    b.rule = "other";
    b.evidence = "code";
    EXPECT_TRUE(a.same_verdict(b));
    for (auto member : {&outcome::category, &outcome::reason, &outcome::permanence, &outcome::scope,
                        &outcome::fix_owner, &outcome::list_action, &outcome::provider}) {
        b = a;
        b.*member = "x";
        EXPECT_FALSE(a.same_verdict(b));
    }
}

// What the daemon records is what the event, read back, gives with the same rules.
TEST(past_failure, ReadBackTheVerdictIsTheSame)
{
    pipeline::context context;
    context.classifier = rules();
    context.own_mtas = {"out1.example.com"};
    dsn::report report;
    report.kind = dsn::kind::dsn;
    report.reporting_mta = "out1.example.com";
    for (const char* reply : {"550 5.1.1 no such user", "552 5.2.2 quota", "550 what", "450 4.2.0 wait", "sorry", ""}) {
        for (const dsn::action action : {dsn::action::failed, dsn::action::delayed}) {
            dsn::recipient_report recipient;
            recipient.recipient = "kim@example.net";
            recipient.action = action;
            recipient.status = dsn::parse_status("5.1.1");
            recipient.answer = dsn::parse_reply(reply);
            const event::record record = pipeline::recorder(context, report, "key").record(recipient);
            std::string line;
            event::append_json(line, record);
            const auto failure = past_failure_of(parsed(line));
            ASSERT_TRUE(failure.has_value());
            EXPECT_TRUE(judge(context.classifier).of(*failure).same_verdict(failure->recorded)) << line;
            EXPECT_EQ(judge(context.classifier).of(*failure).rule, failure->recorded.rule) << line;
        }
    }
}

} // namespace

} // namespace recoil::cli
