// What a restart must not forget of bans, as the text of a file: those that stand, and those that ended of late, so
// that a late report brings none of them back. One ban is one line, its fields are separated by tabs, and times are
// milliseconds since 1970.
#pragma once

#include "count/ban_state.hpp"
#include "status/recent_outcomes.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoil {

struct kept_ban {
    count::ban_status status; // `active` is not kept: it follows from the times
    status::ban_note note;
};

std::string to_text(std::span<const kept_ban> bans); // "" where there are none

// Of a damaged text the lines that can be read; nothing where it is no such text at all. A time that lies ahead of
// `now` was written before the clock was set back, and becomes `now`. A ban whose quiet time has passed is left out.
std::optional<std::vector<kept_ban>> parse_kept_bans(std::string_view text, time_point now);

} // namespace recoil
