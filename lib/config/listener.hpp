// The two lists of maps: listeners and egress.
#pragma once

#include "config/settings.hpp"
#include "util/problem.hpp"
#include "util/yaml.hpp"

#include <string_view>

namespace recoil::config {

void read_listeners(yaml::map_reader& from, std::string_view key, settings& to);
void read_egress(yaml::map_reader& from, std::string_view key, settings& to);

// Mail that a proxy hands to a proxy of ours would go round in circles, or be counted twice.
void check_next_hops(const settings& settings, std::string_view file, problems& problems);

} // namespace recoil::config
