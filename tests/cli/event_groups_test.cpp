#include "daemon/cli/event_groups.hpp"

#include "cli/event_object.hpp"

#include <gtest/gtest.h>

#include <set>

namespace recoil::cli {

namespace {

std::string group(const boost::json::object& event, grouping by)
{
    return group_of(event_facts(event), by);
}

TEST(event_groups, each_has_a_name_of_its_own_and_is_a_choice)
{
    std::set<std::string> names;
    for (const auto& [text, by] : grouping_choices()) {
        EXPECT_EQ(text, name(by));
        EXPECT_TRUE(names.insert(text).second) << text;
    }
    EXPECT_EQ(names.size(), groupings().size());
    for (const grouping by : groupings())
        EXPECT_TRUE(names.contains(std::string(name(by))));
}

TEST(event_groups, the_group_of_an_event)
{
    const auto event = ban_with();
    EXPECT_EQ(group(event, grouping::category), "banned_ip");
    EXPECT_EQ(group(event, grouping::reason), "banned_ip/ip_banned");
    EXPECT_EQ(group(event, grouping::provider), "microsoft365");
    EXPECT_EQ(group(event, grouping::domain), "example.net");
    EXPECT_EQ(group(event, grouping::stream), "news");
    EXPECT_EQ(group(event, grouping::status), "5.7.606");
    EXPECT_EQ(group(event, grouping::sending_ip), "192.0.2.1");
    EXPECT_EQ(group(event, grouping::day), "2026-11-21");
}

TEST(event_groups, none_where_the_event_does_not_tell)
{
    for (const grouping by : groupings())
        EXPECT_EQ(group(boost::json::object{}, by), "") << name(by);
}

} // namespace

} // namespace recoil::cli
