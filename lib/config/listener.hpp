// The two lists of maps: listeners and egress.
#pragma once

#include "config/settings.hpp"
#include "util/yaml.hpp"

#include <string_view>

namespace recoil::config {

void read_listeners(yaml::map_reader& from, std::string_view key, settings& to);
void read_egress(yaml::map_reader& from, std::string_view key, settings& to);

} // namespace recoil::config
