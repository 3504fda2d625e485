// What only the system knows: this host's name, and the time of day.
#pragma once

#include "util/clock.hpp"

#include <string>
#include <string_view>

namespace recoil {

// As /etc/hosts spells it in full where the system knows it only in short: asking DNS could take many seconds just when
// DNS is what fails. localhost where the system has none.
std::string host_name();

// The first name with a dot in a line of `hosts` (hosts(5)) that has `short_name`, else `short_name`.
std::string full_name(const std::string& short_name, std::string_view hosts);

time_point wall_clock();

} // namespace recoil
