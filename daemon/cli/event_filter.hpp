// Which events `recoil stats` and `recoil tail` show.
#pragma once

#include "daemon/cli/event_facts.hpp"

#include <string>
#include <vector>

namespace recoil::cli {

// Of each list an event must match one; an empty list asks for nothing. A value may hold '*', any run of characters;
// case is ignored.
struct filter_options {
    std::vector<std::string> categories;
    std::vector<std::string> reasons;
    std::vector<std::string> providers;
    std::vector<std::string> domains; // of the recipient
    std::vector<std::string> streams;
    std::vector<std::string> sending_ips;
    std::vector<std::string> statuses;
    bool bans = false;
};

bool matches(const filter_options& wanted, const event_facts& event);

} // namespace recoil::cli
