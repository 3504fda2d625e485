#include "classify/rule_reader.hpp"

#include "support/rule_maker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recoil::classify {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct read_result {
    classify::rule rule;
    std::string problems;
};

// The YAML of one rule as a block; line 1 is its first line.
read_result read(std::string_view yaml, std::vector<provider_signs> providers = {{"gmail", {}, {}}})
{
    problems found;
    const auto root = yaml::parse(yaml, "rules.yaml", found);
    EXPECT_TRUE(root.has_value()) << test::problem_list(found);
    pack owner;
    owner.file = "rules.yaml";
    owner.providers = std::move(providers);
    read_result result;
    if (root)
        result.rule = read_rule(*root, owner, found);
    result.problems = test::problem_list(found);
    return result;
}

constexpr std::string_view whole_rule = R"(id: gmail-everything
status: [5.7.606-649, 5.1.10]
status_optional: true
smtp_code: [550, 552-554]
token: '\(S\d+\)'
text: ['banned', 'blocked']
remote_mta: ['*.example.com']
stage: [rcpt, eod]
action: failed
provider: gmail
distinctive: true
reason: ip_banned
permanence: temporary
scope: session
fix_owner: provider
priority: -3
capture: '\[(?P<sending_ip>[0-9.]+)\]'
blocklist: bl.example.org
delist_url: https://bl.example.org/
meaning: What it means.
advice: What to do.
links: [https://example.com/a]
examples:
  - one
  - {text: two, remote_mta: mx.example.com, stage: mail, action: delayed}
counterexamples: [three]
)";

TEST(RuleReader, ReadsEveryKey)
{
    const auto [r, problems] = read(whole_rule);
    EXPECT_EQ(problems, "");
    EXPECT_EQ(r.id, "gmail-everything");
    EXPECT_EQ(r.file, "rules.yaml");
    EXPECT_EQ(r.line, 1);
    ASSERT_EQ(r.status.size(), 2u);
    EXPECT_EQ(r.status[0].last_detail, 649);
    EXPECT_TRUE(r.status[1].exact());
    EXPECT_TRUE(r.status_optional);
    ASSERT_EQ(r.smtp_code.size(), 2u);
    EXPECT_EQ(r.smtp_code[1].first, 552);
    EXPECT_EQ(r.smtp_code[1].last, 554);
    EXPECT_THAT(r.token, ElementsAre(R"(\(S\d+\))"));
    EXPECT_THAT(r.text, ElementsAre("banned", "blocked"));
    EXPECT_THAT(r.remote_mta, ElementsAre("*.example.com"));
    EXPECT_THAT(r.stage, ElementsAre(dsn::stage::rcpt, dsn::stage::eod));
    EXPECT_THAT(r.action, ElementsAre(dsn::action::failed));
    EXPECT_EQ(r.provider, "gmail");
    EXPECT_TRUE(r.distinctive);
    EXPECT_EQ(r.priority, -3);
    EXPECT_EQ(r.capture.size(), 1u);
    EXPECT_EQ(r.blocklist, "bl.example.org");
    EXPECT_EQ(r.delist_url, "https://bl.example.org/");
    EXPECT_EQ(r.meaning, "What it means.");
    EXPECT_EQ(r.advice, "What to do.");
    EXPECT_THAT(r.links, ElementsAre("https://example.com/a"));
}

TEST(RuleReader, ReadsExamples)
{
    const auto r = read(whole_rule).rule;
    ASSERT_EQ(r.examples.size(), 2u);
    EXPECT_EQ(r.examples[0].text, "one");
    EXPECT_EQ(r.examples[0].action, dsn::action::failed);
    EXPECT_EQ(r.examples[0].stage, std::nullopt);
    EXPECT_EQ(r.examples[1].text, "two");
    EXPECT_EQ(r.examples[1].remote_mta, "mx.example.com");
    EXPECT_EQ(r.examples[1].stage, dsn::stage::mail);
    EXPECT_EQ(r.examples[1].action, dsn::action::delayed);
    EXPECT_EQ(r.examples[1].line, 25);
    ASSERT_EQ(r.counterexamples.size(), 1u);
    EXPECT_EQ(r.counterexamples[0].text, "three");
}

TEST(RuleReader, TheVerdictDefaultsToTheReasons)
{
    const auto r = read("{id: a, text: x, reason: mailbox_full, meaning: m, advice: a, examples: [x]}").rule;
    EXPECT_EQ(r.reason, find_reason("mailbox_full"));
    EXPECT_EQ(r.permanence, permanence::temporary);
    EXPECT_EQ(r.scope, scope::recipient);
    EXPECT_EQ(r.fix_owner, fix_owner::recipient);
    const auto overruled = read(whole_rule).rule;
    EXPECT_EQ(overruled.permanence, permanence::temporary);
    EXPECT_EQ(overruled.scope, scope::session);
    EXPECT_EQ(overruled.fix_owner, fix_owner::provider);
}

// The whole rule with one line replaced; returns the problems.
std::string with(std::string_view line, std::string_view replacement)
{
    std::string text(whole_rule);
    const auto at = text.find(line);
    EXPECT_NE(at, std::string::npos) << line;
    text.replace(at, line.size(), replacement);
    return read(text).problems;
}

TEST(RuleReader, WhatIsRequired)
{
    EXPECT_THAT(with("id: gmail-everything", "#"), HasSubstr("id: expected lower-case"));
    EXPECT_THAT(with("reason: ip_banned", "#"), HasSubstr("gmail-everything.reason: is required"));
    EXPECT_THAT(with("meaning: What it means.", "#"), HasSubstr("gmail-everything.meaning: is required"));
    EXPECT_THAT(with("advice: What to do.", "advice: ''"), HasSubstr("gmail-everything.advice: is required"));
    EXPECT_THAT(read("{id: a, text: x, reason: spam, meaning: m, advice: a}").problems,
                HasSubstr("a.examples: at least one"));
    EXPECT_THAT(read("{id: a, text: x, reason: spam, meaning: m, advice: a, examples: []}").problems,
                HasSubstr("a.examples: at least one"));
}

