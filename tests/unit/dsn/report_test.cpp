#include "dsn/report.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string_view>

namespace recoil::dsn {
namespace {

TEST(report, kinds_have_the_names_of_the_event)
{
    EXPECT_EQ(name(kind::dsn), "dsn");
    EXPECT_EQ(name(kind::nonstandard_bounce), "nonstandard_bounce");
    EXPECT_EQ(name(kind::complaint), "complaint");
    EXPECT_EQ(name(kind::auto_reply), "auto_reply");
    EXPECT_EQ(name(kind::mdn), "mdn");
    EXPECT_EQ(name(kind::other), "other");
}

TEST(report, actions_are_read_as_they_are_named)
{
    for (const action a : {action::failed, action::delayed, action::delivered, action::relayed, action::expanded})
        EXPECT_EQ(parse_action(name(a)), a);
}

TEST(report, stages_are_read_as_they_are_named)
{
    std::set<std::string_view> names;
    for (const stage s : {stage::connect, stage::helo, stage::mail, stage::rcpt, stage::data, stage::eod}) {
        EXPECT_EQ(parse_stage(name(s)), s);
        names.insert(name(s));
    }
    EXPECT_EQ(names.size(), 6u);
    EXPECT_EQ(parse_stage(" RCPT "), stage::rcpt);
    EXPECT_EQ(parse_stage("rcpt to"), std::nullopt);
    EXPECT_EQ(parse_stage(""), std::nullopt);
}

TEST(report, an_action_may_have_any_case_and_more_behind_it)
{
    EXPECT_EQ(parse_action("Failed"), action::failed);
    EXPECT_EQ(parse_action(" FAILED (bad address)"), action::failed);
    EXPECT_EQ(parse_action("delayed; will retry"), action::delayed);
    EXPECT_EQ(parse_action("relayed."), action::relayed);
}

TEST(report, some_words_beside_the_standard_mean_failure)
{
    EXPECT_EQ(parse_action("failure"), action::failed);
    EXPECT_EQ(parse_action("error"), action::failed);
    EXPECT_EQ(parse_action("Expired"), action::failed);
    EXPECT_EQ(parse_action("fail"), action::failed);
    EXPECT_EQ(parse_action("Bounced"), action::failed);
    EXPECT_EQ(parse_action("rejected by policy"), action::failed);
}

TEST(report, some_mean_delay)
{
    EXPECT_EQ(parse_action("delay"), action::delayed);
    EXPECT_EQ(parse_action("deferred (host down)"), action::delayed);
}

TEST(report, what_is_no_delivery_is_no_action)
{
    for (const std::string_view word : {"", "deliverable", "undeliverable", "failedx", "bounce", "x failed", "5"})
        EXPECT_EQ(parse_action(word), std::nullopt) << word;
}

TEST(report, an_action_s_name_is_exact)
{
    EXPECT_EQ(action_named("failed"), action::failed);
    EXPECT_EQ(action_named("bounced"), std::nullopt);
    EXPECT_EQ(action_named("failed (no such user)"), std::nullopt);
}

} // namespace
} // namespace recoil::dsn
