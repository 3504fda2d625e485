// The token that opens the status page, from the file that metrics.token_file names.
#pragma once

#include "config/settings.hpp"
#include "util/problem.hpp"

#include <string>

namespace recoil {

// "" where none is configured, and where it cannot be read or used (secret_file.hpp) or begins with white
// space: then `found` says so by its line
// in `config_file`, and nothing of what the file holds.
std::string load_status_token(const config::metrics& settings, const std::string& config_file, problems& found);

} // namespace recoil
