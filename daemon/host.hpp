// What only the system knows: this host's name, and the time of day.
#pragma once

#include "util/clock.hpp"

#include <string>

namespace recoil {

std::string host_name(); // localhost where the system has none
time_point wall_clock();

} // namespace recoil
