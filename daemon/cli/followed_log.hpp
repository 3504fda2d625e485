// A log that is being written, across its rotation.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace recoil::cli {

// Calls `take` for each line that is written to `path` from now on. Ends by a signal only, or where the file is there
// and cannot be read: then the exit code.
int follow_log(const std::string& path, const std::function<void(std::string_view line)>& take);

} // namespace recoil::cli
