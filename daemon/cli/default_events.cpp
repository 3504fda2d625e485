#include "daemon/cli/default_events.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>

namespace recoil::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* here = "events.jsonl";
constexpr const char* of_the_service = "/var/log/recoil/events.jsonl";

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

// "" where there is none. This folder is anybody's, and may be one that must not be looked into (sudo -u recoil in
// /root); where the service's may not be looked at, reading it says so.
std::string found_file()
{
    std::error_code unknown;
    if (fs::exists(here, unknown))
        return here;
    return fs::exists(of_the_service, unknown) || unknown ? of_the_service : "";
}

} // namespace

std::string default_event_file()
{
    const std::string file = found_file();
    if (file.empty())
        std::cerr << "recoil: there is neither " << here << " here nor " << of_the_service << ": name an event file\n";
    else
        std::cerr << "recoil: reading " << file << "\n";
    return file;
}

std::vector<std::string> default_event_files()
{
    const std::string file = default_event_file();
    return file.empty() ? std::vector<std::string>() : with_rotated(file);
}

} // namespace recoil::cli
