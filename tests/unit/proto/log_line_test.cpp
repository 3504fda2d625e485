#include "proto/log_line.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::proto {
namespace {

using std::chrono::hours;
using std::chrono::local_seconds;
using namespace std::chrono_literals;

int turned = 0; // into UTC

time_point one_hour_ahead(local_seconds local)
{
    ++turned;
    return time_point(local.time_since_epoch() - 1h);
}

time_point day(int year, unsigned month, unsigned of_month)
{
    return std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(of_month));
}

const time_point now = day(2026, 11, 21) + 12h;

std::optional<log_line> read(std::string_view line, time_point at = now, std::optional<int> year = {})
{
    log_line_reader reader(one_hour_ahead, year);
    return reader.read(line, at);
}

std::string time_of(std::string_view line, time_point at = now, std::optional<int> year = {})
{
    const auto got = read(line, at, year);
    return got && got->time ? format_rfc3339(*got->time) : "none";
}

struct parts {
    std::string_view line;
    std::string_view host;
    std::string_view instance;
    std::string_view service;
    std::string_view message;
};

constexpr parts lines[] = {
    {"Nov 21 08:00:00 mx1 postfix/smtp[123]: 4ABCDEF: x", "mx1", "postfix", "smtp", "4ABCDEF: x"},
    {"Nov  1 08:00:00 mx1 postfix/smtp[123]: 4ABCDEF: x", "mx1", "postfix", "smtp", "4ABCDEF: x"},
    {"Nov 21 08:00:00.123456 mx1 postfix/smtp[123]: x", "mx1", "postfix", "smtp", "x"},
    {"2026-11-21T08:00:00.123456+01:00 mx1 postfix/smtp[123]: x", "mx1", "postfix", "smtp", "x"},
    {"2026-11-21T08:00:00+0100 mx1 postfix/smtp[123]: x", "mx1", "postfix", "smtp", "x"},
    {"Nov 21 08:00:00 mx1.example.com postfix-out1/smtp[1]: x", "mx1.example.com", "postfix-out1", "smtp", "x"},
    {"Nov 21 08:00:00 mx1 postfix-192.0.2.1/qmgr[1]: x", "mx1", "postfix-192.0.2.1", "qmgr", "x"},
    {"Nov 21 08:00:00 mx1 postfix/out1/smtp[1]: x", "mx1", "postfix/out1", "smtp", "x"},
    {"Nov 21 08:00:00 mx1 postfix/a/b/smtp[1]: x", "mx1", "postfix/a/b", "smtp", "x"},
    {"Nov 21 08:00:00 mx1 postfix/smtp: x", "mx1", "postfix", "smtp", "x"},
    {"Nov 21 08:00:00 mx1 postfix/smtp[]: x", "mx1", "postfix", "smtp", "x"},
    {"Nov 21 08:00:00 mx1 postfix/smtp[1/2]: x", "mx1", "postfix", "smtp", "x"},
    {"Nov 21 08:00:00 mx1 post:fix/smtp[1]: x", "mx1", "post:fix", "smtp", "x"},
    {"Nov 21 08:00:00 2001:db8::1 postfix/smtp[1]: x", "2001:db8::1", "postfix", "smtp", "x"},
    {"Nov 21 08:00:00   mx1   postfix/smtp[1]:   x  y ", "mx1", "postfix", "smtp", "x  y "},
    {"Nov 21 08:00:00 mx1 postfix/smtp[1]:", "mx1", "postfix", "smtp", ""},
    {"Nov 21 08:00:00 mx1 postfix/smtp[1]: ", "mx1", "postfix", "smtp", ""},
    // no Postfix's
    {"Nov 21 08:00:00 mx1 sshd[1]: x", "mx1", "", "", "x"},
    {"Nov 21 08:00:00 mx1 kernel: x", "mx1", "", "", "x"},
    {"Nov 21 08:00:00 mx1 postfix/: x", "mx1", "", "", "x"},
    {"Nov 21 08:00:00 mx1 /smtp: x", "mx1", "", "", "x"},
    {"Nov 21 08:00:00 mx1 /: x", "mx1", "", "", "x"},
    {"Nov 21 08:00:00 mx1 sshd[1]: postfix/smtp[1]: x", "mx1", "", "", "postfix/smtp[1]: x"},
    {"Nov 21 08:00:00 mx1 : x", "mx1", "", "", ": x"},
    {"Nov 21 08:00:00 mx1 last message repeated 2 times", "mx1", "", "", "last message repeated 2 times"},
    {"Nov 21 08:00:00 mx1 postfix/smtp[1] x", "mx1", "", "", "postfix/smtp[1] x"},
    {"Nov 21 08:00:00 mx1 postfix/smtp [1]: x", "mx1", "", "", "postfix/smtp [1]: x"},
    {"Nov 21 08:00:00 mx1 -- MARK --", "mx1", "", "", "-- MARK --"},
    {"Nov 21 08:00:00 mx1", "mx1", "", "", ""},
};

