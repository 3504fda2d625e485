// Scripts that complete a command line: for bash 4.4, zsh 5 and fish 3, without any helper that is not the shell's own.
#pragma once

#include "daemon/cli/command_tree.hpp"

#include <string>

namespace recoil::cli {

std::string bash_completion(const command& root);
std::string zsh_completion(const command& root);
std::string fish_completion(const command& root);

} // namespace recoil::cli
