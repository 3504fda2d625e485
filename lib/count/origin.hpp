// Whose refusal it was: ours (our MTA was refused in its session) or another's (it had accepted, and reports).
#pragma once

#include "event/event.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace recoil::count {

// `own_mtas`: host names, case aside. A report without a Reporting-MTA is remote.
event::origin origin_of(std::string_view reporting_mta, const std::vector<std::string>& own_mtas);

} // namespace recoil::count
