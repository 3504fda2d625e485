// Rules and reasons as lists: for people, and as JSON lines.
#pragma once

#include "classify/rule.hpp"
#include "daemon/cli/terminal.hpp"

#include <string>

namespace recoil::cli {

std::string rule_table(const classify::pack& pack, const terminal& out);
std::string rule_lines(const classify::pack& pack); // one object a rule

// Every reason that a rule may give, with what it stands for by default.
std::string reason_table(const terminal& out);
std::string reason_lines();

} // namespace recoil::cli
