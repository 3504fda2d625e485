#include "util/clock.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil {
namespace {

std::string read(std::string_view text)
{
    const auto time = parse_rfc5322_date(text);
    return time ? format_rfc3339(*time) : "none";
}

TEST(clock, rfc3339_has_milliseconds_and_utc)
{
    EXPECT_EQ(format_rfc3339(time_point{}), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(format_rfc3339(time_point{std::chrono::milliseconds(1'795'248'000'007)}), "2026-11-21T08:00:00.007Z");
    EXPECT_EQ(format_rfc3339(time_point{std::chrono::milliseconds(-1)}), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(format_rfc3339(time_point{std::chrono::seconds(951'782'399)}), "2000-02-28T23:59:59.000Z");
    EXPECT_EQ(format_rfc3339(time_point{std::chrono::seconds(951'782'400)}), "2000-02-29T00:00:00.000Z");
}

TEST(clock, unix_seconds_have_a_fraction)
{
    EXPECT_EQ(unix_seconds(time_point{}), 0);
    EXPECT_EQ(unix_seconds(time_point{std::chrono::milliseconds(1'795'248'000'250)}), 1'795'248'000.25);
    EXPECT_EQ(unix_seconds(time_point{std::chrono::milliseconds(-500)}), -0.5);
}

struct date_case {
    const char* text;
    const char* expected;
};

TEST(clock, dates_that_can_be_read)
{
    constexpr date_case cases[]{
        {"Sat, 21 Nov 2026 08:00:00 +0000", "2026-11-21T08:00:00.000Z"},
        {"Sat, 21 Nov 2026 08:00:00 -0800", "2026-11-21T16:00:00.000Z"},
        {"Sat, 21 Nov 2026 00:30:00 +0530", "2026-11-20T19:00:00.000Z"},
        {"21 Nov 2026 08:00:00 +0000", "2026-11-21T08:00:00.000Z"},      // no day name
        {"Sat, 21 Nov 2026 08:00 +0000", "2026-11-21T08:00:00.000Z"},    // no seconds
        {"Sat,21 Nov 2026 8:05:09 GMT", "2026-11-21T08:05:09.000Z"},     // no blank, one digit
        {"sat, 1 NOV 2026 08:00:00 ut", "2026-11-01T08:00:00.000Z"},     // case
        {"Mon, 21 Nov 2026 08:00:00 +0000", "2026-11-21T08:00:00.000Z"}, // the wrong day
        {"Saturday, 21 November 2026 08:00:00 Z", "2026-11-21T08:00:00.000Z"},
        {"Sat, 21 Nov 2026 08:00:00", "2026-11-21T08:00:00.000Z"}, // no zone
        {" Sat ,\r\n 21\tNov 2026 08:00:00 +0000 ", "2026-11-21T08:00:00.000Z"},
        {"Sat, 21 Nov 2026 08:00:00 -0500 (EST)", "2026-11-21T13:00:00.000Z"},
        {"Sat (a (nested) \\) one), 21(x)Nov 2026 08:00:00 +0000", "2026-11-21T08:00:00.000Z"},
        {"Sat, 21 Nov 2026 08:00:00 +0000 (never closed", "2026-11-21T08:00:00.000Z"},
        {"29 Feb 2024 00:00:00 +0000", "2024-02-29T00:00:00.000Z"},
        {"31 Dec 2016 23:59:60 +0000", "2017-01-01T00:00:00.000Z"}, // a leap second
        {"21 Nov 26 08:00:00 +0000", "2026-11-21T08:00:00.000Z"},   // two digits: RFC 5322 4.3
        {"21 Nov 49 08:00:00 +0000", "2049-11-21T08:00:00.000Z"},
        {"21 Nov 50 08:00:00 +0000", "1950-11-21T08:00:00.000Z"},
        {"21 Nov 126 08:00:00 +0000", "2026-11-21T08:00:00.000Z"},
    };
    for (const date_case& c : cases)
        EXPECT_EQ(read(c.text), c.expected) << c.text;
}

TEST(clock, zones_with_names)
{
    constexpr date_case cases[]{
        {"GMT", "12:00"}, {"UTC", "12:00"}, {"EST", "17:00"},  {"EDT", "16:00"}, {"CST", "18:00"},
        {"CDT", "17:00"}, {"MST", "19:00"}, {"MDT", "18:00"},  {"PST", "20:00"}, {"pdt", "19:00"},
        {"A", "12:00"},   {"z", "12:00"},   {"CEST", "12:00"}, // RFC 5322 4.3: an unknown name says nothing
    };
    for (const date_case& c : cases)
        EXPECT_EQ(read(std::string("21 Nov 2026 12:00:00 ") + c.text),
                  "2026-11-21T" + std::string(c.expected) + ":00.000Z")
            << c.text;
}

TEST(clock, dates_that_cannot_be_read)
{
    for (const char* text : {
             "",
             "   ",
             "()",
             "Sat",
             "Sat, 21 Nov 2026",
             "Sat, 21 Nov 08:00:00 +0000",
             "Sat, 32 Nov 2026 08:00:00 +0000",
             "Sat, 0 Nov 2026 08:00:00 +0000",
             "29 Feb 2026 08:00:00 +0000",
             "21 Nvo 2026 08:00:00 +0000",
             "21 No 2026 08:00:00 +0000",
             "21 Nov 1899 08:00:00 +0000",
             "21 Nov 12026 08:00:00 +0000",
             "21 Nov 2026 24:00:00 +0000",
             "21 Nov 2026 08:60:00 +0000",
             "21 Nov 2026 08:00:61 +0000",
             "21 Nov 2026 08 +0000",
             "21 Nov 2026 08:00:00:00 +0000",
             "21 Nov 2026 08:00: +0000",
             "21 Nov 2026 :00 +0000",
             "21 Nov 2026 08:00:00 0000",
             "21 Nov 2026 08:00:00 +000",
             "21 Nov 2026 08:00:00 +0060",
             "21 Nov 2026 08:00:00 +0000 more",
             "-1 Nov 2026 08:00:00 +0000",
             "2026-11-21T08:00:00Z",
         })
        EXPECT_EQ(read(text), "none") << text;
}

// A cut date is no date until the minutes are there; what stands before the cut is not misread.
TEST(clock, a_date_cut_anywhere)
{
    const std::string whole = "Sat, 21 Nov 2026 08:00:00 +0000";
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        const std::string got = read(whole.substr(0, cut));
        EXPECT_TRUE(got == "none" || got.starts_with("2026-11-21T08:0")) << cut << " " << got;
        EXPECT_TRUE(cut >= 20 || got == "none") << cut << " " << got;
    }
}

} // namespace
} // namespace recoil
