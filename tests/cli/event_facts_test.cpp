#include "daemon/cli/event_facts.hpp"

#include "cli/event_object.hpp"

#include <gtest/gtest.h>

namespace recoil::cli {

namespace {

namespace json = boost::json;

bool counts(const json::object& event)
{
    return event_facts(event).counts();
}

std::string time_of(const json::object& event)
{
    const event_facts facts(event);
    return facts.time ? format_rfc3339(*facts.time) : "none";
}

TEST(event_facts, reads_the_fields)
{
    const json::object event = ban_with({{"id", "1f"}});
    const event_facts facts(event);
    EXPECT_EQ(facts.id, "1f");
    EXPECT_EQ(facts.source, "lmtp");
    EXPECT_EQ(facts.kind, "dsn");
    EXPECT_EQ(facts.category, "banned_ip");
    EXPECT_EQ(facts.reason, "ip_banned");
    EXPECT_EQ(facts.provider, "microsoft365");
    EXPECT_EQ(facts.recipient_domain, "example.net");
    EXPECT_EQ(facts.stream, "news");
    EXPECT_EQ(facts.status, "5.7.606");
    EXPECT_EQ(facts.sending_ip, "192.0.2.1");
    EXPECT_EQ(facts.delist_url, "https://sender.office.com");
    EXPECT_TRUE(facts.failed());
    EXPECT_FALSE(facts.delayed());
    EXPECT_TRUE(facts.banned());
    EXPECT_FALSE(facts.suppress);
}

TEST(event_facts, what_is_absent_null_or_of_another_type_says_nothing)
{
    for (const json::value& odd : {json::value(nullptr), json::value(7), json::value(json::array{"failed"})}) {
        const json::object event = event_with({{"action", odd}, {"category", odd}, {"counted", odd}, {"time", odd}});
        const event_facts facts(event);
        EXPECT_EQ(facts.action, "");
        EXPECT_FALSE(facts.failed() || facts.delayed() || facts.banned() || facts.counted);
        EXPECT_FALSE(facts.time);
    }
    EXPECT_EQ(event_facts(json::object{}).provider, "");
}

TEST(event_facts, only_bans_of_us_are_bans)
{
    EXPECT_TRUE(event_facts(ban_with({{"category", "banned_sender"}})).banned());
    EXPECT_FALSE(event_facts(event_with()).banned());
}

TEST(event_facts, what_the_metrics_count)
{
    EXPECT_TRUE(counts(event_with()));
    EXPECT_TRUE(counts(event_with({{"action", "delayed"}})));
    EXPECT_FALSE(counts(event_with({{"counted", false}})));
    EXPECT_FALSE(counts(event_with({{"duplicate", true}})));
    EXPECT_FALSE(counts(event_with({{"late", true}})));
    EXPECT_FALSE(counts(event_with({{"authentic", false}})));
    EXPECT_TRUE(counts(event_with({{"authentic", true}})));
    EXPECT_TRUE(counts(event_with({{"authentic", nullptr}})));
}

TEST(event_facts, a_delivery_and_what_the_command_line_made_need_not_be_counted)
{
    EXPECT_TRUE(counts(event_with({{"action", "delivered"}, {"counted", false}})));
    EXPECT_TRUE(counts(event_with({{"source", "cli"}, {"counted", false}})));
    EXPECT_FALSE(counts(event_with({{"source", "cli"}, {"counted", false}, {"duplicate", true}})));
}

TEST(event_facts, the_time_is_ours)
{
    const json::value long_ago("2001-01-01T00:00:00.000Z");
    EXPECT_EQ(time_of(event_with()), "2026-11-21T08:00:00.000Z");
    EXPECT_EQ(time_of(event_with({{"occurred_at", long_ago}})), "2026-11-21T08:00:00.000Z");
    EXPECT_EQ(time_of(event_with({{"occurred_at", long_ago}, {"source", "postfix_log"}})), "2001-01-01T00:00:00.000Z");
    EXPECT_EQ(time_of(event_with({{"occurred_at", long_ago}, {"source", "cli"}})), "2001-01-01T00:00:00.000Z");
    EXPECT_EQ(time_of(event_with({{"occurred_at", "2030-01-01T00:00:00.000Z"}, {"source", "cli"}})),
              "2026-11-21T08:00:00.000Z");
    EXPECT_EQ(time_of(event_with({{"time", "9999-01-01T00:00:00.000Z"}})), "none");
}

} // namespace

} // namespace recoil::cli
