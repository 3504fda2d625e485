// The classifier that the commands ask: the shipped packs, and site packs over them.
#pragma once

#include "classify/classifier.hpp"

#include <memory>
#include <string>
#include <vector>

namespace recoil::cli {

// Null where a pack is bad: every problem was printed to standard error.
std::shared_ptr<const classify::classifier> load_rules(const std::vector<std::string>& globs);

} // namespace recoil::cli
