#include "daemon/kept_bans.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil {
namespace {

using namespace std::chrono_literals;

const time_point now{1'795'248'000s}; // 2026-11-21T08:00:00Z

kept_ban by_microsoft()
{
    kept_ban made;
    made.status = {{"microsoft365", "192.0.2.3", "banned_ip", "ip_banned"}, now - 48h, now - 1min, true, now - 3h};
    made.note = {"microsoft365", "m365-banned-ip", "192.0.2.3", 1200, now - 2min};
    return made;
}

kept_ban by_nobody_known()
{
    kept_ban made;
    made.status = {{"none", "unknown", "banned_sender", "account_suspended"}, now - 5h, now - 5h};
    return made;
}

std::vector<kept_ban> parsed(std::string_view text, time_point at)
{
    return parse_kept_bans(text, at).value_or(std::vector<kept_ban>());
}

void expect_equal(const kept_ban& a, const kept_ban& b)
{
    EXPECT_EQ(a.status.ban, b.status.ban);
    EXPECT_EQ(a.status.since, b.status.since);
    EXPECT_EQ(a.status.last_seen, b.status.last_seen);
    EXPECT_EQ(a.status.delivered, b.status.delivered);
    EXPECT_EQ(a.note.pack, b.note.pack);
    EXPECT_EQ(a.note.rule, b.note.rule);
    EXPECT_EQ(a.note.address, b.note.address);
    EXPECT_EQ(a.note.refusals, b.note.refusals);
    EXPECT_EQ(a.note.refused_us, b.note.refused_us);
}

TEST(kept_bans, are_read_as_they_were_written)
{
    const std::vector<kept_ban> bans{by_microsoft(), by_nobody_known()};
    const auto read = parsed(to_text(bans), now);
    ASSERT_EQ(read.size(), 2u);
    expect_equal(read[0], bans[0]);
    expect_equal(read[1], bans[1]);
}

TEST(kept_bans, none_are_no_text)
{
    EXPECT_EQ(to_text({}), "");
}

TEST(kept_bans, one_whose_quiet_time_has_passed_is_over)
{
    const std::vector<kept_ban> bans{by_microsoft(), by_nobody_known()};
    const std::string text = to_text(bans);
    EXPECT_EQ(parsed(text, now + 1h - 1ms).size(), 2u);
    const auto later = parsed(text, now + 1h);
    ASSERT_EQ(later.size(), 1u);
    expect_equal(later[0], bans[0]);
    EXPECT_TRUE(parsed(text, now + 6h).empty());
}

TEST(kept_bans, after_the_clock_was_set_back_they_stand_from_now)
{
    const std::vector<kept_ban> bans{by_microsoft()};
    const time_point earlier = now - 72h;
    const auto read = parsed(to_text(bans), earlier);
    ASSERT_EQ(read.size(), 1u);
    EXPECT_EQ(read[0].status.since, earlier);
    EXPECT_EQ(read[0].status.last_seen, earlier);
    EXPECT_EQ(read[0].note.refused_us, earlier);
}

TEST(kept_bans, a_time_beyond_all_clocks_is_now)
{
    const std::vector<kept_ban> bans{by_microsoft()};
    std::string text = to_text(bans);
    const std::string since = std::to_string(bans[0].status.since.time_since_epoch().count());
    text.replace(text.find(since), since.size(), "18446744073709551615");
    const auto read = parsed(text, now);
    ASSERT_EQ(read.size(), 1u);
    EXPECT_EQ(read[0].status.since, now);
}

TEST(kept_bans, a_text_that_ends_anywhere_has_the_lines_before)
{
    const std::vector<kept_ban> bans{by_microsoft(), by_nobody_known()};
    const std::string text = to_text(bans);
    const std::size_t of_the_first = to_text(std::span(bans).first(1)).size();
    for (std::size_t end = 0; end + 1 < text.size(); ++end) {
        const auto read = parsed(std::string_view(text).substr(0, end), now);
        EXPECT_LE(read.size(), 2u);
        if (end >= of_the_first) {
            ASSERT_GE(read.size(), 1u) << end;
            expect_equal(read[0], bans[0]);
        }
    }
}

TEST(kept_bans, lines_that_are_none_are_left_out)
{
    const std::vector<kept_ban> bans{by_microsoft()};
    const std::string text = to_text(bans), line = text.substr(text.find('\n') + 1);
    std::string damaged = "nonsense\n\n" + std::string(11, '\t') + "\n" + line.substr(0, line.size() - 1) + "x\n";
    for (const char* number : {"12x0", "", "-1", "-9223372036854775808", "99999999999999999999"})
        damaged += std::string(line).replace(line.find("1200"), 4, number);
    const auto read = parsed(text + damaged + line, now);
    ASSERT_EQ(read.size(), 2u);
    expect_equal(read[1], bans[0]);
}

TEST(kept_bans, another_file_is_none_of_ours)
{
    const std::vector<kept_ban> bans{by_microsoft()};
    const std::string text = to_text(bans), lines = text.substr(text.find('\n') + 1);
    for (const std::string& other : {std::string(), lines, "recoil bans 2\n" + lines, "x" + text})
        EXPECT_FALSE(parse_kept_bans(other, now)) << other;
}

} // namespace
} // namespace recoil
