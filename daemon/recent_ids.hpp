// The ids of the events that an event file ends with, but for forged ones: what was recorded before a restart is a
// duplicate after it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace recoil {

// Calls `take` for each whole line of the last `bytes` octets of `path`, in their order. A file that is not there, is
// no regular file or holds other lines has none.
void read_recent_ids(const std::string& path, std::uint64_t bytes,
                     const std::function<void(std::string_view id)>& take);

} // namespace recoil