TEST(log_line, parts)
{
    for (const parts& p : lines) {
        SCOPED_TRACE(p.line);
        const auto got = read(p.line);
        ASSERT_TRUE(got);
        EXPECT_EQ(got->host, p.host);
        EXPECT_EQ(got->instance, p.instance);
        EXPECT_EQ(got->service, p.service);
        EXPECT_EQ(got->message, p.message);
    }
}

TEST(log_line, every_view_is_of_the_line)
{
    for (const parts& p : lines) {
        const auto got = read(p.line);
        ASSERT_TRUE(got);
        for (const std::string_view part : {got->host, got->instance, got->service, got->message}) {
            EXPECT_TRUE(part.empty() ||
                        (part.data() >= p.line.data() && part.data() + part.size() <= p.line.data() + p.line.size()))
                << p.line;
        }
    }
}

TEST(log_line, what_has_no_stamp_or_host_is_no_line)
{
    for (const std::string_view line :
         {"", " ", "x", "Nov 21 08:00:00", "Nov 21 08:00:00 ", "2026-11-21T08:00:00Z", "mx1 postfix/smtp[1]: x",
          "-- Boot 0123 --", "Nov 21 25:00:00 mx1 postfix/smtp[1]: x", "2026-11-21T08:00:00Zmx1 postfix/smtp[1]: x"})
        EXPECT_FALSE(read(line)) << line;
}

TEST(log_line, any_octets_and_any_length)
{
    const std::string_view before = "Nov 21 08:00:00 mx1 postfix/smtp[1]: ";
    for (int c = 0; c < 256; ++c) {
        for (std::size_t at = 0; at < before.size(); ++at) {
            std::string line(before);
            line[at] = static_cast<char>(c);
            const auto got = read(line);
            EXPECT_TRUE(!got || got->message.size() <= line.size());
        }
        const std::string message(3, static_cast<char>(c));
        const std::string line = std::string(before) + message;
        const auto got = read(line);
        ASSERT_TRUE(got);
        EXPECT_EQ(got->service, "smtp");
        EXPECT_EQ(got->message.size(), c == ' ' ? 0U : 3U);
    }
    const std::string much(1 << 20, 'x');
    EXPECT_EQ(read("Nov 21 08:00:00 " + much + " postfix/smtp[1]: x")->host.size(), much.size());
    EXPECT_EQ(read("Nov 21 08:00:00 mx1 " + much + "/smtp[1]: x")->instance.size(), much.size());
    EXPECT_EQ(read("Nov 21 08:00:00 mx1 postfix/smtp[" + much + "]: x")->service, "smtp");
}

TEST(log_line, time_with_an_offset_is_what_it_says)
{
    EXPECT_EQ(time_of("2026-11-21T08:00:00Z mx1 x"), "2026-11-21T08:00:00.000Z");
    EXPECT_EQ(time_of("2026-11-21T08:00:00.123456+01:00 mx1 x"), "2026-11-21T07:00:00.123Z");
    EXPECT_EQ(time_of("2026-11-21T23:30:00.5-0930 mx1 x"), "2026-11-22T09:00:00.500Z");
    EXPECT_EQ(time_of("2026-12-31T23:59:60Z mx1 x"), "2027-01-01T00:00:00.000Z") << "a leap second";
    EXPECT_EQ(time_of("2031-01-01T00:00:00Z mx1 x"), "2031-01-01T00:00:00.000Z") << "the future is not ours to correct";
    EXPECT_EQ(time_of("2026-11-21T08:00:00Z mx1 x", now, 2019), "2026-11-21T08:00:00.000Z");
}

TEST(log_line, time_without_an_offset_is_local)
{
    EXPECT_EQ(time_of("2026-11-21T08:00:00 mx1 x"), "2026-11-21T07:00:00.000Z");
    EXPECT_EQ(time_of("Nov 21 08:00:00 mx1 x"), "2026-11-21T07:00:00.000Z");
    EXPECT_EQ(time_of("Nov 21 08:00:00.25 mx1 x"), "2026-11-21T07:00:00.250Z");
}

