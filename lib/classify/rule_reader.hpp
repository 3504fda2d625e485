// One rule of a pack from its YAML map.
#pragma once

#include "classify/rule.hpp"
#include "util/problem.hpp"
#include "util/yaml.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace recoil::classify {

// Every mistake becomes a problem with the line it stands on; the rule that comes back is of use only where there was
// none. Keys are named after the rule's id.
rule read_rule(const yaml::node& map, const pack& owner, problems& problems);

// The patterns under `key`, a scalar or a sequence of them, and where they stand; those that condition_problem()
// refuses are problems.
std::vector<std::string> read_patterns(yaml::map_reader& reader, std::string_view key, std::vector<position>& places);

} // namespace recoil::classify
