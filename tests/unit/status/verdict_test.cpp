#include "status/verdict.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace recoil::status {
namespace {

using namespace std::chrono_literals;

board with_bans(int standing, int over = 0, int of_others = 0)
{
    board b;
    for (int i = 0; i < standing + over + of_others; ++i) {
        b.bans.emplace_back();
        b.bans.back().active = i < standing || i >= standing + over;
        b.bans.back().ours = i < standing + over;
    }
    return b;
}

std::string told(const board& b)
{
    const verdict v = judge(b);
    std::string text(name(v.state));
    text += ":";
    for (const std::string& sentence : v.sentences)
        text += " " + sentence;
    return text;
}

TEST(verdict, all_is_well)
{
    EXPECT_EQ(told(board()), "calm: No ban stands. Bounces are being taken.");
    EXPECT_EQ(told(with_bans(0, 3)), "calm: No ban stands. Bounces are being taken.") << "what is over is over";
}

TEST(verdict, a_ban_is_an_alarm)
{
    EXPECT_EQ(told(with_bans(1)), "alarm: 1 ban stands. Bounces are being taken.");
    EXPECT_EQ(told(with_bans(2, 1)), "alarm: 2 bans stand. Bounces are being taken.");
}

TEST(verdict, a_ban_of_others_is_none)
{
    EXPECT_EQ(told(with_bans(0, 0, 2)), "calm: No ban of ours stands. Bounces are being taken.");
    EXPECT_EQ(told(with_bans(1, 1, 2)), "alarm: 1 ban stands. Bounces are being taken.");
}

TEST(verdict, mail_that_is_deferred_comes_first)
{
    board b = with_bans(1);
    b.sinks.emplace_back().blocked = true;
    EXPECT_EQ(told(b), "alarm: Mail is being deferred: the last write to the event file failed. 1 ban stands.");
    b = board();
    b.sinks.emplace_back().enough_space = false;
    b.sinks.back().blocked = true; // which follows from it
    EXPECT_EQ(told(b), "alarm: Mail is being deferred: the event file's disk has too little space. No ban stands.");
}

TEST(verdict, the_configuration_can_wait_for_the_morning)
{
    board b;
    b.configuration.accepted = false;
    EXPECT_EQ(told(b), "attention: No ban stands. Bounces are being taken. The last reload was refused: the old "
                       "configuration is in force.");
    b = board();
    b.configuration.packs_left_out = 2;
    b.configuration.restart = {"listeners"};
    EXPECT_EQ(told(b), "attention: No ban stands. Bounces are being taken. 2 rule packs are left out for their "
                       "mistakes. A changed setting waits for a restart.");
    b.bans = with_bans(1).bans;
    EXPECT_EQ(judge(b).state, state::alarm) << "the worst counts";
}

TEST(duration_text, has_at_most_two_units)
{
    const std::pair<std::chrono::seconds, const char*> rows[] = {
        {0s, "0 s"},
        {-5s, "0 s"},
        {59s, "59 s"},
        {60s, "1 min"},
        {119s, "1 min"},
        {3599s, "59 min"},
        {3600s, "1 h"},
        {3660s, "1 h 1 min"},
        {11'520s, "3 h 12 min"},
        {24h - 1s, "23 h 59 min"},
        {24h, "1 d"},
        {25h + 59min, "1 d 1 h"},
        {24h * 400, "400 d"},
    };
    for (const auto& [time, text] : rows)
        EXPECT_EQ(duration_text(time), text);
}

TEST(counted, knows_one_from_many)
{
    EXPECT_EQ(counted(0, "ban", "bans"), "0 bans");
    EXPECT_EQ(counted(1, "ban", "bans"), "1 ban");
    EXPECT_EQ(counted(1000, "ban", "bans"), "1,000 bans");
    EXPECT_EQ(grouped(18'446'744'073'709'551'615u), "18,446,744,073,709,551,615");
}

} // namespace
} // namespace recoil::status
