#include "daemon/cli/stub_pack.hpp"

#include "classify/rule_check.hpp"
#include "support/rule_maker.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::cli {

namespace {

std::shared_ptr<const classify::classifier> rules()
{
    return test::build({test::make_pack("words", "",
                                        {test::rule("full", "text: [quota], priority: 1000, reason: mailbox_full"),
                                         test::rule("site-taken-word", "text: [xyzzy], reason: spam"),
                                         test::rule("bare", "smtp_code: 500-599, reason: unknown")})});
}

std::vector<std::string> ids(const std::vector<rule_stub>& stubs)
{
    std::vector<std::string> all;
    for (const rule_stub& stub : stubs)
        all.push_back(stub.usable() ? stub.id : "-");
    return all;
}

using names = std::vector<std::string>;

TEST(stub_pack, OneStubForEachReplyInTheirOrder)
{
    EXPECT_EQ(ids(make_stubs({{"550 second thing", ""}, {"550 first thing", ""}}, *rules())),
              (names{"site-second-thing", "site-first-thing"}));
    EXPECT_TRUE(make_stubs({}, *rules()).empty());
}

TEST(stub_pack, IdsAreNobodyElses)
{
    EXPECT_EQ(ids(make_stubs({{"550 taken word", ""}, {"550 same, words", ""}, {"550 same words", ""}}, *rules())),
              (names{"site-taken-word-2", "site-same-words", "site-same-words-2"}));
}

TEST(stub_pack, WhereOneHoldsAnotherTheLongerGoesFirst)
{
    const auto stubs = make_stubs(
        {{"550 mailbox is blocked", ""}, {"550 a mailbox is blocked by its owner", ""}, {"550 other words", ""}},
        *rules());
    EXPECT_EQ(stubs[0].priority, 0);
    EXPECT_EQ(stubs[1].priority, 1);
    EXPECT_EQ(stubs[2].priority, 0);
    EXPECT_EQ(ids(stubs), (names{"site-mailbox-is-blocked", "site-a-mailbox-is-blocked-by-its", "site-other-words"}));
}

TEST(stub_pack, RepliesThatDifferInCodesAloneNeedOneRule)
{
    EXPECT_EQ(ids(make_stubs({{"550 same words", ""}, {"554 5.7.1 same words", ""}}, *rules())),
              (names{"site-same-words", "-"}));
}

TEST(stub_pack, WhatAnotherRuleWouldDecideIsNotOffered)
{
    EXPECT_EQ(ids(make_stubs({{"550 the quota of kim", ""}, {"550 other words", ""}}, *rules())),
              (names{"-", "site-other-words"}));
}

// All that is offered holds as one pack, which the test of packs would say too.
TEST(stub_pack, AsAPackTheStubsPassTheirTest)
{
    const std::vector<reply_kind> kinds{{"550 mailbox is blocked", ""},
                                        {"550 mailbox is blocked by ADDRESS", ""},
                                        {"550 ADDRESS mailbox is blocked by HOST now", ""},
                                        {"550 it's [a] (test)", ""},
                                        {"550 5.7.999", "5.7.999"},
                                        {"550", ""},
                                        {"550 quota", ""}};
    std::string yaml = stub_pack_head("2026-11-22");
    std::size_t usable = 0;
    for (const rule_stub& stub : make_stubs(kinds, *rules())) {
        if (!stub.usable())
            continue;
        ++usable;
        std::string item = stub.yaml();
        yaml += item.replace(item.find(open_reason), open_reason.size(), "greylisted");
    }
    EXPECT_EQ(usable, 5u);
    problems found;
    const auto pack = classify::load_pack(yaml, "site.yaml", found);
    ASSERT_TRUE(pack.has_value()) << test::problem_list(found) << yaml;
    const auto others = rules();
    std::vector<classify::pack> packs(others->packs().begin(), others->packs().end());
    packs.push_back(test::site(*pack));
    const auto together = test::build(packs);
    EXPECT_EQ(classify::check_examples(*together, together->packs().back(), found), usable);
    EXPECT_TRUE(found.empty()) << test::problem_list(found);
}

} // namespace

} // namespace recoil::cli
