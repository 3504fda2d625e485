// Rule packs from YAML. The loader is the checker: `recoil rules test`, the daemon's start and its reload call this and
// nothing else.
#pragma once

#include "classify/rule.hpp"
#include "util/problem.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace recoil::classify {

// Unknown keys, unknown reasons, bad patterns (RE2's and Vectorscan's own words, look-around named as such), bad
// ranges, repeated ids, rules without a condition or without an example are problems with file and line; then nothing
// is returned.
std::optional<pack> load_pack(std::string_view yaml, std::string_view file, problems& problems);

// The packs that are part of the binary, in the order of their file names. They load without problems: a test says so.
std::vector<pack> shipped_packs();

} // namespace recoil::classify
