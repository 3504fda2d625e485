// The classifier that the commands ask: the shipped packs or others instead, and site packs over them.
#pragma once

#include "classify/classifier.hpp"
#include "daemon/cli/commands.hpp"

#include <memory>

namespace recoil::cli {

// Null where a pack is bad: every problem was printed to standard error. Compiled rules are kept in the user's cache.
std::shared_ptr<const classify::classifier> load_rules(const rule_choice& choice);

} // namespace recoil::cli
