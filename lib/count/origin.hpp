// Whose refusal it was: ours (our MTA was refused in its session) or another's (it had accepted, and reports).
#pragma once

#include "event/event.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace recoil::count {

// Is `host` one of `own_mtas`? Case and a final dot do not matter. Where one of ours is a name without a domain, which
// is what many systems call themselves, Postfix's "name.localdomain" is the same host; a longer name is not, since
// "mail" has a namesake in every domain.
bool is_own_mta(std::string_view host, const std::vector<std::string>& own_mtas);

// The name of `own_mtas` under which `host` is one of ours; else `host` itself. What a log and a notice of the same MTA
// say is joined under it.
std::string_view own_name(std::string_view host, const std::vector<std::string>& own_mtas);

// `own_mtas`: host names, case aside. A report without a Reporting-MTA is remote.
event::origin origin_of(std::string_view reporting_mta, const std::vector<std::string>& own_mtas);

} // namespace recoil::count
