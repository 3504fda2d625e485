// Files that the operator wrote: a configuration, a rule pack.
#pragma once

#include "util/problem.hpp"

#include <optional>
#include <string>

namespace recoil {

// The whole file. One that cannot be read, and one above 4 MiB, is a problem; then nothing is returned.
std::optional<std::string> read_text_file(const std::string& path, problems& found);

} // namespace recoil
