#include "proto/log_stamp.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>

namespace recoil::proto {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr seconds eight = hours(8);

struct good {
    std::string_view line;
    calendar_second second;
    int fraction = 0;
    std::optional<int> offset; // minutes
    std::size_t size = 0;
};

const good stamps[] = {
    {"Nov 21 08:00:00 mx1", {0, 11, 21, eight}, 0, {}, 15},
    {"Nov  1 08:00:00 mx1", {0, 11, 1, eight}, 0, {}, 15},
    {"Nov 01 08:00:00 mx1", {0, 11, 1, eight}, 0, {}, 15},
    {"Nov 1 08:00:00 mx1", {0, 11, 1, eight}, 0, {}, 14},
    {"Jan  1 00:00:00 mx1", {0, 1, 1, seconds(0)}, 0, {}, 15},
    {"Dec 31 23:59:59 mx1", {0, 12, 31, hours(24) - seconds(1)}, 0, {}, 15},
    {"Dec 31 23:59:60 mx1", {0, 12, 31, hours(24)}, 0, {}, 15},
    {"Nov 21 08:00:00.123456 mx1", {0, 11, 21, eight}, 123, {}, 22},
    {"Nov 21 08:00:00", {0, 11, 21, eight}, 0, {}, 15},
    {"Feb 30 08:00:00 mx1", {0, 2, 30, eight}, 0, {}, 15},
    {"2026-11-21T08:00:00Z mx1", {2026, 11, 21, eight}, 0, 0, 20},
    {"2026-11-21T08:00:00.5Z mx1", {2026, 11, 21, eight}, 500, 0, 22},
    {"2026-11-21T08:00:00.123999Z mx1", {2026, 11, 21, eight}, 123, 0, 27},
    {"2026-11-21T08:00:00.123456789012345678901234567890Z mx1", {2026, 11, 21, eight}, 123, 0, 51},
    {"2026-11-21T08:00:00+01:00 mx1", {2026, 11, 21, eight}, 0, 60, 25},
    {"2026-11-21T08:00:00.123456+01:00 mx1", {2026, 11, 21, eight}, 123, 60, 32},
    {"2026-11-21T08:00:00-09:30 mx1", {2026, 11, 21, eight}, 0, -570, 25},
    {"2026-11-21T08:00:00-00:30 mx1", {2026, 11, 21, eight}, 0, -30, 25},
    {"2026-11-21T08:00:00+0100 mx1", {2026, 11, 21, eight}, 0, 60, 24},
    {"2026-11-21T08:00:00 mx1", {2026, 11, 21, eight}, 0, {}, 19},
    {"2026-02-30T08:00:00Z mx1", {2026, 2, 30, eight}, 0, 0, 20},
};

TEST(log_stamp, read)
{
    for (const good& g : stamps) {
        SCOPED_TRACE(g.line);
        const auto stamp = read_log_stamp(g.line);
        ASSERT_TRUE(stamp);
        EXPECT_EQ(stamp->second, g.second);
        EXPECT_EQ(stamp->fraction, milliseconds(g.fraction));
        EXPECT_EQ(stamp->offset, g.offset ? std::optional(minutes(*g.offset)) : std::nullopt);
        EXPECT_EQ(stamp->size, g.size);
    }
}

constexpr std::string_view no_stamps[] = {
    "",
    " ",
    "mx1 postfix/smtp[1]: x",
    " Nov 21 08:00:00 mx1",
    "nov 21 08:00:00 mx1",
    "Nov 21 08:00:00mx1",
    "Nov 21 08:00:00. mx1",
    "Nov 21 08:00:00Z mx1",
    "Nov 21 08:00 mx1",
    "Nov 21 24:00:00 mx1",
    "Nov 21 08:60:00 mx1",
    "Nov 21 08:00:61 mx1",
    "Nov 21 8:00:00 mx1",
    "Nov   1 08:00:00 mx1",
    "Nov xx 08:00:00 mx1",
    "November 21 08:00:00 mx1",
    "Sat Nov 21 08:00:00 2026",
    "Nov 21\t08:00:00 mx1",
    "0000-11-21T08:00:00Z mx1",
    "2026-11-21 08:00:00 mx1",
    "2026-11-21t08:00:00Z mx1",
    "2026-11-21T08:00:00z mx1",
    "2026-11-21T08:00:00.Z mx1",
    "2026-11-21T08:00:00+1:00 mx1",
    "2026-11-21T08:00:00+01: mx1",
    "2026-11-21T08:00:00+24:00 mx1",
    "2026-11-21T08:00:00+01:60 mx1",
    "2026-11-21T08:00:00+01:00: mx1",
    "2026-1-21T08:00:00Z mx1",
    "226-11-21T08:00:00Z mx1",
    "+026-11-21T08:00:00Z mx1",
    {"Nov 21 08:00:00\0mx1", 19},
    "1795248000 mx1",
};

TEST(log_stamp, nothing_else_is_a_stamp)
{
    for (const std::string_view line : no_stamps)
        EXPECT_FALSE(read_log_stamp(line)) << line;
}

TEST(log_stamp, what_is_cut_off_is_none_unless_what_is_left_is_one)
{
    for (const good& g : stamps) {
        const std::string_view stamp = g.line.substr(0, g.size);
        for (std::size_t size = 0; size <= stamp.size(); ++size) {
            const std::string cut(stamp.substr(0, size)); // a copy, so that a read beyond is seen
            const auto read = read_log_stamp(cut);
            EXPECT_TRUE(!read || read->size == size) << cut;
        }
    }
}

TEST(log_stamp, every_month_has_its_number)
{
    constexpr std::string_view names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (unsigned month = 1; month <= 12; ++month) {
        const auto stamp = read_log_stamp(std::string(names[month - 1]) + " 21 08:00:00 mx1");
        ASSERT_TRUE(stamp);
        EXPECT_EQ(stamp->second.month, month);
    }
}

TEST(log_stamp, every_second_of_a_day)
{
    for (int second = 0; second < 24 * 60 * 60; second += 7) {
        const std::chrono::hh_mm_ss clock{seconds(second)};
        char text[32];
        std::snprintf(text, sizeof text, "Nov 21 %02d:%02d:%02d", static_cast<int>(clock.hours().count()),
                      static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
        const auto stamp = read_log_stamp(text);
        ASSERT_TRUE(stamp) << text;
        EXPECT_EQ(stamp->second.of_day, seconds(second));
    }
}

} // namespace
} // namespace recoil::proto
