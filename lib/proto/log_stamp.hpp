// The time stamp at the front of a log line, as syslog daemons, postlogd and journalctl write it:
//
//   Nov 21 08:00:00                      RFC 3164 4.1.2: local time, no year; a fraction may follow
//   2026-11-21T08:00:00.123456+01:00     RFC 3339; the offset without its colon as well, and absent it is local time
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace recoil::proto {

// A second of the calendar and the clock, which need not exist.
struct calendar_second {
    int year = 0; // 0: not said
    unsigned month = 0;
    unsigned day = 0;
    std::chrono::seconds of_day{};

    bool operator==(const calendar_second&) const = default;
};

struct log_stamp {
    calendar_second second;
    std::chrono::milliseconds fraction{};
    std::optional<std::chrono::minutes> offset; // what the stamp is ahead of UTC; nothing: local time
    std::size_t size = 0;                       // octets of it at the front of the line
};

// Nothing where `line` begins with no stamp. A stamp is followed by a blank or the end of the line.
std::optional<log_stamp> read_log_stamp(std::string_view line);

} // namespace recoil::proto
