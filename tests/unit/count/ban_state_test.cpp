#include "count/ban_state.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace recoil::count {
namespace {

using namespace std::chrono_literals;

const time_point start{1'795'248'000s}; // 2026-11-21T08:00:00Z
const ban by_microsoft{"microsoft365", "192.0.2.3", "banned_ip", "ip_banned"};

class bans : public testing::Test {
protected:
    ban_status at(time_point now, const ban& of = by_microsoft) const
    {
        const auto all = state_.list(now);
        const auto found = std::ranges::find(all, of, &ban_status::ban);
        EXPECT_NE(found, all.end()) << of.provider << ' ' << of.reason;
        return found == all.end() ? ban_status{} : *found;
    }

    ban_state state_;
};

TEST_F(bans, nothing_is_banned_before_a_refusal)
{
    state_.delivered("microsoft365", "192.0.2.3", start);
    EXPECT_TRUE(state_.list(start).empty());
}

TEST_F(bans, one_stands_from_its_first_refusal)
{
    state_.refused(by_microsoft, start);
    state_.refused(by_microsoft, start + 10min);
    const auto now = at(start + 11min);
    EXPECT_TRUE(now.active);
    EXPECT_EQ(now.since, start);
    EXPECT_EQ(now.last_seen, start + 10min);
    EXPECT_EQ(state_.list(start).size(), 1u);
}

TEST_F(bans, one_ends_six_hours_after_its_last_refusal)
{
    state_.refused(by_microsoft, start);
    state_.refused(by_microsoft, start + 5h);
    EXPECT_TRUE(at(start + 11h - 1ms).active);
    EXPECT_FALSE(at(start + 11h).active);
    EXPECT_EQ(at(start + 72h).last_seen, start + 5h) << "when it was last seen stays known";
}

TEST_F(bans, one_that_comes_again_after_six_hours_is_new)
{
    state_.refused(by_microsoft, start);
    state_.refused(by_microsoft, start + 6h);
    EXPECT_TRUE(at(start + 6h).active);
    EXPECT_EQ(at(start + 6h).since, start + 6h);
    state_.refused(by_microsoft, start + 12h - 1ms);
    EXPECT_EQ(at(start + 12h).since, start + 6h) << "less than six hours: still the same";
}

TEST_F(bans, a_delivery_from_the_address_ends_it)
{
    state_.refused(by_microsoft, start);
    state_.delivered("microsoft365", "192.0.2.3", start + 1min);
    EXPECT_FALSE(at(start + 1min).active);
    state_.refused(by_microsoft, start + 2min);
    EXPECT_TRUE(at(start + 2min).active);
    EXPECT_EQ(at(start + 2min).since, start + 2min) << "it came again";
}

TEST_F(bans, a_delivery_ends_all_reasons_of_that_address_and_provider_alone)
{
    auto listed = by_microsoft;
    listed.reason = "ip_blocklisted";
    auto neighbour = by_microsoft;
    neighbour.sending_ip = "192.0.2.4";
    auto yahoo = by_microsoft;
    yahoo.provider = "yahoo";
    for (const ban& of : {by_microsoft, listed, neighbour, yahoo})
        state_.refused(of, start);
    state_.delivered("microsoft365", "192.0.2.3", start + 1s);
    EXPECT_FALSE(at(start + 1s).active);
    EXPECT_FALSE(at(start + 1s, listed).active);
    EXPECT_TRUE(at(start + 1s, neighbour).active);
    EXPECT_TRUE(at(start + 1s, yahoo).active);
}

TEST_F(bans, a_delivery_says_nothing_of_a_banned_sender)
{
    auto tenant = by_microsoft;
    tenant.category = "banned_sender";
    tenant.reason = "tenant_banned";
    state_.refused(tenant, start);
    state_.delivered("microsoft365", "192.0.2.3", start + 1min);
    EXPECT_TRUE(at(start + 1min, tenant).active);
    EXPECT_FALSE(at(start + 6h, tenant).active) << "it ends by itself";
}

TEST_F(bans, a_label_that_names_many_is_never_known_to_be_free_again)
{
    for (const auto* address : {"foreign", "unknown", "overflow"}) {
        auto of = by_microsoft;
        of.sending_ip = address;
        state_.refused(of, start);
        state_.delivered("microsoft365", address, start + 1min);
        EXPECT_TRUE(at(start + 1min, of).active) << address;
    }
    for (const auto* provider : {"other", "none", "local", "overflow"}) {
        auto of = by_microsoft;
        of.provider = provider;
        state_.refused(of, start);
        state_.delivered(provider, "192.0.2.3", start + 1min);
        EXPECT_TRUE(at(start + 1min, of).active) << provider;
    }
}

TEST_F(bans, a_late_refusal_changes_nothing)
{
    state_.refused(by_microsoft, start);
    state_.refused(by_microsoft, start - 1h);
    EXPECT_EQ(at(start).last_seen, start);
    EXPECT_EQ(at(start).since, start);
    state_.delivered("microsoft365", "192.0.2.3", start + 1h);
    state_.refused(by_microsoft, start - 1min);
    EXPECT_FALSE(at(start + 1h).active);
}

TEST_F(bans, a_refusal_from_before_the_delivery_is_seen_and_brings_nothing_back)
{
    state_.refused(by_microsoft, start);
    state_.delivered("microsoft365", "192.0.2.3", start + 1h);
    state_.refused(by_microsoft, start + 30min);
    EXPECT_FALSE(at(start + 1h).active);
    EXPECT_EQ(at(start + 1h).last_seen, start + 30min);
    EXPECT_EQ(at(start + 1h).since, start);
}

TEST_F(bans, a_late_delivery_ends_nothing)
{
    state_.refused(by_microsoft, start);
    state_.delivered("microsoft365", "192.0.2.3", start - 1s);
    EXPECT_TRUE(at(start).active);
    EXPECT_EQ(at(start).since, start);
    state_.delivered("microsoft365", "192.0.2.3", start + 2s);
    state_.delivered("microsoft365", "192.0.2.3", start - 1s);
    EXPECT_FALSE(at(start + 2s).active) << "the newest delivery counts";
}

TEST_F(bans, within_one_second_of_the_log_the_ban_stands)
{
    state_.refused(by_microsoft, start);
    state_.delivered("microsoft365", "192.0.2.3", start);
    EXPECT_TRUE(at(start).active);
    state_.delivered("microsoft365", "192.0.2.3", start + 1s);
    EXPECT_FALSE(at(start + 1s).active);
    state_.refused(by_microsoft, start + 1s);
    EXPECT_TRUE(at(start + 1s).active);
    EXPECT_EQ(at(start + 1s).since, start + 1s);
}

TEST_F(bans, a_clock_that_steps_back_ends_none)
{
    state_.refused(by_microsoft, start + 24h);
    EXPECT_TRUE(at(start).active);
    state_.refused(by_microsoft, start);
    EXPECT_EQ(at(start).last_seen, start + 24h);
}

TEST_F(bans, are_listed_in_order_and_once_each)
{
    for (int round = 0; round < 3; ++round) {
        for (const auto* provider : {"yahoo", "gmail", "microsoft365"})
            state_.refused({provider, "192.0.2.3", "banned_ip", "ip_banned"}, start + round * 1min);
    }
    const auto all = state_.list(start);
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].ban.provider, "gmail");
    EXPECT_EQ(all[1].ban.provider, "microsoft365");
    EXPECT_EQ(all[2].ban.provider, "yahoo");
}

