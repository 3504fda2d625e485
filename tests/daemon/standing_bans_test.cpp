#include "daemon/standing_bans.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil {
namespace {

using namespace std::chrono_literals;

const time_point now{1'795'248'000s}; // 2026-11-21T08:00:00Z

standing_ban by_microsoft()
{
    standing_ban made;
    made.status = {{"microsoft365", "192.0.2.3", "banned_ip", "ip_banned"}, now - 48h, now - 1min, true};
    made.note = {"microsoft365", "m365-banned-ip", "192.0.2.3", 1200, now - 2min};
    return made;
}

standing_ban by_nobody_known()
{
    standing_ban made;
    made.status = {{"none", "unknown", "banned_sender", "account_suspended"}, now - 5h, now - 5h, true};
    return made;
}

void expect_equal(const standing_ban& a, const standing_ban& b)
{
    EXPECT_EQ(a.status.ban, b.status.ban);
    EXPECT_EQ(a.status.since, b.status.since);
    EXPECT_EQ(a.status.last_seen, b.status.last_seen);
    EXPECT_EQ(a.status.active, b.status.active);
    EXPECT_EQ(a.note.pack, b.note.pack);
    EXPECT_EQ(a.note.rule, b.note.rule);
    EXPECT_EQ(a.note.address, b.note.address);
    EXPECT_EQ(a.note.refusals, b.note.refusals);
    EXPECT_EQ(a.note.refused_us, b.note.refused_us);
}

TEST(standing_bans, are_read_as_they_were_written)
{
    const std::vector<standing_ban> bans{by_microsoft(), by_nobody_known()};
    const auto read = parse_standing_bans(to_text(bans), now);
    ASSERT_EQ(read.size(), 2u);
    expect_equal(read[0], bans[0]);
    expect_equal(read[1], bans[1]);
}

TEST(standing_bans, none_are_no_text)
{
    EXPECT_EQ(to_text({}), "");
    EXPECT_TRUE(parse_standing_bans("", now).empty());
}

TEST(standing_bans, one_whose_quiet_time_has_passed_is_over)
{
    const std::vector<standing_ban> bans{by_microsoft(), by_nobody_known()};
    const std::string text = to_text(bans);
    EXPECT_EQ(parse_standing_bans(text, now + 1h - 1ms).size(), 2u);
    const auto later = parse_standing_bans(text, now + 1h);
    ASSERT_EQ(later.size(), 1u);
    expect_equal(later[0], bans[0]);
    EXPECT_TRUE(parse_standing_bans(text, now + 6h).empty());
}

TEST(standing_bans, after_the_clock_was_set_back_they_stand_from_now)
{
    const std::vector<standing_ban> bans{by_microsoft()};
    const time_point earlier = now - 72h;
    const auto read = parse_standing_bans(to_text(bans), earlier);
    ASSERT_EQ(read.size(), 1u);
    EXPECT_EQ(read[0].status.since, earlier);
    EXPECT_EQ(read[0].status.last_seen, earlier);
    EXPECT_EQ(read[0].note.refused_us, earlier);
}

TEST(standing_bans, a_text_that_ends_anywhere_has_the_lines_before)
{
    const std::vector<standing_ban> bans{by_microsoft(), by_nobody_known()};
    const std::string text = to_text(bans);
    const std::size_t of_the_first = to_text(std::span(bans).first(1)).size();
    for (std::size_t end = 0; end + 1 < text.size(); ++end) {
        const auto read = parse_standing_bans(std::string_view(text).substr(0, end), now);
        EXPECT_LE(read.size(), 2u);
        if (end >= of_the_first) {
            ASSERT_GE(read.size(), 1u) << end;
            expect_equal(read[0], bans[0]);
        }
    }
}

TEST(standing_bans, lines_that_are_none_are_left_out)
{
    const std::vector<standing_ban> bans{by_microsoft()};
    const std::string text = to_text(bans), line = text.substr(text.find('\n') + 1);
    EXPECT_TRUE(parse_standing_bans(line, now).empty()) << "without its first line it is another file";
    EXPECT_TRUE(parse_standing_bans("recoil bans 2\n" + line, now).empty()) << "of a recoil that comes after this one";
    std::string wrong_number = line;
    wrong_number.replace(wrong_number.find("1200"), 4, "12x0");
    const auto read = parse_standing_bans(text + "\nnonsense\n\t\t\t\t\t\t\t\t\t\t\n" + wrong_number + line, now);
    ASSERT_EQ(read.size(), 2u);
    expect_equal(read[1], bans[0]);
}

} // namespace
} // namespace recoil
