// One file as a stream of octets, decompressed where it is in gzip's form; "-" is standard input.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace recoil::cli {

// False where the file could not be read to its end: `error` says why. What could be read was given to `take`: at first
// a piece without octets, as soon as the file is open.
bool read_file(const std::string& path, const std::function<void(std::string_view)>& take, std::string& error);

} // namespace recoil::cli