TEST_F(bans, one_that_stood_before_a_restart_goes_on)
{
    state_.restore({by_microsoft, start, start + 1h});
    EXPECT_TRUE(at(start + 2h).active);
    EXPECT_FALSE(at(start + 7h).active);
    state_.refused(by_microsoft, start + 3h);
    EXPECT_EQ(at(start + 4h).since, start);
    state_.delivered("microsoft365", "192.0.2.3", start + 5h);
    EXPECT_FALSE(at(start + 5h).active);
}

TEST_F(bans, one_that_had_ended_before_a_restart_stays_ended)
{
    state_.refused(by_microsoft, start);
    state_.delivered("microsoft365", "192.0.2.3", start + 1h);
    ban_state after;
    after.restore(at(start + 1h));
    after.refused(by_microsoft, start + 30min);
    EXPECT_FALSE(after.list(start + 2h).at(0).active) << "a late report";
    after.refused(by_microsoft, start + 90min);
    EXPECT_TRUE(after.list(start + 2h).at(0).active);
    EXPECT_EQ(after.list(start + 2h).at(0).since, start + 90min);
}

TEST_F(bans, what_is_known_is_newer_than_what_is_restored)
{
    state_.refused(by_microsoft, start + 2h);
    state_.restore({by_microsoft, start, start + 1h});
    EXPECT_EQ(at(start + 2h).since, start + 2h);
    EXPECT_EQ(at(start + 2h).last_seen, start + 2h);
}

} // namespace
} // namespace recoil::count
