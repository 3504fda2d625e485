// What only the system knows: this host's name, its folders, and the time.
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

// What must outlive a restart: the first of $STATE_DIRECTORY (systemd's) and /var/lib/recoil that can be written; ""
// where neither can.
std::string state_folder();

time_point wall_clock();

// Local time, by the zone of this process ($TZ, /etc/localtime). Of an hour that comes twice it is the latest that does
// not lie ahead.
time_point local_to_utc(std::chrono::local_seconds local);

} // namespace recoil
