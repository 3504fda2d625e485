// A small file that is replaced as a whole: who reads it after a crash finds the old one or the new one.
#pragma once

#include <string>
#include <string_view>
#include <system_error>

namespace recoil {

// Through `path`.new beside it. Only its owner may read it.
std::error_code replace_file(const std::string& path, std::string_view text);

} // namespace recoil
