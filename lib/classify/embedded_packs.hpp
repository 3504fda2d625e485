// config/rules/*.yaml as text, put into the binary by the build (lib/embed_files.cmake).
#pragma once

#include <string_view>
#include <vector>

namespace recoil::classify {

struct embedded_pack {
    std::string_view file;
    std::string_view yaml;
};

const std::vector<embedded_pack>& embedded_packs(); // sorted by file name

} // namespace recoil::classify