TEST(log_line, a_day_of_no_calendar_has_no_time)
{
    for (const std::string_view stamp : {"Feb 30 08:00:00", "Nov 31 08:00:00", "Nov  0 08:00:00",
                                         "2026-02-29T08:00:00Z", "2026-13-01T08:00:00Z", "2026-02-29T08:00:00"}) {
        const std::string line = std::string(stamp) + " mx1 postfix/smtp[1]: x";
        EXPECT_EQ(time_of(line), "none") << stamp;
        EXPECT_EQ(read(line)->service, "smtp") << stamp;
    }
    EXPECT_EQ(time_of("Feb 29 08:00:00 mx1 x", now, 2026), "none");
}

TEST(log_line, the_latest_year_that_is_not_in_the_future)
{
    const time_point new_year = day(2027, 1, 1);
    EXPECT_EQ(time_of("Dec 31 23:59:59 mx1 x", new_year), "2026-12-31T22:59:59.000Z");
    EXPECT_EQ(time_of("Jan  1 00:30:00 mx1 x", new_year - 45min), "2026-12-31T23:30:00.000Z")
        << "a clock that is ahead";
    EXPECT_EQ(time_of("Nov 22 12:59:59 mx1 x"), "2026-11-22T11:59:59.000Z") << "a day ahead less a second";
    EXPECT_EQ(time_of("Nov 22 13:00:00 mx1 x"), "2026-11-22T12:00:00.000Z") << "a day ahead";
    EXPECT_EQ(time_of("Nov 22 13:00:01 mx1 x"), "2025-11-22T12:00:01.000Z") << "more";
    EXPECT_EQ(time_of("Nov 23 08:00:00 mx1 x"), "2025-11-23T07:00:00.000Z");
    EXPECT_EQ(time_of("Feb 29 08:00:00 mx1 x"), "2024-02-29T07:00:00.000Z") << "the latest leap year";
    EXPECT_EQ(time_of("Feb 29 08:00:00 mx1 x", day(1904, 1, 1)), "1896-02-29T07:00:00.000Z") << "1900 was none";
}

TEST(log_line, a_year_that_is_given)
{
    EXPECT_EQ(time_of("Nov 21 08:00:00 mx1 x", now, 2019), "2019-11-21T07:00:00.000Z");
    EXPECT_EQ(time_of("Dec 31 08:00:00 mx1 x", now, 2026), "2026-12-31T07:00:00.000Z") << "even in the future";
    EXPECT_EQ(time_of("Feb 29 08:00:00 mx1 x", now, 2016), "2016-02-29T07:00:00.000Z");
}

TEST(log_line, the_lines_of_one_second_are_turned_into_utc_once)
{
    log_line_reader reader(one_hour_ahead);
    turned = 0;
    for (const std::string_view fraction : {"", ".1", ".2", ".300"}) {
        const auto got = reader.read("Nov 21 08:00:00" + std::string(fraction) + " mx1 postfix/smtp[1]: x", now);
        ASSERT_TRUE(got);
        EXPECT_EQ(*got->time - (day(2026, 11, 21) + 7h), fraction.empty() ? 0ms : (fraction[1] - '0') * 100ms);
    }
    EXPECT_EQ(turned, 1);
    EXPECT_EQ(reader.read("Nov 21 08:00:01 mx1 x", now)->time, day(2026, 11, 21) + 7h + 1s);
    EXPECT_EQ(reader.read("Feb 30 08:00:01 mx1 x", now)->time, std::nullopt);
    EXPECT_EQ(reader.read("Nov 21 08:00:01 mx1 x", now)->time, day(2026, 11, 21) + 7h + 1s);
    EXPECT_EQ(turned, 2);
}

// One reader for all, as in a daemon that runs for years: what it remembers must not show.
TEST(log_line, the_year_is_inferred_anew_when_now_moves)
{
    log_line_reader reader(one_hour_ahead);
    const auto year_at = [&](time_point at) {
        const auto got = reader.read("Nov 21 08:00:00 mx1 x", at);
        const auto alone = read("Nov 21 08:00:00 mx1 x", at);
        EXPECT_EQ(got->time, alone->time) << format_rfc3339(at);
        return format_rfc3339(*got->time).substr(0, 4);
    };
    EXPECT_EQ(year_at(now), "2026");
    EXPECT_EQ(year_at(now + hours(24 * 360)), "2026");
    EXPECT_EQ(year_at(now + hours(24 * 365)), "2027");
    EXPECT_EQ(year_at(now - hours(24 * 30)), "2025");
    EXPECT_EQ(year_at(now), "2026");
    for (time_point at = now; at < now + hours(24 * 1500); at += 7h)
        year_at(at);
}

} // namespace
} // namespace recoil::proto
