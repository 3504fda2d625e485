#include "daemon/cli/event_statistics.hpp"

#include "cli/event_object.hpp"

#include <gtest/gtest.h>

namespace recoil::cli {

namespace {

namespace json = boost::json;

class statistics : public ::testing::Test {
protected:
    void add(const json::object& event) { all.add(event_facts(event)); }
    void add(event_statistics& to, const json::object& event) { to.add(event_facts(event)); }

    static const group_row* row(const event_statistics& of, const std::string& name)
    {
        for (const auto* entry : of.groups().front().rows.sorted())
            if (entry->first == name)
                return &entry->second;
        return nullptr;
    }

    event_statistics all{{grouping::provider, grouping::stream}, false};
};

TEST_F(statistics, counts_outcomes)
{
    add(event_with());
    add(ban_with());
    add(event_with({{"action", "delayed"}, {"suppress", false}}));
    add(event_with({{"action", "delivered"}}));
    add(event_with({{"action", nullptr}, {"kind", "complaint"}}));
    add(event_with({{"action", nullptr}, {"kind", "auto_reply"}}));
    EXPECT_EQ(all.failed, 2U);
    EXPECT_EQ(all.deferred, 1U);
    EXPECT_EQ(all.delivered, 1U);
    EXPECT_EQ(all.complaints, 1U);
    EXPECT_EQ(all.suppressible, 1U);
}

TEST_F(statistics, groups_hold_what_failed_and_what_was_deferred)
{
    add(event_with());
    add(event_with());
    add(event_with({{"action", "delayed"}}));
    add(event_with({{"action", "delivered"}}));
    add(ban_with({{"stream", nullptr}}));
    ASSERT_NE(row(all, "gmail"), nullptr);
    EXPECT_EQ(row(all, "gmail")->count, 3U);
    EXPECT_EQ(row(all, "gmail")->failed, 2U);
    EXPECT_EQ(row(all, "gmail")->deferred(), 1U);
    ASSERT_NE(row(all, "microsoft365"), nullptr);
    EXPECT_EQ(all.groups()[1].by, grouping::stream);
    EXPECT_EQ(all.groups()[1].rows.sorted().size(), 1U); // none for "no stream"
}

TEST_F(statistics, what_is_left_out_is_told)
{
    add(event_with({{"duplicate", true}}));
    add(event_with({{"authentic", false}}));
    add(event_with({{"late", true}}));
    add(event_with({{"counted", false}}));
    add(event_with({{"id", "a"}}));
    add(event_with({{"id", "a"}}));
    EXPECT_EQ(all.failed, 1U);
    EXPECT_EQ(all.left_out.duplicates, 2U);
    EXPECT_EQ(all.left_out.forged, 1U);
    EXPECT_EQ(all.left_out.late, 1U);
    EXPECT_EQ(all.left_out.told_twice, 1U);
}

TEST_F(statistics, all_leaves_nothing_out)
{
    event_statistics everything({}, true);
    for (int i = 0; i < 2; ++i)
        add(everything, event_with({{"id", "a"}, {"authentic", false}, {"duplicate", true}, {"counted", false}}));
    EXPECT_EQ(everything.failed, 2U);
    EXPECT_EQ(everything.left_out.forged + everything.left_out.duplicates, 0U);
}

TEST_F(statistics, an_event_that_was_left_out_does_not_hide_a_later_one)
{
    add(event_with({{"id", "a"}, {"duplicate", true}})); // a newer file is read first
    add(event_with({{"id", "a"}, {"authentic", false}}));
    add(event_with({{"id", "a"}, {"counted", false}}));
    add(event_with({{"id", "a"}}));
    EXPECT_EQ(all.failed, 1U);
}

TEST_F(statistics, the_span_is_that_of_what_counts)
{
    add(event_with({{"time", "2026-11-21T09:00:00.000Z"}}));
    add(event_with({{"time", "2026-11-21T07:00:00.000Z"}}));
    add(event_with({{"time", "2020-01-01T00:00:00.000Z"}, {"duplicate", true}}));
    add(event_with({{"time", "soon"}}));
    ASSERT_TRUE(all.first && all.last);
    EXPECT_EQ(format_rfc3339(*all.first), "2026-11-21T07:00:00.000Z");
    EXPECT_EQ(format_rfc3339(*all.last), "2026-11-21T09:00:00.000Z");
    EXPECT_EQ(all.failed, 3U);
}

TEST_F(statistics, bans_by_provider_address_and_reason_the_last_one_first)
{
    add(ban_with({{"time", "2026-11-21T09:00:00.000Z"}}));
    add(ban_with({{"time", "2026-11-21T07:00:00.000Z"}, {"delist_url", nullptr}}));
    add(ban_with({{"sending_ip", "192.0.2.2"}}));
    add(ban_with({{"provider", "gmx"}, {"time", "2026-11-21T10:00:00.000Z"}}));
    add(event_with());
    const auto bans = all.bans();
    ASSERT_EQ(bans.size(), 3U);
    EXPECT_EQ(bans[0]->provider, "gmx");
    EXPECT_EQ(bans[1]->sending_ip, "192.0.2.1");
    EXPECT_EQ(bans[1]->count, 2U);
    EXPECT_EQ(format_rfc3339(*bans[1]->since), "2026-11-21T07:00:00.000Z");
    EXPECT_EQ(format_rfc3339(*bans[1]->last), "2026-11-21T09:00:00.000Z");
    EXPECT_EQ(bans[1]->delist_url, "https://sender.office.com");
    EXPECT_EQ(bans[2]->sending_ip, "192.0.2.2");
}

TEST_F(statistics, a_ban_is_ours_where_our_mta_was_refused_or_the_address_is_of_egress)
{
    add(ban_with(
        {{"origin", "remote"}, {"sending_ip", nullptr}, {"time", "2026-11-21T11:00:00.000Z"}})); // a stranger's
    add(ban_with({{"sending_ip", nullptr}}));
    add(ban_with({{"origin", "remote"}, {"sending_ip", "192.0.2.8"}, {"pool", "news"}}));
    add(ban_with({{"origin", "remote"}, {"sending_ip", "192.0.2.9"}}));
    add(ban_with({{"sending_ip", "192.0.2.9"}}));
    const auto bans = all.bans();
    ASSERT_EQ(bans.size(), 4U);
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(bans[i]->ours) << bans[i]->sending_ip;
    EXPECT_EQ(bans[0]->sending_ip, "192.0.2.9");
    EXPECT_EQ(bans[0]->count, 2U);
    EXPECT_FALSE(bans[3]->ours) << "and it comes last, though it is the newest";
    EXPECT_EQ(bans[3]->sending_ip, "");
}

TEST_F(statistics, a_forged_ban_is_none)
{
    add(ban_with({{"authentic", false}}));
    EXPECT_TRUE(all.bans().empty());
}

TEST_F(statistics, groups_and_bans_are_bounded)
{
    event_statistics by_domain({grouping::domain}, false);
    const std::uint64_t many = 2 * event_statistics::most_groups;
    for (std::uint64_t i = 0; i < many; ++i) {
        const std::string number = std::to_string(i);
        add(by_domain, ban_with({{"recipient_domain", json::value(number)}, {"sending_ip", json::value(number)}}));
    }
    const auto& rows = by_domain.groups().front().rows;
    EXPECT_LE(rows.sorted().size(), event_statistics::most_groups);
    EXPECT_LE(by_domain.bans().size(), event_statistics::most_bans);
    std::uint64_t sum = rows.given_up();
    for (const auto* entry : rows.sorted())
        sum += entry->second.count;
    EXPECT_EQ(sum, many);
    EXPECT_EQ(by_domain.failed, many);
}

} // namespace

} // namespace recoil::cli
