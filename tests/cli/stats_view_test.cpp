#include "daemon/cli/stats_view.hpp"

#include "cli/event_object.hpp"
#include "daemon/cli/time_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace recoil::cli {

namespace {

namespace json = boost::json;
using testing::HasSubstr;
using testing::Not;

json::value at(int hour)
{
    return json::value("2026-11-21T" + std::string(hour < 10 ? "0" : "") + std::to_string(hour) + ":00:00.000Z");
}

class view : public ::testing::Test {
protected:
    view()
    {
        setenv("LC_ALL", "C", 1);
        settings.now = *parse_rfc3339("2026-11-21T12:00:00.000Z");
    }
    ~view() override { unsetenv("LC_ALL"); }

    void add(const json::object& event) { all.add(event_facts(event)); }
    void add_domains(int count)
    {
        for (int i = 0; i < count; ++i)
            add(event_with({{"recipient_domain", json::value("d" + std::to_string(i) + ".example.net")}}));
    }
    std::string table() const { return stats_table(settings, terminal(-1)); }
    json::value answer() const { return json::parse(stats_json(settings)); }
    json::value rows(const char* by) const { return answer().at("by").at(by).at("rows"); }

    event_statistics all{{grouping::category, grouping::domain, grouping::day}, false};
    events_read read;
    stats_view settings{all, read, true, std::nullopt, {}};
};

TEST_F(view, of_nothing)
{
    EXPECT_EQ(table(), "0 failed, 0 deferred\n\nno bans\n");
    EXPECT_EQ(answer().at("failed"), json::value(0));
    EXPECT_EQ(answer().as_object().if_contains("first"), nullptr);
    EXPECT_TRUE(rows("category").as_array().empty());
}

TEST_F(view, totals_and_span)
{
    add(event_with({{"time", at(3)}}));
    add(event_with({{"time", at(8)}, {"action", "delayed"}, {"suppress", false}}));
    add(event_with({{"time", at(9)}, {"action", "delivered"}}));
    add(event_with({{"action", nullptr}, {"kind", "complaint"}}));
    add(event_with({{"duplicate", true}}));
    EXPECT_THAT(table(), HasSubstr("2026-11-21 03:00 to 2026-11-21 09:00 UTC (6 h)\n"
                                   "1 failed, 1 deferred, 1 delivered after that, 1 complaints, 1 to dead addresses\n"
                                   "left out: 1 repeated; --all takes them too\n"));
    EXPECT_EQ(answer().at("left_out").at("duplicates"), json::value(1));
}

TEST_F(view, a_ban_that_goes_on_and_one_that_is_quiet)
{
    add(ban_with({{"time", at(2)}}));
    add(ban_with({{"time", at(11)}}));
    add(ban_with(
        {{"time", at(5)}, {"sending_ip", nullptr}, {"category", "banned_sender"}, {"reason", "tenant_banned"}}));
    EXPECT_THAT(table(), HasSubstr("BANS\n"
                                   "  microsoft365 refuses 192.0.2.1: banned_ip/ip_banned, 2 times\n"
                                   "    since  2026-11-21 02:00 (10 h ago)\n"
                                   "    last   2026-11-21 11:00 (60 min ago)\n"
                                   "    delist https://sender.office.com\n"
                                   "  microsoft365 refuses us: banned_sender/tenant_banned, 1 time\n"
                                   "    since  2026-11-21 05:00 (7 h ago)\n"
                                   "    last   2026-11-21 05:00 (7 h ago); quiet since then\n"));
    EXPECT_EQ(answer().at("bans").at(0).at("sending_ip"), json::value("192.0.2.1"));
    EXPECT_EQ(answer().at("bans").at(0).at("since"), json::value("2026-11-21T02:00:00.000Z"));
}

TEST_F(view, a_ban_that_is_not_known_as_ours)
{
    add(ban_with({{"origin", "remote"}, {"sending_ip", "192.0.2.9"}}));
    add(ban_with({{"origin", "remote"}, {"sending_ip", nullptr}}));
    EXPECT_THAT(table(),
                HasSubstr("  microsoft365 refuses 192.0.2.9 (not known as ours): banned_ip/ip_banned, 1 time\n"));
    EXPECT_THAT(table(),
                HasSubstr("  microsoft365 refuses somebody (not known as ours): banned_ip/ip_banned, 1 time\n"));
    EXPECT_THAT(table(), Not(HasSubstr("refuses us")));
    EXPECT_EQ(answer().at("bans").at(0).at("ours"), json::value(false));
}

TEST_F(view, rows_have_a_share_a_change_and_a_course)
{
    for (int hour = 0; hour < 12; ++hour)
        add(event_with({{"time", at(hour)}}));
    for (int hour = 6; hour < 12; ++hour)
        add(ban_with({{"time", at(hour)}, {"action", "delayed"}}));
    EXPECT_THAT(
        table(),
        HasSubstr("bad_address                                 12        0   67%    +0%  #_#_#_#_#_#_#_#_#_#_#_#\n"
                  "banned_ip                                    0        6   33%    new  ____________#_#_#_#_#_#\n"));
    EXPECT_THAT(table(), HasSubstr("a mark is 30 min\n"));
    const json::value ban = rows("category").at(1);
    EXPECT_EQ(ban.at("name"), json::value("banned_ip"));
    EXPECT_EQ(ban.at("deferred"), json::value(6));
    EXPECT_EQ(ban.at("course").as_array().size(), answer().at("course").as_array().size());
}

TEST_F(view, days_in_their_order_with_bars)
{
    add(event_with({{"time", "2026-11-20T08:00:00.000Z"}}));
    add(event_with({{"time", at(1)}}));
    add(event_with({{"time", at(2)}}));
    const std::string text = table();
    EXPECT_LT(text.find("2026-11-20  "), text.find("2026-11-21  "));
    EXPECT_THAT(text, HasSubstr("33%         ###############\n"));
    EXPECT_THAT(text, HasSubstr("67%         ##############################\n"));
}

TEST_F(view, how_many_rows)
{
    add_domains(30);
    EXPECT_EQ(rows("domain").as_array().size(), 5U);
    EXPECT_THAT(table(), HasSubstr("\n25 more; --top 0 shows all\n"));
    settings.overview = false;
    EXPECT_EQ(rows("domain").as_array().size(), 20U);
    settings.top = 3;
    EXPECT_EQ(rows("domain").as_array().size(), 3U);
    EXPECT_EQ(answer().at("by").at("domain").at("more_rows"), json::value(27));
    settings.top = 0;
    EXPECT_EQ(rows("domain").as_array().size(), 30U);
    EXPECT_THAT(table(), Not(HasSubstr("more;")));
}

TEST_F(view, of_too_many_days_the_last_ones)
{
    for (int day = 1; day < 5; ++day)
        add(event_with({{"time", json::value("2026-11-0" + std::to_string(day) + "T00:00:00.000Z")}}));
    settings.top = 2;
    EXPECT_EQ(rows("day").at(0).at("name"), json::value("2026-11-03"));
    EXPECT_EQ(rows("day").at(1).at("name"), json::value("2026-11-04"));
}

TEST_F(view, only_an_overview_has_bans)
{
    add(ban_with());
    settings.overview = false;
    EXPECT_THAT(table(), Not(HasSubstr("BANS")));
}

TEST_F(view, what_a_stranger_wrote_is_escaped_and_cut)
{
    const json::value hostile("\x1b[2J\r\n\xE2\x80\xAE" + std::string(300, 'x'));
    for (const char* field : {"recipient_domain", "provider", "sending_ip", "delist_url", "reason"})
        add(ban_with({{field, hostile}}));
    const std::string text = table();
    EXPECT_EQ(text.find_first_of("\x1b\r"), std::string::npos);
    EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
    EXPECT_THAT(text, HasSubstr("\\x1B[2J\\x0D\\n"));
    EXPECT_THAT(text, HasSubstr("xxx...       1"));
    EXPECT_EQ(answer().at("failed"), json::value(5)); // and it is still JSON
}

} // namespace

} // namespace recoil::cli
