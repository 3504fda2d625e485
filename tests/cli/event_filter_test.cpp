#include "daemon/cli/event_filter.hpp"

#include "cli/event_object.hpp"

#include <gtest/gtest.h>

namespace recoil::cli {

namespace {

bool passes(const filter_options& wanted, const boost::json::object& event)
{
    return matches(wanted, event_facts(event));
}

filter_options only(std::vector<std::string> filter_options::*list, std::vector<std::string> values)
{
    filter_options wanted;
    wanted.*list = std::move(values);
    return wanted;
}

TEST(event_filter, nothing_asked_for_lets_everything_through)
{
    EXPECT_TRUE(passes({}, event_with()));
    EXPECT_TRUE(passes({}, boost::json::object{}));
}

TEST(event_filter, each_list_looks_at_its_field)
{
    const struct {
        std::vector<std::string> filter_options::*list;
        const char* value;
    } lists[] = {{&filter_options::categories, "banned_ip"},   {&filter_options::reasons, "ip_banned"},
                 {&filter_options::providers, "microsoft365"}, {&filter_options::domains, "contoso.com"},
                 {&filter_options::streams, "orders"},         {&filter_options::sending_ips, "192.0.2.1"},
                 {&filter_options::statuses, "5.7.606"}};
    const boost::json::object event = ban_with({{"recipient_domain", "contoso.com"}, {"stream", "orders"}});
    for (const auto& [list, value] : lists) {
        EXPECT_TRUE(passes(only(list, {value}), event)) << value;
        EXPECT_FALSE(passes(only(list, {value}), event_with())) << value;
        EXPECT_TRUE(passes(only(list, {"nothing", value}), event)) << value;
        EXPECT_FALSE(passes(only(list, {"nothing"}), event)) << value;
        EXPECT_FALSE(passes(only(list, {value}), boost::json::object{})) << value;
    }
}

TEST(event_filter, values_are_globs_without_regard_to_case)
{
    const auto event = event_with({{"recipient_domain", "mail.example.net"}});
    EXPECT_TRUE(passes(only(&filter_options::domains, {"*.example.net"}), event));
    EXPECT_TRUE(passes(only(&filter_options::domains, {"*.EXAMPLE.*"}), event));
    EXPECT_FALSE(passes(only(&filter_options::domains, {"example.net"}), event));
}

TEST(event_filter, all_that_is_asked_for_must_hold)
{
    filter_options wanted = only(&filter_options::providers, {"microsoft365"});
    wanted.categories = {"throttled"};
    EXPECT_FALSE(passes(wanted, ban_with()));
    wanted.categories = {"banned_ip"};
    EXPECT_TRUE(passes(wanted, ban_with()));
}

TEST(event_filter, bans)
{
    filter_options wanted;
    wanted.bans = true;
    EXPECT_TRUE(passes(wanted, ban_with()));
    EXPECT_TRUE(passes(wanted, ban_with({{"category", "banned_sender"}})));
    EXPECT_FALSE(passes(wanted, event_with()));
}

} // namespace

} // namespace recoil::cli
