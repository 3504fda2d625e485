#include "daemon/cli/time_text.hpp"

#include <gtest/gtest.h>

namespace recoil::cli {

namespace {

using namespace std::chrono_literals;

const time_point now{1'795'248'000'123ms}; // 2026-11-21T08:00:00.123Z

std::string read(std::string_view text)
{
    const auto time = read_time(text, now);
    return time ? format_rfc3339(*time) : "none";
}

std::string parsed(std::string_view text)
{
    const auto time = parse_rfc3339(text);
    return time ? format_rfc3339(*time) : "none";
}

TEST(parse_rfc3339, reads_what_recoil_writes)
{
    for (const char* text : {"2026-11-21T08:00:00.123Z", "1970-01-01T00:00:00.000Z", "2199-12-31T23:59:59.999Z",
                             "2024-02-29T12:34:56.007Z"})
        EXPECT_EQ(parsed(text), text);
}

TEST(parse_rfc3339, a_fraction_of_any_length)
{
    EXPECT_EQ(parsed("2026-11-21T08:00:00Z"), "2026-11-21T08:00:00.000Z");
    EXPECT_EQ(parsed("2026-11-21T08:00:00.5Z"), "2026-11-21T08:00:00.500Z");
    EXPECT_EQ(parsed("2026-11-21T08:00:00.05Z"), "2026-11-21T08:00:00.050Z");
    EXPECT_EQ(parsed("2026-11-21T08:00:00.123999Z"), "2026-11-21T08:00:00.123Z");
    EXPECT_EQ(parsed("2026-11-21T08:00:60Z"), "2026-11-21T08:01:00.000Z"); // a leap second
}

TEST(parse_rfc3339, anything_else_is_none)
{
    for (const char* text :
         {"", "Z", "2026-11-21", "2026-11-21T08:00:00", "2026-11-21T08:00:00.Z", "2026-11-21T08:00:00.1",
          "2026-11-21T08:00:00.1xZ", "2026-11-21T08:00:00+01:00", "2026-11-21 08:00:00Z", "2026-13-01T00:00:00Z",
          "2026-02-29T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T08:60:00Z", "2026-11-21T08:00:61Z",
          "1969-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "-026-11-21T08:00:00Z"})
        EXPECT_EQ(parsed(text), "none") << text;
}

TEST(read_time, ages)
{
    EXPECT_EQ(read("90min"), "2026-11-21T06:30:00.123Z");
    EXPECT_EQ(read("90m"), "2026-11-21T06:30:00.123Z");
    EXPECT_EQ(read("24h"), "2026-11-20T08:00:00.123Z");
    EXPECT_EQ(read("7d"), "2026-11-14T08:00:00.123Z");
    EXPECT_EQ(read("1w"), "2026-11-14T08:00:00.123Z");
    EXPECT_EQ(read("0h"), "2026-11-21T08:00:00.123Z");
    EXPECT_EQ(read("now"), "2026-11-21T08:00:00.123Z");
}

TEST(read_time, dates)
{
    EXPECT_EQ(read("2026-11-20"), "2026-11-20T00:00:00.000Z");
    EXPECT_EQ(read("2026-11-20T07:30"), "2026-11-20T07:30:00.000Z");
    EXPECT_EQ(read("2026-11-20 07:30"), "2026-11-20T07:30:00.000Z");
    EXPECT_EQ(read("2026-11-20 07:30:15"), "2026-11-20T07:30:15.000Z");
    EXPECT_EQ(read("2026-11-20T07:30:15.5Z"), "2026-11-20T07:30:15.500Z");
}

TEST(read_time, anything_else_is_none)
{
    for (const char* text : {"", "h", "-1h", "1.5h", "1y", "soon", "2026", "2026-11", "2026-11-31", "2026-11-20T7:30",
                             "2026-11-20T25:00", "99999999999999999999h", "9999999w", "1 h", "2026-11-20T07:30Z"})
        EXPECT_EQ(read(text), "none") << text;
}

TEST(shown, times_ages_and_steps)
{
    EXPECT_EQ(shown_time(now), "2026-11-21 08:00:00");
    EXPECT_EQ(shown_date(now), "2026-11-21");
    EXPECT_EQ(shown_age(0s), "0 s");
    EXPECT_EQ(shown_age(119s), "119 s");
    EXPECT_EQ(shown_age(2min), "2 min");
    EXPECT_EQ(shown_age(119min + 59s), "119 min");
    EXPECT_EQ(shown_age(2h), "2 h");
    EXPECT_EQ(shown_age(47h), "47 h");
    EXPECT_EQ(shown_age(48h), "2 d");
    EXPECT_EQ(shown_step(1min), "1 min");
    EXPECT_EQ(shown_step(30min), "30 min");
    EXPECT_EQ(shown_step(1h), "1 h");
    EXPECT_EQ(shown_step(6h), "6 h");
    EXPECT_EQ(shown_step(24h), "1 d");
    EXPECT_EQ(shown_step(168h), "7 d");
}

} // namespace

} // namespace recoil::cli
