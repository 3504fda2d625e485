#include "daemon/recent_ids.hpp"

#include <filesystem>
#include <fstream>
#include <system_error>

namespace recoil {

namespace {

constexpr std::string_view key = "\"id\":\"";
constexpr std::size_t id_digits = 32;
constexpr std::string_view forged = ",\"authentic\":false"; // the ledger remembers none of these

// "id" stands second in a line, before anything that came from a message. In a text of a message the quotes of `forged`
// would be escaped.
std::string_view id_of(std::string_view line)
{
    if (line.find(forged) != std::string_view::npos)
        return {};
    const std::size_t at = line.substr(0, 32).find(key);
    if (at == std::string_view::npos || line.size() < at + key.size() + id_digits)
        return {};
    const std::string_view id = line.substr(at + key.size(), id_digits);
    return id.find_first_not_of("0123456789abcdef") == std::string_view::npos ? id : std::string_view();
}

} // namespace

void read_recent_ids(const std::string& path, std::uint64_t bytes, const std::function<void(std::string_view id)>& take)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        return;
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    std::string line;
    if (size > bytes) {
        file.seekg(static_cast<std::streamoff>(size - bytes));
        std::getline(file, line); // the rest of one
    }
    while (std::getline(file, line)) {
        if (const std::string_view id = id_of(line); !id.empty())
            take(id);
    }
}

} // namespace recoil
