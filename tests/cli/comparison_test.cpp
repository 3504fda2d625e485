#include "daemon/cli/comparison.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::cli {

namespace {

outcome named(std::string category, std::string reason, std::string rule, std::string list_action = "none")
{
    outcome o;
    o.category = std::move(category);
    o.reason = std::move(reason);
    o.rule = std::move(rule);
    o.list_action = std::move(list_action);
    return o;
}

const outcome unknown = named("unknown", "unknown", "reply-550");
const outcome dead = named("bad_address", "user_unknown", "dead", "suppress");
const outcome full = named("mailbox_full", "mailbox_full", "full");

TEST(comparison, TheSameVerdictIsNoChange)
{
    comparison all;
    all.add("550 x", unknown, unknown);
    all.add("550 x", unknown, named("unknown", "unknown", "another"));
    EXPECT_EQ(all.failures, 2u);
    EXPECT_EQ(all.changed, 0u);
    EXPECT_EQ(all.other_rule, 1u);
    EXPECT_TRUE(all.changes.sorted().empty());
}

TEST(comparison, ChangesOfOneKindAreOneRow)
{
    comparison all;
    all.add("550 no kim@example.net here", unknown, full);
    all.add("550 no jo@example.com here", unknown, full);
    all.add("550 no jo@example.com here", dead, full);
    all.add("550 another", unknown, full);
    EXPECT_EQ(all.changed, 4u);
    const auto rows = all.changes.sorted();
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0]->second.count, 2u);
    EXPECT_EQ(rows[0]->second.reply, "550 no ADDRESS here");
    EXPECT_EQ(rows[0]->second.example, "550 no kim@example.net here");
    EXPECT_EQ((all.categories.at({"unknown", "mailbox_full"})), 3u);
    EXPECT_EQ((all.categories.at({"bad_address", "mailbox_full"})), 1u);
}

TEST(comparison, WhatStartsAndWhatCeasesToSuppressIsCounted)
{
    comparison all;
    for (int i = 0; i < 9; ++i)
        all.add("550 often", unknown, full);
    all.add("550 dead", unknown, dead);
    all.add("550 alive", dead, full);
    all.add("550 still dead", dead, named("bad_address", "domain_unknown", "d", "suppress"));
    EXPECT_EQ(all.suppressed, 1u);
    EXPECT_EQ(all.unsuppressed, 1u);
    EXPECT_EQ(all.changes.sorted().front()->second.reply, "550 dead");
}

TEST(comparison, ACategoryThatNobodyKnowsIsNone)
{
    comparison all;
    all.add("550 x", named("\x1b[2J", "y", "z"), full);
    EXPECT_EQ((all.categories.at({"none", "mailbox_full"})), 1u);
}

TEST(comparison, SumsAreExactHoweverManyChangesThereAre)
{
    comparison all;
    constexpr std::uint64_t many = comparison::most_changes * 2;
    for (std::uint64_t i = 0; i < many; ++i)
        all.add("550 word" + std::string(1 + i % 26, static_cast<char>('a' + i / 26 % 26)) + "x" +
                    std::to_string(i % 999) + "y" + std::to_string(i / 999),
                unknown, i == 0 ? dead : full);
    EXPECT_EQ(all.changed, many);
    EXPECT_EQ(all.suppressed, 1u);
    EXPECT_EQ((all.categories.at({"unknown", "mailbox_full"})), many - 1);
    EXPECT_LE(all.changes.sorted().size(), comparison::most_changes);
    EXPECT_TRUE(all.changes.sorted().front()->second.starts_to_suppress());
    std::uint64_t sum = all.changes.given_up();
    for (const auto* entry : all.changes.sorted())
        sum += entry->second.count;
    EXPECT_EQ(sum, many);
}

} // namespace

} // namespace recoil::cli
