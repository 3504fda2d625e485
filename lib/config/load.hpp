// A configuration file and the environment to settings; every problem at once.
#pragma once

#include "config/settings.hpp"
#include "util/problem.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoil::config {

using environment = std::vector<std::pair<std::string, std::string>>; // only RECOIL_* are looked at

// `yaml` is the text of `file` ("" is valid: all defaults). RECOIL_<KEY>__<KEY> overrules scalar keys
// (RECOIL_METRICS__ADDRESS).
std::optional<settings> load(std::string_view yaml, std::string_view file, const environment& variables,
                             problems& problems);

// The whole configuration as commented YAML with its defaults: what --print-defaults shows. load() of it gives
// settings{}.
std::string print_defaults();

} // namespace recoil::config
