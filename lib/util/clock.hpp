// Time as recoil writes and reads it. Nothing under lib/ asks the system for the time: it is passed in.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace recoil {

using time_point = std::chrono::sys_time<std::chrono::milliseconds>;

// RFC 3339 in UTC with milliseconds: 2026-11-21T08:00:00.000Z
std::string format_rfc3339(time_point time);

double unix_seconds(time_point time); // since 1970, with a fraction

// RFC 5322 3.3, as RFC 3164 has them too.
inline constexpr std::array<std::string_view, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// RFC 5322 3.3 and its obsolete forms (two-digit years, zone names, no day name, comments). Nothing where it cannot be
// read.
std::optional<time_point> parse_rfc5322_date(std::string_view text);

} // namespace recoil
