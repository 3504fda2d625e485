#include "classify/standing.hpp"

#include "support/rule_maker.hpp"

#include <gtest/gtest.h>

namespace recoil::classify {
namespace {

const std::string provider = "{name: gmail}";

pack of_provider(std::string_view keys)
{
    return test::make_pack("p", provider, {test::rule("r", std::string(keys) + ", reason: policy")});
}

pack generic(std::string_view keys)
{
    return test::make_pack("g", "", {test::rule("r", std::string(keys) + ", reason: policy")});
}

std::vector<evidence> evidence_of(const pack& p)
{
    std::vector<evidence> kinds;
    for (const standing& s : standings(p.rules.at(0), p))
        kinds.push_back(s.evidence);
    return kinds;
}

TEST(Standing, EvidenceOfAProvidersRules)
{
    EXPECT_EQ(evidence_of(of_provider("token: [S3150]")), std::vector{evidence::token});
    EXPECT_EQ(evidence_of(of_provider("token: [S3150], text: [banned]")), std::vector{evidence::token});
    EXPECT_EQ(evidence_of(of_provider("text: [banned]")), std::vector{evidence::text});
    EXPECT_EQ(evidence_of(of_provider("text: [banned], status: 5.7.1")), std::vector{evidence::text});
    EXPECT_EQ(evidence_of(of_provider("status: 5.7.511")), std::vector{evidence::code});
    EXPECT_EQ(evidence_of(of_provider("status: 5.7.606-649")), std::vector{evidence::range});
    EXPECT_EQ(evidence_of(of_provider("status: [5.7.511, 5.7.606-649]")),
              (std::vector{evidence::code, evidence::range}));
    EXPECT_EQ(evidence_of(of_provider("smtp_code: 550")), std::vector{evidence::reply_code});
}

TEST(Standing, EvidenceOfRulesForAnybody)
{
    EXPECT_EQ(evidence_of(generic("token: [S3150]")), std::vector{evidence::token});
    EXPECT_EQ(evidence_of(generic("text: [banned]")), std::vector{evidence::generic_text});
    EXPECT_EQ(evidence_of(generic("status: 5.7.1")), std::vector{evidence::status});
    EXPECT_EQ(evidence_of(generic("status: 5.7.1-9")), std::vector{evidence::status});
    EXPECT_EQ(evidence_of(generic("smtp_code: 550")), std::vector{evidence::reply_code});
}

TEST(Standing, EveryWayToMatchCountsItsConditions)
{
    const pack p = of_provider("text: [banned], status: [5.7.1, 5.7.606-649], status_optional: true, stage: rcpt, "
                               "provider: gmail, action: failed, remote_mta: '*.x', smtp_code: 550, token: [a]");
    const auto ways = standings(p.rules.at(0), p);
    ASSERT_EQ(ways.size(), 3u);
    EXPECT_EQ(ways[0].match, status_match::exact);
    EXPECT_EQ(ways[0].conditions, 8);
    EXPECT_EQ(ways[1].match, status_match::range);
    EXPECT_EQ(ways[1].conditions, 8);
    EXPECT_EQ(ways[2].match, status_match::unstated);
    EXPECT_EQ(ways[2].conditions, 7) << "without a status it is one condition fewer";
}

// One pair a row: the better one first.
struct order {
    pack better;
    pack worse;
    const char* why;
};

pack named(pack p, const char* id)
{
    p.rules.at(0).id = id;
    return p;
}

TEST(Standing, TheOrderWithinAndBetweenKindsOfEvidence)
{
    const std::vector<order> rows{
        {of_provider("token: [a]"), of_provider("text: [a]"), "weaker evidence: text after token"},
        {of_provider("text: [a]"), of_provider("status: 5.7.1"), "weaker evidence: code after text"},
        {of_provider("status: 5.7.1"), of_provider("status: 5.7.1-9"), "weaker evidence: range after code"},
        {of_provider("status: 5.7.1-9"), generic("text: [a]"), "weaker evidence: generic_text after range"},
        {generic("text: [a]"), generic("status: 5.7.1"), "weaker evidence: status after generic_text"},
        {generic("status: 5.7.1"), generic("smtp_code: 550"), "weaker evidence: reply_code after status"},
        {of_provider("smtp_code: 550"), generic("smtp_code: 550, stage: rcpt, priority: 9"),
         "a rule for anybody, after a provider's own"},
        {of_provider("text: [a], status: 5.7.1-9"), of_provider("text: [a]"), "fewer conditions"},
        {of_provider("text: [a], status: 5.7.1"), of_provider("text: [a], status: 5.7.1-9, priority: 9"),
         "a range of codes, not the code itself"},
        {of_provider("text: [a], status: 5.7.1-9"), of_provider("text: [a], smtp_code: 550, priority: 9"), "no code"},
        {of_provider("text: [a], priority: 1"), test::site(of_provider("text: [a]")), "lower priority"},
        {named(test::site(of_provider("text: [a]")), "z"), of_provider("text: [a]"), "shipped, after a site's rule"},
        {named(of_provider("text: [a]"), "a"), of_provider("text: [a]"), "later id"},
    };
    for (const order& row : rows) {
        const standing better = standings(row.better.rules.at(0), row.better).front();
        const standing worse = standings(row.worse.rules.at(0), row.worse).front();
        EXPECT_TRUE(ahead(better, worse)) << row.why;
        EXPECT_FALSE(ahead(worse, better)) << row.why;
        EXPECT_EQ(why_behind(worse, better), row.why);
    }
}

} // namespace
} // namespace recoil::classify
