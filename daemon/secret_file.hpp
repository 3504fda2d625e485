// A secret in a file of its own: a key, a token.
#pragma once

#include <optional>
#include <string>

namespace recoil {

// 16 to 1024 printable ASCII characters; white space at the end is left out, since every editor adds a newline. Nothing
// where it is none: then `what` says why, and nothing of what the file holds. Who else may read the file is not looked
// at: secrets that are mounted into containers are often readable for all.
std::optional<std::string> read_secret(const std::string& file, std::string& what);

} // namespace recoil
