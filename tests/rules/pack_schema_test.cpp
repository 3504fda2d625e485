// config/schema/pack.schema.json says what the reader of packs says: the same keys, the same words, and the same packs
// good or bad.
#include "classify/capture.hpp"
#include "classify/embedded_packs.hpp"
#include "classify/rule_pack.hpp"
#include "support/json.hpp"
#include "support/json_schema.hpp"
#include "support/shipped_schema.hpp"
#include "util/yaml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoil::classify {
namespace {

using namespace test;
using testing::IsEmpty;
using testing::Not;

const test::json& schema()
{
    return shipped_schema("pack");
}

const test::json& definition(std::string_view name)
{
    return schema().at("$defs").at(name);
}

// The keys that the reader says it knows where it meets one that it does not.
names reader_keys(std::string_view yaml, std::string_view unknown)
{
    problems found;
    load_pack(yaml, "p.yaml", found);
    for (const problem& p : found) {
        if (p.key.ends_with(unknown))
            return test::known_keys(p.what);
    }
    return {};
}

TEST(PackSchema, IsJson)
{
    EXPECT_EQ(schema().at("type").text, "object");
}

TEST(PackSchema, KnowsTheKeysOfTheReader)
{
    EXPECT_EQ(sorted(schema().at("properties").names()), reader_keys("zz: 1", "zz"));
    EXPECT_EQ(sorted(definition("provider").at("properties").names()), reader_keys("provider: {zz: 1}", "zz"));
    EXPECT_EQ(sorted(definition("rule").at("properties").names()), reader_keys("rules: [{reason: spam, zz: 1}]", "zz"));
    EXPECT_EQ(sorted(definition("example").at("anyOf").items.at(1).at("properties").names()),
              reader_keys("rules: [{examples: [{zz: 1}]}]", "zz"));
}

TEST(PackSchema, KnowsTheReasonsOfTheTaxonomyAndWhatTheyMean)
{
    const test::json& list = definition("rule").at("properties").at("reason").at("oneOf");
    ASSERT_EQ(list.items.size(), reasons().size());
    for (std::size_t i = 0; i < reasons().size(); ++i) {
        const reason& r = reasons()[i];
        EXPECT_EQ(list.items[i].at("const").text, r.name);
        EXPECT_EQ(list.items[i].at("description").text, std::string(r.category) + ": " + std::string(r.meaning) +
                                                            (r.address_is_dead ? " May suppress the address." : ""));
    }
}

TEST(PackSchema, KnowsTheWordsOfTheTaxonomy)
{
    const test::json& rule = definition("rule").at("properties");
    EXPECT_EQ(texts(rule.at("permanence").at("enum")), all_names(permanence::unknown));
    EXPECT_EQ(texts(rule.at("scope").at("enum")), all_names(scope::session));
    EXPECT_EQ(texts(rule.at("fix_owner").at("enum")), all_names(fix_owner::list_operator));
    EXPECT_EQ(texts(definition("stage").at("enum")), all_names(dsn::stage::eod));
    EXPECT_EQ(texts(definition("action").at("enum")), all_names(dsn::action::expanded));
    EXPECT_EQ(texts(definition("provider").at("properties").at("name").at("anyOf").items.at(0).at("enum")),
              texts(providers()));
    const std::string groups = capture_group_names();
    std::string pattern = definition("capture").at("pattern").text;
    for (std::size_t at = 0; at < groups.size();) {
        const std::size_t end = std::min(groups.find(", ", at), groups.size());
        EXPECT_NE(pattern.find(groups.substr(at, end - at)), std::string::npos) << groups.substr(at, end - at);
        at = end + 2;
    }
    EXPECT_EQ(std::ranges::count(pattern, '|'), std::ranges::count(groups, ','));
}

names problems_of(std::string_view yaml)
{
    problems found;
    const auto node = yaml::parse(yaml, "p.yaml", found);
    EXPECT_TRUE(node.has_value()) << yaml;
    return node ? test::schema_problems(schema(), *node) : names{"no YAML"};
}

TEST(PackSchema, TheShippedPacksFit)
{
    for (const embedded_pack& pack : embedded_packs())
        EXPECT_THAT(problems_of(pack.yaml), IsEmpty()) << pack.file;
}

constexpr std::string_view whole_pack = R"(pack: p
version: 2026-11-22
provider:
  - {name: gmail, hosts: '*.google.com', texts: [gsmtp], relay: true}
  - {name: somebody_new}
rules:
  - id: a
    status: [5.7.1, 5.7.606-649]
    status_optional: true
    smtp_code: [550, 500-599, "421"]
    token: 'S3150'
    text: [words, "0660"]
    remote_mta: ['*.example.net']
    stage: rcpt
    action: [failed, delayed]
    provider: gmail
    distinctive: true
    reason: ip_banned
    permanence: temporary
    scope: sending_ip
    fix_owner: provider
    priority: -5
    capture: ['\[(?P<sending_ip>[0-9.]+)\]']
    blocklist: bl.example.net
    delist_url: https://example.net/
    meaning: m
    advice: a
    links: [https://example.net/1]
    examples: ['550 words', {text: x, remote_mta: h, stage: data, action: delayed}]
    counterexamples: []
)";

bool reader_takes(std::string_view yaml)
{
    problems found;
    return load_pack(yaml, "p.yaml", found).has_value();
}

TEST(PackSchema, APackThatUsesEveryKeyFitsBoth)
{
    EXPECT_THAT(problems_of(whole_pack), IsEmpty());
    EXPECT_TRUE(reader_takes(whole_pack));
    const auto keys = definition("rule").at("properties").names();
    for (const std::string& key : keys)
        EXPECT_NE(whole_pack.find((key == "id" ? "  - " : "    ") + key + ": "), std::string_view::npos) << key;
}

// Parts of the whole pack, and what they must not be.
constexpr std::pair<std::string_view, std::string_view> mistakes[] = {
    {"pack: p\n", "pack: P q\n"},
    {"version: 2026-11-22\n", ""},
    {"version: 2026-11-22\n", "version: 1\nmystery: 1\n"},
    {"name: gmail, ", ""},
    {"name: somebody_new", "name: Some-body"},
    {"name: somebody_new", "name: local"},
    {"relay: true", "relay: 1"},
    {"relay: true", "relays: true"},
    {"id: a", "id: -a"},
    {"5.7.1,", "2.7.1,"},
    {"5.7.606-649", "5.7"},
    {"status_optional: true", "status_optional: 7"},
    {"[550,", "[250,"},
    {"500-599", "500-600"},
    {"stage: rcpt", "stage: vrfy"},
    {"[failed, delayed]", "[lost]"},
    {"reason: ip_banned", "reason: banned"},
    {"    reason: ip_banned\n", ""},
    {"permanence: temporary", "permanence: never"},
    {"scope: sending_ip", "scope: planet"},
    {"fix_owner: provider", "fix_owner: nobody"},
    {"priority: -5", "priority: 1001"},
    {"priority: -5", "priority: high"},
    {"sending_ip>", "ip>"},
    {"delist_url: https://example.net/", "delist_url: example.net"},
    {"[https://example.net/1]", "['ftp://example.net']"},
    {"meaning: m", "meaning: ''"},
    {"    advice: a\n", ""},
    {"examples: ['550 words', {text: x, remote_mta: h, stage: data, action: delayed}]", "examples: []"},
    {"text: x, ", ""},
    {"remote_mta: h", "host: h"},
    {"stage: data", "stage: never"},
    {"counterexamples: []", "counterexamples: words"},
};

TEST(PackSchema, WhatTheReaderRefusesTheSchemaRefuses)
{
    for (const auto& [good, bad] : mistakes) {
        std::string yaml(whole_pack);
        ASSERT_NE(yaml.find(good), std::string::npos) << good;
        yaml.replace(yaml.find(good), good.size(), bad);
        EXPECT_THAT(problems_of(yaml), Not(IsEmpty())) << good << " -> " << bad;
        EXPECT_FALSE(reader_takes(yaml)) << good << " -> " << bad;
    }
}

TEST(PackSchema, AnAddressForDelistingIsNotTooLongForALabel)
{
    constexpr std::string_view good = "https://example.net/\n    meaning";
    for (const std::size_t octets : {200, 201}) {
        std::string yaml(whole_pack);
        yaml.insert(yaml.find(good) + 20, octets - 20, 'x');
        EXPECT_EQ(problems_of(yaml).empty(), octets == 200);
        EXPECT_EQ(reader_takes(yaml), octets == 200);
    }
}

TEST(PackSchema, ARuleNeedsACondition)
{
    constexpr std::string_view none = "pack: p\nversion: 1\nrules:\n  - {id: a, stage: rcpt, reason: spam, meaning: m, "
                                      "advice: a, examples: [x]}\n";
    EXPECT_THAT(problems_of(none), Not(IsEmpty()));
    EXPECT_FALSE(reader_takes(none));
}

} // namespace
} // namespace recoil::classify
