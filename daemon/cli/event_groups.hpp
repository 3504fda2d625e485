// By what the events of a file can be told apart.
#pragma once

#include "daemon/cli/event_facts.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoil::cli {

enum class grouping { category, reason, provider, domain, stream, status, sending_ip, day };

std::string_view name(grouping by);
std::span<const grouping> groupings();
std::vector<std::pair<std::string, grouping>> grouping_choices(); // as an option takes them

// The group of the event; "" where it tells of none, such as a bounce without a stream.
std::string group_of(const event_facts& event, grouping by);

} // namespace recoil::cli
