// The bans that stand, as the text of a file: what a restart must not end. One ban is one line, its fields are
// separated by tabs, and times are milliseconds since 1970.
#pragma once

#include "count/ban_state.hpp"
#include "status/recent_outcomes.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoil {

struct standing_ban {
    count::ban_status status;
    status::ban_note note;
};

std::string to_text(std::span<const standing_ban> bans); // "" where there are none

// Of a damaged text the lines that can be read. A time that lies behind `now` was written before the clock was set
// back, and becomes `now`; a ban whose quiet time has passed meanwhile is left out.
std::vector<standing_ban> parse_standing_bans(std::string_view text, time_point now);

} // namespace recoil
