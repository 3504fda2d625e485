#include "daemon/cli/rule_list.hpp"

#include "support/json.hpp"
#include "support/rule_maker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace recoil::cli {

namespace {

using testing::HasSubstr;

constexpr int no_terminal = -1;

std::vector<test::json> parsed(const std::string& lines)
{
    std::vector<test::json> all;
    std::istringstream in(lines);
    for (std::string line; std::getline(in, line);) {
        const auto object = test::parse_json(line);
        EXPECT_TRUE(object.has_value()) << line;
        all.push_back(object.value_or(test::json()));
    }
    return all;
}

std::vector<std::string> texts(const test::json& list)
{
    std::vector<std::string> all;
    for (const test::json& item : list.items)
        all.push_back(item.text);
    return all;
}

classify::pack sample()
{
    return test::make_pack(
        "p", "[{name: gmail}, {name: yahoo}]",
        {test::rule("all",
                    R"(status: [5.1.10, 5.7.606-649], status_optional: true, smtp_code: [550, 500-599], token: [tok],
                    text: [words], remote_mta: '*.example.net', stage: [rcpt, data], action: failed, provider: yahoo,
                    distinctive: true, priority: -3, reason: spam, permanence: temporary, scope: sender, fix_owner: provider,
                    capture: '(?P<blocklist>a)', blocklist: b, delist_url: 'https://d.example', links: ['https://l.example'])"),
         test::rule("codes", "status: [5.7.606-649, 5.1.10], reason: policy"),
         test::rule("bare", "smtp_code: 421, reason: unknown")});
}

TEST(rule_list, TheTableNamesThePackItsProvidersAndEachRulesEvidence)
{
    const std::string text = rule_table(sample(), terminal(no_terminal));
    for (const char* words : {"p 1, 3 rules, p.yaml", "of gmail, yahoo", "content_rejected/spam", "token", "provider"})
        EXPECT_THAT(text, HasSubstr(words));
    EXPECT_THAT(text, testing::ContainsRegex("codes +policy_rejected/policy +code +recipient_admin"));
    EXPECT_THAT(text, testing::ContainsRegex("bare +unknown/unknown +reply_code +sender_admin"));
    EXPECT_THAT(
        rule_table(test::make_pack("g", "", {test::rule("a", "text: [x], reason: spam")}), terminal(no_terminal)),
        HasSubstr("of any provider"));
}

TEST(rule_list, ALineHoldsTheWholeRule)
{
    const auto lines = parsed(rule_lines(sample()));
    ASSERT_EQ(lines.size(), 3u);
    const test::json& all = lines[0];
    EXPECT_EQ(texts(all.at("status")), (std::vector<std::string>{"5.1.10", "5.7.606-649"}));
    EXPECT_EQ(texts(all.at("smtp_code")), (std::vector<std::string>{"550", "500-599"}));
    EXPECT_EQ(texts(all.at("stage")), (std::vector<std::string>{"rcpt", "data"}));
    EXPECT_EQ(texts(all.at("links")), std::vector<std::string>{"https://l.example"});
    for (const auto& [key, value] : {std::pair("id", "all"),
                                     {"pack", "p"},
                                     {"pack_version", "1"},
                                     {"file", "p.yaml"},
                                     {"evidence", "token"},
                                     {"provider", "yahoo"},
                                     {"category", "content_rejected"},
                                     {"reason", "spam"},
                                     {"permanence", "temporary"},
                                     {"scope", "sender"},
                                     {"fix_owner", "provider"},
                                     {"blocklist", "b"},
                                     {"delist_url", "https://d.example"},
                                     {"meaning", "m"},
                                     {"advice", "a"}})
        EXPECT_EQ(all.at(key).text, value) << key;
    EXPECT_TRUE(all.at("status_optional").boolean);
    EXPECT_TRUE(all.at("distinctive").boolean);
    EXPECT_FALSE(all.at("site").boolean);
    EXPECT_EQ(all.at("priority").number, -3);
    EXPECT_GT(all.at("line").number, 0);
}

TEST(rule_list, WhatARuleDoesNotAskForIsLeftOut)
{
    const auto lines = parsed(rule_lines(test::site(sample())));
    for (const char* key : {"status", "status_optional", "token", "text", "remote_mta", "stage", "action", "provider",
                            "distinctive", "capture", "blocklist", "delist_url", "links"})
        EXPECT_FALSE(lines[2].has(key)) << key;
    EXPECT_TRUE(lines[2].at("site").boolean);
}

TEST(rule_list, EveryReasonIsListedOnce)
{
    const auto lines = parsed(reason_lines());
    ASSERT_EQ(lines.size(), classify::reasons().size());
    const std::string table = reason_table(terminal(no_terminal));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const classify::reason& reason = classify::reasons()[i];
        EXPECT_EQ(lines[i].at("reason").text, reason.name);
        EXPECT_EQ(lines[i].at("may_suppress").boolean, reason.address_is_dead);
        EXPECT_THAT(table, HasSubstr("\n  " + std::string(reason.name) + " "));
    }
    EXPECT_EQ(std::ranges::count_if(lines, [](const auto& line) { return line.at("may_suppress").boolean; }), 6);
}

} // namespace

} // namespace recoil::cli
