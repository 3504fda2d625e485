// One line of a mail log as syslog, rsyslog and postlogd write it, taken apart from the left: what a remote server said
// stands further right and is never searched for structure.
//
//   Nov 21 08:00:00 mx1 postfix-out1/smtp[1234]: 4ABCDEF0123: to=<...>   RFC 3164 4.1.2, the year and zone are inferred
//   2026-11-21T08:00:00.123456+01:00 mx1 postfix/smtp[1234]: ...         RFC 3339
#pragma once

#include "util/clock.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace recoil::proto {

struct log_line {
    std::optional<time_point> time;
    std::string_view host;
    std::string_view
        instance;             // "postfix", or what syslog_name says: "postfix-out1"; "" where the line is not Postfix's
    std::string_view service; // "smtp", "qmgr"; behind the last slash of the tag
    std::string_view message; // behind "[pid]: "
};

// Reads lines of one log, in their order. A time stamp without a year is given the latest year in which it does not lie
// more than a day after `now`, or `year` where one is given; it is local time, which `to_utc` turns into UTC.
class log_line_reader {
public:
    using local_to_utc = time_point (*)(std::chrono::local_seconds);
    explicit log_line_reader(local_to_utc to_utc, std::optional<int> year = {});

    // Nothing where it is no syslog line. Views point into `line`, which has no line end.
    std::optional<log_line> read(std::string_view line, time_point now);

private:
    std::optional<time_point> bsd_time(std::string_view stamp, time_point now);

    local_to_utc to_utc_;
    std::optional<int> year_;
    std::string last_stamp_; // lines of one second share it, and turning it into UTC is the dear part
    time_point last_time_{};
};

} // namespace recoil::proto
