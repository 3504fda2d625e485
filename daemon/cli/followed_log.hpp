// A log that is being written, across its rotation.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace recoil::cli {

using line_taker = std::function<void(std::string_view line)>;

// Calls `take` for each line that is written to `path` from now on. Before that `begin`, if there is one: `offset` is
// where the file's new lines begin. Ends by SIGINT or SIGTERM, well; or where the file is there and cannot be read:
// then with a complaint. Yields the exit code.
int follow_log(const std::string& path, const line_taker& take,
               const std::function<void(std::uint64_t offset)>& begin = nullptr);

// The lines of standard input as they come, to its end.
int follow_standard_input(const line_taker& take);

} // namespace recoil::cli
