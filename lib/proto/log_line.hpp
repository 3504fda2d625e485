// One line of a mail log as syslog, rsyslog and postlogd write it, taken apart from the left: what a remote server said
// stands further right and is never searched for structure.
//
//   Nov 21 08:00:00 mx1 postfix-out1/smtp[1234]: 4ABCDEF0123: to=<...>   RFC 3164 4.1.2, the year and zone are inferred
//   2026-11-21T08:00:00.123456+01:00 mx1 postfix/smtp[1234]: ...         RFC 3339
//
// The tag of a Postfix with a syslog_name of its own has more than one slash: postfix/out1/smtp is the service smtp of
// the instance postfix/out1. Whatever octets stand in a line, reading it never fails and takes time linear in its
// length.
#pragma once

#include "proto/log_stamp.hpp"
#include "util/clock.hpp"

#include <optional>
#include <string_view>

namespace recoil::proto {

struct log_line {
    std::optional<time_point> time; // nothing where the stamp names a day that is in no calendar
    std::string_view host;
    std::string_view instance; // before the last slash of the tag: "postfix", or what syslog_name says, "postfix-out1";
    std::string_view service;  // behind it: "smtp", "qmgr". Both are "" where the tag has no slash: not Postfix's
    std::string_view message;  // behind "[pid]: "; behind the host where there is no tag
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
    std::optional<time_point> time_of(const log_stamp& stamp, time_point now);
    std::optional<time_point> utc_of(const calendar_second& second, time_point now) const;

    local_to_utc to_utc_;
    std::optional<int> year_;
    calendar_second last_second_; // lines of one second share it, and turning it into UTC is the dear part
    time_point last_time_{};
    time_point last_now_{};
    bool last_time_known_ = false;
};

} // namespace recoil::proto
