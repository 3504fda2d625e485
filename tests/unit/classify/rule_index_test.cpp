#include "classify/rule_index.hpp"

#include "support/rule_maker.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace recoil::classify {
namespace {

// Packs with their index.
struct fixture {
    explicit fixture(std::vector<pack> all) : packs(std::move(all)), providers(packs)
    {
        problems found;
        rules = rule_index::build(packs, providers, nullptr, found);
        EXPECT_NE(rules, nullptr) << test::problem_list(found);
    }

    // The ids that match, the best first.
    std::vector<std::string> match(std::string_view text, question q = {}) const
    {
        std::vector<rank> ranks;
        for (const tier t : {tier::particular, tier::general}) {
            const findings found = rules->search(text, t);
            q.found = &found;
            const std::vector<rank> matched = rules->match(q);
            ranks.insert(ranks.end(), matched.begin(), matched.end());
        }
        std::sort(ranks.begin(), ranks.end());
        ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
        std::vector<std::string> ids;
        for (const rank r : ranks)
            ids.push_back(rules->at(r).rule->id);
        return ids;
    }

    std::vector<pack> packs;
    provider_index providers;
    std::unique_ptr<const rule_index> rules;
};

using ids = std::vector<std::string>;

fixture generic(std::initializer_list<std::string> keys)
{
    std::string yaml = test::pack_text("g", "", {});
    char id = 'a';
    for (const std::string& k : keys)
        yaml += test::rule(std::string(1, id++), k + ", reason: policy");
    problems found;
    auto loaded = load_pack(yaml, "g.yaml", found);
    EXPECT_TRUE(loaded) << test::problem_list(found);
    return fixture({loaded.value_or(pack{})});
}

question with_status(dsn::status_code status)
{
    question q;
    q.status = status;
    return q;
}

question with_code(std::uint16_t code)
{
    question q;
    q.code = code;
    return q;
}

TEST(RuleIndex, AnyOfTheTextsSuffices)
{
    const fixture f = generic({"text: [quota, full]"});
    EXPECT_EQ(f.match("mailbox FULL"), ids{"a"});
    EXPECT_EQ(f.match("over quota"), ids{"a"});
    EXPECT_EQ(f.match("no room"), ids{});
}

TEST(RuleIndex, ATokenAndATextAreBothRequired)
{
    const fixture f = generic({"token: [S3150], text: [blocked]"});
    EXPECT_EQ(f.match("S3150"), ids{});
    EXPECT_EQ(f.match("blocked"), ids{});
    EXPECT_EQ(f.match("blocked (S3150)"), ids{"a"});
}

TEST(RuleIndex, OnePatternMayServeSeveralRules)
{
    const fixture f = generic({"text: [blocked]", "text: [blocked, other]", "token: [blocked]"});
    EXPECT_EQ(f.match("blocked"), (ids{"c", "a", "b"}));
}

TEST(RuleIndex, OnePatternMayBeATokenAndATextOfOneRule)
{
    const fixture f = generic({"token: [blocked], text: [blocked]"});
    EXPECT_EQ(f.match("blocked"), ids{"a"});
}

TEST(RuleIndex, StatusCodesAndRanges)
{
    const fixture f = generic({"status: 5.7.511", "status: 5.7.606-649", "status: [5.1.1, 5.1.10-12]"});
    EXPECT_EQ(f.match("", with_status({5, 7, 511})), ids{"a"});
    EXPECT_EQ(f.match("", with_status({5, 7, 606})), ids{"b"});
    EXPECT_EQ(f.match("", with_status({5, 7, 649})), ids{"b"});
    EXPECT_EQ(f.match("", with_status({5, 7, 650})), ids{});
    EXPECT_EQ(f.match("", with_status({4, 7, 606})), ids{});
    EXPECT_EQ(f.match("", with_status({5, 1, 1})), ids{"c"});
    EXPECT_EQ(f.match("", with_status({5, 1, 11})), ids{"c"});
    EXPECT_EQ(f.match("", {}), ids{});
}

TEST(RuleIndex, ATextWithAStatusNeedsBoth)
{
    const fixture f = generic({"text: [banned], status: 5.7.606-649"});
    EXPECT_EQ(f.match("banned", with_status({5, 7, 606})), ids{"a"});
    EXPECT_EQ(f.match("banned", with_status({5, 7, 1})), ids{});
    EXPECT_EQ(f.match("banned"), ids{});
    EXPECT_EQ(f.match("", with_status({5, 7, 606})), ids{});
}

TEST(RuleIndex, AnOptionalStatusMayBeAbsentButNotDifferent)
{
    const fixture f = generic({"text: [banned], status: 5.7.606-649, status_optional: true"});
    EXPECT_EQ(f.match("banned"), ids{"a"});
    EXPECT_EQ(f.match("banned", with_status({5, 7, 606})), ids{"a"});
    EXPECT_EQ(f.match("banned", with_status({5, 7, 1})), ids{});
    EXPECT_EQ(f.match("banned", with_status({5, 0, 0})), ids{"a"}) << "x.0.0 says nothing";
}

TEST(RuleIndex, ReplyCodes)
{
    const fixture f = generic(
        {"smtp_code: 550", "smtp_code: 500-599", "smtp_code: 450, text: [busy]", "smtp_code: 550, status: 5.1.1"});
    EXPECT_EQ(f.match("", with_code(550)), (ids{"a", "b"}));
    EXPECT_EQ(f.match("", with_code(551)), ids{"b"});
    EXPECT_EQ(f.match("busy", with_code(450)), ids{"c"});
    EXPECT_EQ(f.match("busy", with_code(451)), ids{});
    EXPECT_EQ(f.match("busy"), ids{});
    question both = with_status({5, 1, 1});
    both.code = 550;
    EXPECT_EQ(f.match("", both), (ids{"d", "a", "b"}));
}

TEST(RuleIndex, PatternsOnlyLeavesOutCodes)
{
    const fixture f = generic({"status: 5.7.1", "smtp_code: 550", "text: [banned], status: 5.7.1"});
    question q = with_status({5, 7, 1});
    q.code = 550;
    q.patterns_only = true;
    EXPECT_EQ(f.match("banned", q), ids{"c"});
}

TEST(RuleIndex, StageActionAndHost)
{
    const fixture f = generic(
        {"text: [no], stage: [mail, rcpt]", "text: [no], action: delayed", "text: [no], remote_mta: '*.example.com'"});
    EXPECT_EQ(f.match("no"), ids{}) << "what is not known does not hold";
    question q;
    q.stage = dsn::stage::rcpt;
    EXPECT_EQ(f.match("no", q), ids{"a"});
    q.stage = dsn::stage::data;
    EXPECT_EQ(f.match("no", q), ids{});
    question delayed;
    delayed.action = dsn::action::delayed;
    EXPECT_EQ(f.match("no", delayed), ids{"b"});
    question host;
    host.host = "mx.example.com";
    EXPECT_EQ(f.match("no", host), ids{"c"});
}

TEST(RuleIndex, AProvidersRulesNeedTheProvider)
{
    const fixture f({test::make_pack("p", "[{name: yahoo, texts: ['mtaout']}, {name: aol}]",
                                     {test::rule("both", "text: [no], reason: policy"),
                                      test::rule("one", "text: [no], provider: aol, reason: policy"),
                                      test::rule("any", "text: [never], distinctive: true, reason: policy")})});
    EXPECT_EQ(f.match("no"), ids{});
    EXPECT_EQ(f.match("never"), ids{"any"});
    question q;
    q.provider = f.providers.number("yahoo");
    EXPECT_EQ(f.match("no", q), ids{"both"});
    q.provider = f.providers.number("aol");
    EXPECT_EQ(f.match("no", q), (ids{"one", "both"}));
    q.provider = f.providers.number("gmail");
    EXPECT_EQ(f.match("no", q), ids{});
}

TEST(RuleIndex, FindsProvidersByTheirWords)
{
    const fixture f({test::make_pack("p", "[{name: yahoo, texts: ['by yahoo']}, {name: gmail, texts: [gsmtp]}]",
                                     {test::rule("a", "text: [no], reason: policy")})});
    EXPECT_EQ(f.rules->search("refused by Yahoo", tier::particular).provider, f.providers.number("yahoo"));
    EXPECT_EQ(f.rules->search("refused - gsmtp", tier::particular).provider, f.providers.number("gmail"));
    EXPECT_EQ(f.rules->search("refused by yahoo - gsmtp", tier::particular).provider, f.providers.number("yahoo"))
        << "the first one that the pack lists";
    EXPECT_EQ(f.rules->search("refused", tier::particular).provider, std::nullopt);
}

TEST(RuleIndex, AReplyThatHitsEveryRuleNamesEachOnce)
{
    std::string yaml = test::pack_text("g", "", {});
    for (int i = 0; i < 300; ++i)
        yaml += test::rule("r" + std::to_string(i), "text: [blocked, 'block(?:ed|ing)', '^b'], reason: policy");
    problems found;
    auto loaded = load_pack(yaml, "g.yaml", found);
    ASSERT_TRUE(loaded) << test::problem_list(found);
    const fixture f({std::move(*loaded)});
    EXPECT_EQ(f.match("blocked blocking").size(), 300u);
}

TEST(RuleIndex, APatternThatDoesNotCompileIsNamedWithItsRule)
{
    pack p = test::make_pack(
        "g", "", {test::rule("good", "text: [a1], reason: policy"), test::rule("bad", "text: [a2], reason: policy")});
    p.rules[1].text = {"a(?=b)"};
    p.rules[1].places.clear();
    const provider_index providers(std::span(&p, 1));
    problems found;
    EXPECT_EQ(rule_index::build(std::span(&p, 1), providers, nullptr, found), nullptr);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].file, "g.yaml");
    EXPECT_EQ(found[0].line, 5);
    EXPECT_EQ(found[0].key, "bad");
    EXPECT_NE(found[0].what.find("Vectorscan"), std::string::npos);
}

// What passes the check of one pattern may still not compile; the place is that of the pattern, not of its rule.
TEST(RuleIndex, APatternThatDoesNotCompileIsNamedWithLineAndColumn)
{
    pack p = test::make_pack("g", "{name: gmail, texts: [one, 'two']}",
                             {test::rule("a", "text: [ok], reason: policy"),
                              test::rule("b", "token: [t], text: [ok, three], reason: policy")});
    const auto place = [&] {
        const provider_index providers(std::span(&p, 1));
        problems found;
        EXPECT_EQ(rule_index::build(std::span(&p, 1), providers, nullptr, found), nullptr);
        return found.size() == 1 ? to_string(found[0]).substr(0, 13) : test::problem_list(found);
    };
    std::string& text = p.rules[1].text[1];
    text = "a(?=b)";
    EXPECT_EQ(place(), "g.yaml:6:36: ");
    text = "three";
    p.rules[1].token[0] = "a(?=b)";
    EXPECT_EQ(place(), "g.yaml:6:21: ");
    p.providers[0].texts[1] = "a(?=c)";
    EXPECT_EQ(place(), "g.yaml:3:38: ") << "the first one";
}

} // namespace
} // namespace recoil::classify
