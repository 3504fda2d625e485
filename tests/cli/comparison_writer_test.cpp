#include "daemon/cli/comparison_writer.hpp"

#include "support/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace recoil::cli {

namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int no_terminal = -1;

outcome named(std::string category, std::string reason, std::string rule, std::string list_action = "none")
{
    outcome o;
    o.category = std::move(category);
    o.reason = std::move(reason);
    o.rule = std::move(rule);
    o.evidence = "text";
    o.list_action = std::move(list_action);
    return o;
}

class comparison_writer : public testing::Test {
protected:
    comparison_writer()
    {
        sides.before = "the old";
        sides.after = "the new";
        read.events = 7;
        for (int i = 0; i < 3; ++i)
            all.add("452 often", named("unknown", "unknown", ""), named("mailbox_full", "mailbox_full", "full"));
        all.add("550 gone \x1b[2J", named("unknown", "unknown", "reply-550"),
                named("bad_address", "user_unknown", "dead", "suppress"));
    }

    std::string table() { return comparison_table(all, sides, read, terminal(no_terminal)); }

    comparison all;
    comparison_sides sides;
    events_read read;
};

TEST_F(comparison_writer, TheTableSaysWhatIsComparedAndWhatChanges)
{
    const std::string text = table();
    for (const char* words : {"4 failed or delayed recipients of 7 events", "the old", "the new", "4 verdicts",
                              "3  unknown           -> mailbox_full", "1  unknown           -> bad_address",
                              "unknown/unknown (no rule, text) -> mailbox_full/mailbox_full (full, text)", "452 often"})
        EXPECT_THAT(text, HasSubstr(words));
}

TEST_F(comparison_writer, ANewSuppressionComesFirstAndIsLoud)
{
    const std::string text = table();
    EXPECT_THAT(text, HasSubstr("SUPPRESSED    1 recipient would newly be called dead"));
    EXPECT_THAT(text, HasSubstr("!! SUPPRESSES unknown/unknown (reply-550, text) -> bad_address/user_unknown"));
    EXPECT_THAT(text, HasSubstr("list_action   none -> suppress"));
    EXPECT_LT(text.find("550 gone"), text.find("452 often"));
}

TEST_F(comparison_writer, NothingFromAMessageReachesTheTerminal)
{
    EXPECT_THAT(table(), Not(HasSubstr("\x1b")));
    all.add("550 x", named("\x1b[1m", "\x1b[1m", "\x1b[1m"), named("policy_rejected", "policy", "p"));
    EXPECT_THAT(table(), Not(HasSubstr("\x1b")));
}

TEST_F(comparison_writer, RareChangesAreCountedWhereTheyAreNotShown)
{
    sides.shown = 1;
    EXPECT_THAT(table(), HasSubstr("1 more change by rarer replies: --top 0 shows all"));
    EXPECT_THAT(table(), Not(HasSubstr("452 often")));
}

TEST_F(comparison_writer, OtherVerdictsOnRecordAreSaid)
{
    EXPECT_THAT(table(), Not(HasSubstr("--recorded")));
    sides.recorded_otherwise = 2;
    EXPECT_THAT(table(), HasSubstr("2 events of these were recorded with another verdict"));
}

TEST_F(comparison_writer, NoChangeIsSaidToo)
{
    const std::string text = comparison_table(comparison(), sides, read, terminal(no_terminal));
    EXPECT_THAT(text, HasSubstr("changed       0 verdicts"));
    EXPECT_THAT(text, Not(HasSubstr("FROM -> TO")));
}

TEST_F(comparison_writer, JsonHoldsTheSame)
{
    read.damaged = 2;
    const auto object = test::parse_json(comparison_json(all, sides, read));
    ASSERT_TRUE(object.has_value());
    EXPECT_EQ(object->at("before").text, "the old");
    EXPECT_EQ(object->at("damaged_lines").number, 2);
    EXPECT_EQ(object->at("failures").number, 4);
    EXPECT_EQ(object->at("suppressed").number, 1);
    ASSERT_EQ(object->at("categories").items.size(), 2u);
    EXPECT_EQ(object->at("categories").items[0].at("to").text, "mailbox_full");
    ASSERT_EQ(object->at("changes").items.size(), 2u);
    const test::json& first = object->at("changes").items[0];
    EXPECT_TRUE(first.at("starts_to_suppress").boolean);
    EXPECT_EQ(first.at("to").at("reason").text, "user_unknown");
    EXPECT_TRUE(first.at("to").at("suppress").boolean);
    EXPECT_FALSE(first.at("from").at("suppress").boolean);
    EXPECT_EQ(first.at("example").text, "550 gone \x1b[2J");
}

} // namespace

} // namespace recoil::cli
