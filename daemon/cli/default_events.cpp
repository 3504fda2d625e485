#include "daemon/cli/default_events.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>

namespace recoil::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 2> candidates{"events.jsonl", "/var/log/recoil/events.jsonl"};

// Its rotated files have names that go on behind its own, as logrotate makes them.
std::vector<std::string> with_rotated(const fs::path& file)
{
    std::vector<std::string> found;
    std::error_code failed;
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with(file.filename().string()))
            found.push_back((file.parent_path() / name).string());
    }
    if (found.empty())
        found.push_back(file.string()); // the folder cannot be listed: reading the file says why
    std::ranges::sort(found);
    return found;
}

} // namespace

std::string default_event_file()
{
    for (const char* candidate : candidates) {
        std::error_code unknown; // also where it may not be looked at: reading it says so
        if (fs::exists(candidate, unknown) || unknown) {
            std::cerr << "recoil: reading " << candidate << "\n";
            return candidate;
        }
    }
    std::cerr << "recoil: there is neither " << candidates[0] << " here nor " << candidates[1]
              << ": name an event file\n";
    return "";
}

std::vector<std::string> default_event_files()
{
    const std::string file = default_event_file();
    return file.empty() ? std::vector<std::string>() : with_rotated(file);
}

} // namespace recoil::cli
