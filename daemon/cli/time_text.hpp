// Times as text: what events hold, what somebody types, and what is shown. All in UTC.
#pragma once

#include "util/clock.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace recoil::cli {

// As recoil writes it: 2026-11-21T08:00:00.123Z, the fraction of any length or none. Nothing where it is no such time,
// or not between 1970 and 2200: a date beyond that is a mistake and would make every trend one mark.
std::optional<time_point> parse_rfc3339(std::string_view text);

inline constexpr const char* time_forms = "accepted are 90min, 24h, 7d, 2026-11-21, 2026-11-21T08:00, now";

// What somebody types: an age (min, h, d, w), a date, a date with a time of day, with or without seconds and "Z";
// "now".
std::optional<time_point> read_time(std::string_view text, time_point now);

std::string shown_time(time_point time);           // 2026-11-21 08:00:03
std::string shown_date(time_point time);           // 2026-11-21
std::string shown_age(std::chrono::seconds age);   // to the unit that says enough: 45 s, 14 min, 19 h, 3 d
std::string shown_step(std::chrono::seconds step); // exactly: 15 min, 1 h, 7 d

} // namespace recoil::cli
