#include "status/page.hpp"

#include "support/html_check.hpp"
#include "support/sample_board.hpp"
#include "util/utf8.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace recoil::status {
namespace {

using test::html_check;
using test::sample_board;

bool has(const std::string& page, std::string_view part)
{
    return page.find(part) != std::string::npos;
}

// Everything that stands between `begin` and the next `end`.
std::vector<std::string> between(const std::string& page, std::string_view begin, std::string_view end)
{
    std::vector<std::string> found;
    for (std::size_t at = 0; (at = page.find(begin, at)) != std::string::npos;) {
        at += begin.size();
        found.push_back(page.substr(at, page.find(end, at) - at));
    }
    return found;
}

TEST(page, is_well_formed)
{
    EXPECT_EQ(html_check::problem_of(to_html(sample_board(), true)), "");
    EXPECT_EQ(html_check::problem_of(to_html(board(), false)), "") << "with nothing in it";
}

TEST(page, nothing_from_outside_becomes_markup)
{
    for (const char* text : {"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='x",
                             "</style><b>", "</title><script>", "&lt;b&gt;", "--><!--", "]]>", "\xE2\x80\xAE evil",
                             "a\0b\x1B[31m\n\r", "\xFF\xFE<", "javascript:alert(1)"}) {
        const std::string page = to_html(sample_board(text), true);
        EXPECT_EQ(html_check::problem_of(page), "") << text;
        EXPECT_TRUE(utf8::valid(page)) << text;
    }
    EXPECT_TRUE(has(to_html(sample_board("<script>alert(1)</script>"), true), "&lt;script&gt;alert(1)&lt;/script&gt;"))
        << "it is shown as what it is";
}

TEST(page, is_complete_in_itself)
{
    const std::string page = to_html(sample_board(), true);
    for (const char* part : {"<script", "<link", "<img", "<iframe", "src=", " style=", "url(", "@import"})
        EXPECT_FALSE(has(page, part)) << part;
    for (const std::string& to : between(page, "href=\"", "\""))
        EXPECT_TRUE(to.starts_with("/") || to.starts_with("https://")) << to;
}

TEST(page, can_be_read_by_machines_that_read_aloud)
{
    const std::string page = to_html(sample_board(), true);
    EXPECT_TRUE(has(page, "<html lang=\"en\">"));
    EXPECT_EQ(between(page, "<h1>", "</h1>").size(), 1u);
    EXPECT_EQ(between(page, "<table", ">").size(), between(page, "<caption>", "<").size())
        << "every table says what it is";
    EXPECT_EQ(between(page, "<th ", ">").size(), between(page, " scope=\"", "\"").size()) << "every heading of what";
    EXPECT_TRUE(has(page, "<svg role=\"img\" aria-labelledby=\"chart-title chart-desc\""));
    EXPECT_TRUE(has(page, "<title id=\"chart-title\">"));
    EXPECT_TRUE(has(page, "<desc id=\"chart-desc\">"));
    std::set<std::string> ids;
    for (const std::string& id : between(page, " id=\"", "\""))
        EXPECT_TRUE(ids.insert(id).second) << id;
    for (const std::string& names : between(page, "aria-labelledby=\"", "\""))
        EXPECT_TRUE(ids.contains(names) || names == "chart-title chart-desc") << names;
}

TEST(page, a_ban_says_all_that_is_to_be_known)
{
    board b = sample_board();
    b.bans.resize(1);
    b.bans[0].provider = "microsoft365";
    b.bans[0].advice = "Take it out of rotation.";
    b.bans[0].delist_url = "https://sender.office.com/a";
    const std::string page = to_html(b, true);
    for (const char* part :
         {">microsoft365 <", ">192.0.2.3<", ">40 min <", "datetime=\"2026-11-21T07:20:00.123Z\">07:20:00<", ">233 <",
          "last 3 s ago", ">our mail admins<", "Take it out of rotation.", "href=\"https://sender.office.com/a\"",
          ">sender.office.com</a>", "1 ban stands."})
        EXPECT_TRUE(has(page, part)) << part;
    EXPECT_FALSE(has(page, "<details>")) << "none is over";
}

TEST(page, an_address_that_is_not_configured_is_said_to_be_so)
{
    board b = sample_board();
    b.bans.erase(b.bans.begin());
    b.bans[0].address = "198.51.100.25";
    EXPECT_TRUE(has(to_html(b, true), "198.51.100.25</b> <small>not in <code>egress</code></small>"));
    b.bans[0].address = "";
    EXPECT_TRUE(has(to_html(b, true), "unknown</b> <small>not in"));
}

TEST(page, bans_of_others_stand_below_ours)
{
    board b = sample_board();
    b.bans.resize(2);
    b.bans[1].ours = false;
    b.bans[1].address = "198.51.100.25";
    std::string page = to_html(b, true);
    EXPECT_TRUE(has(page, "1 ban stands."));
    EXPECT_TRUE(has(page, "1 ban of others stands</summary>"));
    EXPECT_TRUE(has(page, ", 198.51.100.25, "));
    EXPECT_FALSE(has(page, "not in <code>egress</code>")) << "it is no row of the table";
    b.bans.erase(b.bans.begin());
    page = to_html(b, true);
    EXPECT_TRUE(has(page, "None of ours stands"));
    EXPECT_TRUE(has(page, "No ban of ours stands."));
}

TEST(page, bans_that_are_over_stand_apart)
{
    board b = sample_board();
    b.bans.erase(b.bans.begin(), b.bans.begin() + 2);
    const std::string page = to_html(b, true);
    EXPECT_TRUE(has(page, "1 ban is over"));
    EXPECT_TRUE(has(page, "None of ours stands"));
    EXPECT_TRUE(has(page, "No ban stands."));
}

TEST(page, a_flood_of_one_refusal_is_explained_once)
{
    board b;
    for (int i = 0; i < 3; ++i)
        b.failures.push_back({b.now, "jo@example.net", "", "gmail", "throttled", "rate_limited", "", "", "550 Slow",
                              "Wait.", "", false});
    b.failures.push_back(
        {b.now, "jo@example.net", "", "gmail", "throttled", "rate_limited", "", "", "550 Slower", "Wait.", "", false});
    const std::string page = to_html(b, true);
    EXPECT_EQ(between(page, ">Wait.<", "/").size(), 1u);
    EXPECT_EQ(between(page, ">550 Slow<", "/").size(), 1u);
    EXPECT_EQ(between(page, ">550 Slower<", "/").size(), 1u) << "another reply is shown";
    EXPECT_EQ(between(page, ">as above<", "/").size(), 3u);
    EXPECT_EQ(between(page, "j***", "@").size() + between(page, "jo@example.net", "<").size(), 4u) << "each recipient";
}

TEST(page, a_time_of_another_day_has_its_date)
{
    const std::string page = to_html(sample_board(), true);
    EXPECT_TRUE(has(page, ">2026-11-20 06:00:00</time>"));
    EXPECT_TRUE(has(page, ">08:00:00</time>"));
}

TEST(page, an_empty_list_says_so)
{
    const std::string page = to_html(board(), true);
    EXPECT_EQ(between(page, "None since the start.", "<").size(), 3u) << "failures, samples and rules";
    EXPECT_TRUE(has(page, "deferrals and deliveries are not seen"));
    EXPECT_TRUE(has(page, "No problem was found."));
    EXPECT_TRUE(has(page, "No file: all defaults"));
}

TEST(page, a_long_list_of_providers_is_cut_and_says_so)
{
    board b = sample_board();
    b.providers.assign(15, test::sample_traffic("gmail"));
    EXPECT_TRUE(has(to_html(b, true), "and 3 more, in the JSON"));
}

TEST(page, says_whether_it_renews_itself)
{
    EXPECT_TRUE(has(to_html(board(), true), "<meta http-equiv=\"refresh\" content=\"30\">"));
    EXPECT_TRUE(has(to_html(board(), true), "href=\"/?refresh=off\""));
    EXPECT_FALSE(has(to_html(board(), false), "http-equiv=\"refresh\""));
    EXPECT_TRUE(has(to_html(board(), false), "<a href=\"/\">go on</a>"));
}

TEST(page, masked_addresses_are_said_to_be_masked)
{
    board b;
    EXPECT_TRUE(has(to_html(b, true), "status.addresses: shown"));
    b.addresses_masked = false;
    EXPECT_FALSE(has(to_html(b, true), "status.addresses"));
}

TEST(page, the_chart_is_drawn_to_its_busiest_minute)
{
    board b;
    b.now = time_point(std::chrono::hours(24 * 365));
    b.categories.push_back({"banned_ip", {}, {}});
    b.categories.push_back({"bad_address", {}, {}});
    b.categories[0].by_minute[59] = {3, 1, 0}; // bans count as bans, put off or not
    b.categories[1].by_minute[59] = {3, 1, 0};
    b.categories[1].by_minute[0] = {0, 2, 0};
    const std::string page = to_html(b, true);
    EXPECT_TRUE(has(page, ">8 a minute<"));
    EXPECT_TRUE(has(page, "<rect class=\"bar-ban\" x=\"591\" y=\"60\" width=\"8\" height=\"60\"/>"));
    EXPECT_TRUE(has(page, "<rect class=\"bar-failed\" x=\"591\" y=\"15\" width=\"8\" height=\"45\"/>"));
    EXPECT_TRUE(has(page, "<rect class=\"bar-delayed\" x=\"591\" y=\"0\" width=\"8\" height=\"15\"/>"));
    EXPECT_TRUE(has(page, "<rect class=\"bar-delayed\" x=\"1\" y=\"90\" width=\"8\" height=\"30\"/>"));
    EXPECT_TRUE(
        has(page, "4 refused by bans, 3 failed otherwise, 3 put off. The busiest minute began at 00:00 UTC, with 8."));
}

TEST(page, the_axis_ends_at_a_round_number)
{
    for (const auto& [most, top] : {std::pair(0, ">1 a minute"),
                                    {1, ">1 a minute"},
                                    {9, ">9 a minute"},
                                    {11, ">20 a minute"},
                                    {54, ">60 a minute"},
                                    {901, ">1,000 a minute"}}) {
        board b;
        b.categories.push_back({"spam", {}, {}});
        b.categories[0].by_minute[30].failed = static_cast<std::uint64_t>(most);
        EXPECT_TRUE(has(to_html(b, true), top)) << most;
    }
}

} // namespace
} // namespace recoil::status