TEST(RuleReader, AConditionOnTheReplyIsRequired)
{
    EXPECT_THAT(
        read("{id: a, stage: rcpt, remote_mta: x, action: failed, reason: spam, meaning: m, advice: a, examples: [x]}")
            .problems,
        HasSubstr("no condition: at least one of status, smtp_code, token, text"));
}

TEST(RuleReader, MistakesAreNamedWithTheirLine)
{
    EXPECT_THAT(with("5.7.606-649", "5.7.649-606"),
                HasSubstr("rules.yaml:2: gmail-everything.status: '5.7.649-606': expected"));
    EXPECT_THAT(with("552-554", "252"), HasSubstr("rules.yaml:4: gmail-everything.smtp_code: '252': expected"));
    EXPECT_THAT(with(R"('\(S\d+\)')", "'a(?!b)'"),
                HasSubstr("rules.yaml:5:8: gmail-everything.token: 'a(?!b)': look-around"));
    EXPECT_THAT(with("'blocked'", "'x*'"),
                HasSubstr("rules.yaml:6:18: gmail-everything.text: 'x*': matches the empty text"));
    EXPECT_THAT(with("eod]", "end]"), HasSubstr("rules.yaml:8: gmail-everything.stage: 'end': expected"));
    EXPECT_THAT(with("action: failed", "action: bounced"), HasSubstr("gmail-everything.action: 'bounced': expected"));
    EXPECT_THAT(with("ip_banned", "ip_baned"),
                HasSubstr("rules.yaml:12: gmail-everything.reason: unknown reason 'ip_baned'"));
    EXPECT_THAT(with("permanence: temporary", "permanence: soft"), HasSubstr("'soft': expected permanent"));
    EXPECT_THAT(with("scope: session", "scope: world"), HasSubstr("'world': expected"));
    EXPECT_THAT(with("fix_owner: provider", "fix_owner: me"), HasSubstr("'me': expected"));
    EXPECT_THAT(with("-3", "5000"), HasSubstr("gmail-everything.priority"));
    EXPECT_THAT(with("<sending_ip>", "<recipient>"), HasSubstr("rules.yaml:17:10: gmail-everything.capture"));
    EXPECT_THAT(with("https://bl.example.org/", "bl.example.org/x"),
                HasSubstr("gmail-everything.delist_url: expected"));
    const std::string long_address = "https://bl.example.org/" + std::string(177, 'x');
    EXPECT_EQ(with("https://bl.example.org/", long_address), "");
    EXPECT_THAT(with("https://bl.example.org/", long_address + "x"),
                HasSubstr("rules.yaml:19: gmail-everything.delist_url: longer than 200 octets"));
    EXPECT_THAT(with("https://example.com/a", "example.com/a"), HasSubstr("gmail-everything.links: 'example.com/a'"));
}

TEST(RuleReader, MistakesInExamples)
{
    EXPECT_THAT(with("stage: mail", "stage: post"),
                HasSubstr("rules.yaml:25: gmail-everything.examples.stage: 'post'"));
    EXPECT_THAT(with("text: two", "txt: two"), HasSubstr("gmail-everything.examples.text: is required"));
    EXPECT_THAT(with("text: two", "txt: two"), HasSubstr("unknown key"));
    EXPECT_THAT(with("counterexamples: [three]", "counterexamples: three"),
                HasSubstr("counterexamples: expected a list"));
}

TEST(RuleReader, UnknownKeys)
{
    EXPECT_THAT(with("priority: -3", "prio: -3"), HasSubstr("gmail-everything.prio: unknown key"));
}

TEST(RuleReader, WrongTypes)
{
    EXPECT_NE(with("status_optional: true", "status_optional: maybe"), "");
    EXPECT_NE(with("token: '\\(S\\d+\\)'", "token: {a: b}"), "");
    EXPECT_NE(read("just text").problems, "");
    EXPECT_NE(read("[a, b]").problems, "");
}

TEST(RuleReader, ConditionsThatMakeNoSense)
{
    EXPECT_THAT(
        read("{id: a, status: 5.7.1, status_optional: true, reason: spam, meaning: m, advice: a, examples: [x]}")
            .problems,
        HasSubstr("a.status_optional: makes sense only"));
    EXPECT_THAT(read("{id: a, text: x, provider: yahoo, reason: spam, meaning: m, advice: a, examples: [x]}").problems,
                HasSubstr("'yahoo' is not a provider of this pack"));
    EXPECT_THAT(
        read("{id: a, text: x, distinctive: true, reason: spam, meaning: m, advice: a, examples: [x]}", {}).problems,
        HasSubstr("a.distinctive: the pack has no provider"));
    EXPECT_THAT(
        read("{id: a, smtp_code: 550, distinctive: true, reason: spam, meaning: m, advice: a, examples: [x]}").problems,
        HasSubstr("a reply code alone names nobody"));
}

TEST(RuleReader, AllMistakesAtOnce)
{
    const std::string all = read("{id: B, text: '(', reason: x, links: [y]}").problems;
    for (const char* what :
         {"rule.id", "rule.text", "rule.reason", "rule.links", "rule.meaning", "rule.advice", "rule.examples"})
        EXPECT_THAT(all, HasSubstr(what));
}

} // namespace
} // namespace recoil::classify
