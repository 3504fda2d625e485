#include "status/ban_list.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>

namespace recoil::status {
namespace {

using namespace std::chrono_literals;

constexpr time_point start{1'795'248'000'000ms};

count::ban_status standing(const std::string& provider, bool active = true, time_point last_seen = start)
{
    return {{provider, "192.0.2.3", "banned_ip", "ip_banned"}, start - 1h, last_seen, active};
}

class ban_list_test : public testing::Test {
protected:
    ban_list_test()
    {
        pack.name = "microsoft365";
        rule.id = "m365-banned-ip";
        rule.reason = classify::find_reason("ip_banned");
        rule.fix_owner = classify::fix_owner::provider;
        rule.advice = "Ask for its release.";
    }
    ban first(const ban_notes& notes)
    {
        pack.rules = {rule};
        const count::ban_status bans[] = {standing("microsoft365")};
        return list_bans(bans, notes, {&pack, 1}, remedies).at(0);
    }
    ban_notes noted() const
    {
        return {{standing("microsoft365").ban, {"microsoft365", "m365-banned-ip", "192.0.2.3", 7, {}}}};
    }
    classify::pack pack;
    classify::rule rule;
    std::vector<sink::sample> remedies;
};

TEST_F(ban_list_test, a_ban_gets_what_its_rule_knows)
{
    rule.delist_url = "https://sender.office.com";
    const ban b = first(noted());
    EXPECT_EQ(b.provider + " " + b.sending_ip + " " + b.category + " " + b.reason,
              "microsoft365 192.0.2.3 banned_ip ip_banned");
    EXPECT_TRUE(b.active);
    EXPECT_EQ(b.since, start - 1h);
    EXPECT_EQ(b.last_seen, start);
    EXPECT_EQ(b.refusals, 7u);
    EXPECT_EQ(b.address, "192.0.2.3");
    EXPECT_EQ(b.rule, "m365-banned-ip");
    EXPECT_EQ(b.fix_owner, "provider");
    EXPECT_EQ(b.delist_url, "https://sender.office.com");
    EXPECT_EQ(b.advice, "Ask for its release.");
}

TEST_F(ban_list_test, a_rule_that_is_gone_leaves_what_the_metrics_know)
{
    remedies = {{{"gmail", "ip_banned", "sender", "https://example.com/wrong"}, 1},
                {{"microsoft365", "ip_banned", "sender_admin", "https://sender.office.com"}, 1}};
    const ban b = first({{standing("microsoft365").ban, {"microsoft365", "gone", "", 1, {}}}});
    EXPECT_EQ(b.fix_owner, "sender_admin");
    EXPECT_EQ(b.delist_url, "https://sender.office.com");
    EXPECT_EQ(b.advice, "");
    EXPECT_EQ(b.rule, "gone");
}

TEST_F(ban_list_test, without_any_of_it_the_taxonomy_says_who_must_act)
{
    const ban b = first({});
    EXPECT_EQ(b.fix_owner, "sender_admin");
    EXPECT_EQ(b.refusals, 0u);
    EXPECT_EQ(b.delist_url, "");
}

TEST_F(ban_list_test, a_door_is_https)
{
    rule.delist_url = "http://sender.office.com";
    EXPECT_EQ(door_of(rule), "");
    rule.links = {"http://example.com", "javascript:alert(1)", "https://example.com/door", "https://example.com/other"};
    EXPECT_EQ(door_of(rule), "https://example.com/door") << "else the first link that is";
    rule.delist_url = "https://sender.office.com";
    EXPECT_EQ(door_of(rule), "https://sender.office.com");
    rule.delist_url = "";
    rule.links = {};
    remedies = {{{"microsoft365", "ip_banned", "sender_admin", "http://example.com"}, 1}};
    EXPECT_EQ(first(noted()).delist_url, "");
}

TEST_F(ban_list_test, a_ban_is_ours_by_its_address_or_by_a_session_of_ours)
{
    const auto ours = [](const std::string& label, std::optional<time_point> refused_us) {
        count::ban_status status = standing("gmail");
        status.ban.sending_ip = label;
        return list_bans({&status, 1}, {{status.ban, {"", "", "", 1, refused_us}}}, {}, {}).at(0).ours;
    };
    EXPECT_TRUE(ours("192.0.2.3", {})) << "one of egress";
    for (const char* label : {"foreign", "unknown", "overflow"}) {
        EXPECT_FALSE(ours(label, {})) << label << ": another system tells it";
        EXPECT_TRUE(ours(label, start)) << label;
        EXPECT_TRUE(ours(label, start - 5h)) << label;
        EXPECT_FALSE(ours(label, start - 6h)) << label << ": since then it is only others who are refused";
    }
    count::ban_status unknown = standing("gmail");
    unknown.ban.sending_ip = "foreign";
    EXPECT_FALSE(list_bans({&unknown, 1}, {}, {}, {}).at(0).ours) << "nothing is noted";
}

TEST_F(ban_list_test, of_those_that_stand_ours_come_first)
{
    count::ban_status bans[] = {standing("a"), standing("b", false), standing("c")};
    bans[0].ban.sending_ip = "foreign";
    const ban_notes notes{{bans[0].ban, {"", "", "", 99, {}}}};
    std::string order;
    for (const ban& b : list_bans(bans, notes, {}, {}))
        order += b.provider;
    EXPECT_EQ(order, "cab");
}

TEST_F(ban_list_test, those_that_stand_come_first_by_their_refusals)
{
    const count::ban_status bans[] = {standing("a", false, start - 2h), standing("b"), standing("c", false),
                                      standing("d")};
    const ban_notes notes{
        {bans[1].ban, {"", "", "", 1, {}}}, {bans[3].ban, {"", "", "", 5, {}}}, {bans[0].ban, {"", "", "", 99, {}}}};
    std::string order;
    for (const ban& b : list_bans(bans, notes, {}, {}))
        order += b.provider;
    EXPECT_EQ(order, "dbca");
}

} // namespace
} // namespace recoil::status
