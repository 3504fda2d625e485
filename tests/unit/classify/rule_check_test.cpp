#include "classify/rule_check.hpp"

#include "support/rule_maker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace recoil::classify {
namespace {

using ::testing::HasSubstr;

// A pack of two rules on words; `examples` and `counterexamples` belong to the first.
problems check(std::string_view examples, std::string_view counterexamples, std::size_t expected)
{
    const std::string yaml = "pack: p\nversion: 1\nrules:\n"
                             "  - {id: quota, text: [quota], reason: mailbox_full, meaning: m, advice: a,\n"
                             "     examples: " +
                             std::string(examples) + ",\n     counterexamples: " + std::string(counterexamples) +
                             "}\n"
                             "  - {id: spam, text: [spam, junk], priority: 5, reason: spam, meaning: m, advice: a,\n"
                             "     examples: [junk]}\n";
    problems found;
    auto loaded = load_pack(yaml, "p.yaml", found);
    EXPECT_TRUE(loaded.has_value()) << test::problem_list(found);
    const auto classifier = test::build({std::move(*loaded)});
    EXPECT_EQ(check_examples(*classifier, classifier->packs().front(), found), expected);
    return found;
}

TEST(RuleCheck, NothingIsWrongWhereEachRuleHoldsWhatItPromises)
{
    EXPECT_TRUE(check("['550 over quota', '552 quota']", "['550 spam', '550 quota of spam']", 5).empty());
}

TEST(RuleCheck, AnExampleThatAnotherRuleDecidesIsWrong)
{
    const problems wrong = check("['550 over quota', '550 quota of spam']", "[]", 3);
    ASSERT_EQ(wrong.size(), 1U);
    EXPECT_EQ(wrong[0].file, "p.yaml");
    EXPECT_EQ(wrong[0].line, 5);
    EXPECT_EQ(wrong[0].key, "quota");
    EXPECT_THAT(wrong[0].what, HasSubstr("is decided by spam (generic_text)"));
}

TEST(RuleCheck, AnExampleThatNoRuleDecidesIsWrong)
{
    const problems wrong = check("['550 mailbox full']", "[]", 2);
    ASSERT_EQ(wrong.size(), 1U);
    EXPECT_THAT(wrong[0].what, HasSubstr("is decided by no rule"));
}

TEST(RuleCheck, ACounterexampleThatItsOwnRuleDecidesIsWrong)
{
    const problems wrong = check("['550 over quota']", "['550 spam', '550 quota']", 4);
    ASSERT_EQ(wrong.size(), 1U);
    EXPECT_EQ(wrong[0].line, 6);
    EXPECT_THAT(wrong[0].what, HasSubstr("the counterexample '550 quota' is decided by this rule"));
}

TEST(RuleCheck, AnExampleSaysWhereItWasHeard)
{
    example e;
    e.text = "450 4.2.2 quota";
    e.remote_mta = "mx.example.com";
    e.stage = dsn::stage::rcpt;
    e.action = dsn::action::delayed;
    const failure f = failure_of(e);
    EXPECT_EQ(f.reply.code, 450);
    EXPECT_EQ(f.remote_mta, "mx.example.com");
    EXPECT_EQ(f.stage, dsn::stage::rcpt);
    EXPECT_EQ(f.action, dsn::action::delayed);
}

// Rules that all match "550 zq": id, keys. The first pack is shipped, the second a site's.
std::string rule_on(std::string_view id, std::string_view keys)
{
    return "  - {id: " + std::string(id) + ", " + std::string(keys) +
           ", meaning: m, advice: a, examples: ['550 zq']}\n";
}

overlaps overlaps_of(std::initializer_list<std::string> shipped, std::initializer_list<std::string> site = {},
                     std::string_view provider = "")
{
    std::vector<pack> packs{test::make_pack("p", provider, shipped)};
    if (site.size() > 0)
        packs.push_back(test::site(test::make_pack("s", "", site)));
    const auto classifier = test::build(std::move(packs));
    overlaps all;
    for (const pack& p : classifier->packs()) {
        overlaps found = find_overlaps(*classifier, p);
        std::ranges::move(found.by_id, std::back_inserter(all.by_id));
        std::ranges::move(found.by_priority, std::back_inserter(all.by_priority));
    }
    return all;
}

TEST(Overlaps, WhereOnlyTheIdDecides)
{
    const overlaps found =
        overlaps_of({rule_on("a", "text: [zq], reason: spam"), rule_on("b", "text: [q], reason: policy")});
    EXPECT_TRUE(found.by_priority.empty());
    ASSERT_EQ(found.by_id.size(), 1u);
    EXPECT_EQ(found.by_id[0].file, "p.yaml");
    EXPECT_EQ(found.by_id[0].line, 4);
    EXPECT_EQ(found.by_id[0].key, "a");
    EXPECT_EQ(found.by_id[0].what, "the example '550 zq' is matched by b too: only the order of the ids decides");
}

TEST(Overlaps, WhereThePriorityDecides)
{
    const overlaps found =
        overlaps_of({rule_on("a", "text: [zq], reason: spam"), rule_on("b", "text: [q], reason: spam, priority: 7"),
                     rule_on("c", "text: [z], reason: policy, priority: -7")});
    EXPECT_TRUE(found.by_id.empty());
    ASSERT_EQ(found.by_priority.size(), 2u);
    EXPECT_EQ(found.by_priority[0].key, "b");
    EXPECT_THAT(found.by_priority[0].what,
                HasSubstr("matched by a too, with the same reason: the priority decides (7 over 0)"));
    EXPECT_THAT(found.by_priority[1].what, HasSubstr("matched by c too: the priority decides (7 over -7)"));
}

TEST(Overlaps, NoneWhereTheEvidenceTellsRulesApart)
{
    for (const char* other : {"token: [zq], reason: policy", "smtp_code: 550, reason: policy",
                              "text: [zq], smtp_code: 550, reason: policy", "text: [other], reason: policy"}) {
        const overlaps found = overlaps_of({rule_on("a", "text: [zq], reason: spam"), rule_on("b", other)});
        EXPECT_TRUE(found.by_id.empty() && found.by_priority.empty()) << other;
    }
}

TEST(Overlaps, OfCodesARangeStandsApartFromTheCodeItself)
{
    const auto with_code = [](std::string_view id, std::string_view status) {
        return "  - {id: " + std::string(id) + ", status: " + std::string(status) +
               ", reason: spam, meaning: m, advice: a, examples: ['550 5.7.5']}\n";
    };
    EXPECT_TRUE(overlaps_of({with_code("a", "5.7.5"), with_code("b", "5.7.1-9")}).by_id.empty());
    EXPECT_EQ(overlaps_of({with_code("a", "5.7.1-8"), with_code("b", "5.7.1-9")}).by_id.size(), 1u);
    EXPECT_EQ(overlaps_of({with_code("a", "[5.7.5, 5.7.7-9]"), with_code("b", "5.7.5")}).by_id.size(), 1u);
    EXPECT_EQ(overlaps_of({with_code("a", "5.7.5"), with_code("b", "5.7.5")}, {}, "{name: gmail}").by_id.size(), 0u)
        << "the provider is not known: no rule matches";
}

TEST(Overlaps, ASitesRuleBeforeAShippedOneIsMeantToBe)
{
    const overlaps found =
        overlaps_of({rule_on("a", "text: [zq], reason: spam")}, {rule_on("b", "text: [q], reason: policy")});
    EXPECT_TRUE(found.by_id.empty() && found.by_priority.empty());
    EXPECT_EQ(overlaps_of({rule_on("a", "text: [zq], reason: spam, priority: 1")},
                          {rule_on("b", "text: [q], reason: policy")})
                  .by_priority.size(),
              1u);
}

TEST(Overlaps, ARuleThatGivesWayIsNoRival)
{
    const overlaps found = overlaps_of(
        {rule_on("a", "text: [zq], reason: expired, priority: 9"), rule_on("b", "text: [q], reason: policy")});
    EXPECT_TRUE(found.by_id.empty() && found.by_priority.empty());
}

} // namespace
} // namespace recoil::classify
