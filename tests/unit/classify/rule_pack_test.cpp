#include "classify/rule_pack.hpp"

#include "classify/embedded_packs.hpp"
#include "support/rule_maker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recoil::classify {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string one_rule = test::rule("a-rule", "text: [quota], reason: mailbox_full");

std::string load_problems(std::string_view yaml)
{
    problems found;
    const auto loaded = load_pack(yaml, "p.yaml", found);
    EXPECT_EQ(loaded.has_value(), found.empty());
    return test::problem_list(found);
}

TEST(RulePack, Loads)
{
    problems found;
    const auto p =
        load_pack(test::pack_text("my-pack", "{name: gmail, hosts: ['*.google.com'], texts: ['gsmtp$']}", {one_rule}),
                  "dir/p.yaml", found);
    ASSERT_TRUE(p) << test::problem_list(found);
    EXPECT_EQ(p->name, "my-pack");
    EXPECT_EQ(p->version, "1");
    EXPECT_EQ(p->file, "dir/p.yaml");
    EXPECT_FALSE(p->site);
    ASSERT_EQ(p->providers.size(), 1u);
    EXPECT_EQ(p->providers[0].name, "gmail");
    EXPECT_THAT(p->providers[0].hosts, ElementsAre("*.google.com"));
    EXPECT_THAT(p->providers[0].texts, ElementsAre("gsmtp$"));
    ASSERT_EQ(p->rules.size(), 1u);
    EXPECT_EQ(p->rules[0].id, "a-rule");
    EXPECT_EQ(p->rules[0].file, "dir/p.yaml");
    EXPECT_EQ(p->rules[0].line, 5);
}

TEST(RulePack, WithoutAProvider)
{
    problems found;
    const auto p = load_pack(test::pack_text("generic", "", {one_rule}), "p.yaml", found);
    ASSERT_TRUE(p) << test::problem_list(found);
    EXPECT_TRUE(p->providers.empty());
}

TEST(RulePack, WithSeveralProviders)
{
    problems found;
    const auto p = load_pack(
        test::pack_text("two", "[{name: yahoo, hosts: '*.yahoodns.net'}, {name: aol}]", {one_rule}), "p.yaml", found);
    ASSERT_TRUE(p) << test::problem_list(found);
    ASSERT_EQ(p->providers.size(), 2u);
    EXPECT_EQ(p->providers[1].name, "aol");
    EXPECT_TRUE(p->providers[1].hosts.empty());
}

TEST(RulePack, TopLevelMistakes)
{
    EXPECT_THAT(load_problems("version: 1\nrules: []\n"), HasSubstr("pack: a name"));
    EXPECT_THAT(load_problems("pack: A B\nversion: 1\nrules: []\n"), HasSubstr("pack: a name"));
    EXPECT_THAT(load_problems("pack: a\nrules: []\n"), HasSubstr("version: is required"));
    EXPECT_THAT(load_problems("pack: a\nversion: 1\n"), HasSubstr("rules: expected a list"));
    EXPECT_THAT(load_problems("pack: a\nversion: 1\nrules: {}\n"), HasSubstr("p.yaml:3: rules: expected a list"));
    EXPECT_THAT(load_problems("pack: a\nversion: 1\nrules: []\nrule: []\n"), HasSubstr("p.yaml:4: rule: unknown key"));
    EXPECT_THAT(load_problems(""), HasSubstr("pack: a name"));
    EXPECT_THAT(load_problems("- a\n"), HasSubstr("p.yaml"));
    EXPECT_THAT(load_problems("pack: [\n"), HasSubstr("p.yaml"));
}

TEST(RulePack, ProviderMistakes)
{
    const auto with_provider = [](std::string_view provider) {
        return load_problems(test::pack_text("a", provider, {one_rule}));
    };
    EXPECT_THAT(with_provider("{hosts: ['*.x']}"), HasSubstr("provider.name: expected"));
    EXPECT_THAT(with_provider("{name: local}"), HasSubstr("provider.name: expected"));
    EXPECT_THAT(with_provider("{name: gmail, texts: ['(']}"), HasSubstr("provider.texts: '(': RE2"));
    EXPECT_THAT(with_provider("{name: gmail, host: x}"), HasSubstr("provider.host: unknown key"));
    EXPECT_THAT(with_provider("gmail"), HasSubstr("provider"));
}

TEST(RulePack, RepeatedIds)
{
    EXPECT_THAT(load_problems(test::pack_text("a", "", {one_rule, one_rule})),
                HasSubstr("p.yaml:5: rules: the id 'a-rule' is used in line 4 too"));
}

TEST(RulePack, AMistakeInARuleRefusesThePack)
{
    EXPECT_THAT(load_problems(test::pack_text("a", "", {one_rule, test::rule("b", "text: ['a(?=b)'], reason: spam")})),
                HasSubstr("p.yaml:5:20: b.text: 'a(?=b)': look-around"));
}

TEST(RulePack, EarlierProblemsOfOthersDoNotMatter)
{
    problems found{{"other.yaml", 1, "x", "wrong"}};
    EXPECT_TRUE(load_pack(test::pack_text("a", "", {one_rule}), "p.yaml", found));
    EXPECT_EQ(found.size(), 1u);
}

TEST(RulePack, ShippedPacksLoad)
{
    for (const embedded_pack& embedded : embedded_packs()) {
        problems found;
        EXPECT_TRUE(load_pack(embedded.yaml, embedded.file, found)) << test::problem_list(found);
    }
}

TEST(RulePack, ShippedPacksComeInTheOrderOfTheirFiles)
{
    const auto packs = shipped_packs();
    ASSERT_EQ(packs.size(), embedded_packs().size());
    for (std::size_t i = 0; i < packs.size(); ++i) {
        EXPECT_EQ(packs[i].file, embedded_packs()[i].file);
        EXPECT_FALSE(packs[i].site);
        if (i > 0) {
            EXPECT_LT(packs[i - 1].file, packs[i].file);
        }
    }
}

} // namespace
} // namespace recoil::classify
