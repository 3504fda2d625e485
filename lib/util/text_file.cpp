#include "util/text_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>

namespace recoil {

namespace {

constexpr std::size_t max_bytes = 4'194'304;

} // namespace

std::optional<std::string> read_text_file(const std::string& path, problems& found)
{
    std::ifstream in(path, std::ios::binary);
    std::string text(max_bytes + 1, '\0');
    // A folder can be opened; only reading it fails.
    if (!in || (!in.read(text.data(), static_cast<std::streamsize>(text.size())) && in.bad())) {
        found.push_back({path, 0, "", std::string("cannot be read: ") + std::strerror(errno)});
        return std::nullopt;
    }
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (text.size() > max_bytes) {
        found.push_back({path, 0, "", "is larger than 4 MiB"});
        return std::nullopt;
    }
    return text;
}

} // namespace recoil
