#include "classify/rule_check.hpp"

#include "support/rule_maker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

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

} // namespace
} // namespace recoil::classify
