#include "daemon/host.hpp"

#include "util/ascii.hpp"
#include "util/take_line.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <optional>
#include <vector>

namespace recoil {

namespace {

constexpr const char* hosts_file = "/etc/hosts";
constexpr std::size_t most_of_hosts = 1'048'576; // some hold a list of advertisers

std::vector<std::string_view> words_of(std::string_view line)
{
    std::vector<std::string_view> words;
    line = line.substr(0, line.find('#'));
    while (!(line = ascii::trim(line)).empty()) {
        const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
        words.push_back(line.substr(0, end));
        line.remove_prefix(end);
    }
    return words;
}

std::tm parts_of(std::chrono::local_seconds local, int summer_time)
{
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(local - day);
    std::tm parts{};
    parts.tm_year = static_cast<int>(date.year()) - 1900;
    parts.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
    parts.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
    parts.tm_hour = static_cast<int>(time.hours().count());
    parts.tm_min = static_cast<int>(time.minutes().count());
    parts.tm_sec = static_cast<int>(time.seconds().count());
    parts.tm_isdst = summer_time;
    return parts;
}

// Nothing where the zone does not have it so.
std::optional<std::time_t> read_local(std::chrono::local_seconds local, int summer_time)
{
    std::tm parts = parts_of(local, summer_time);
    const std::tm asked = parts;
    const std::time_t seconds = std::mktime(&parts); // corrects what it does not believe
    const bool believed =
        parts.tm_isdst == asked.tm_isdst && parts.tm_hour == asked.tm_hour && parts.tm_min == asked.tm_min;
    return believed ? std::optional(seconds) : std::nullopt;
}

std::time_t guess_local(std::chrono::local_seconds local)
{
    std::tm parts = parts_of(local, -1);
    return std::mktime(&parts);
}

} // namespace

std::string full_name(const std::string& short_name, std::string_view hosts)
{
    const auto is_it = [&](std::string_view name) { return ascii::iequals(name, short_name); };
    const auto is_full = [](std::string_view name) { return name.find('.') != std::string_view::npos; };
    while (!hosts.empty()) {
        const std::vector<std::string_view> words = words_of(take_line(hosts));
        if (words.size() < 3 || std::none_of(words.begin() + 1, words.end(), is_it))
            continue;
        if (const auto full = std::find_if(words.begin() + 1, words.end(), is_full); full != words.end())
            return std::string(*full);
    }
    return short_name;
}

std::string host_name()
{
    std::array<char, 256> name{}; // HOST_NAME_MAX is 64
    if (gethostname(name.data(), name.size() - 1) != 0 || name[0] == '\0')
        return "localhost";
    const std::string own = name.data();
    if (own.find('.') != std::string::npos)
        return own;
    std::ifstream file(hosts_file, std::ios::binary);
    std::string hosts(most_of_hosts, '\0');
    file.read(hosts.data(), static_cast<std::streamsize>(hosts.size()));
    hosts.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    return full_name(own, hosts);
}

std::string state_folder()
{
    const char* given = std::getenv("STATE_DIRECTORY");
    const std::string state = given ? given : "";
    for (const std::string& folder : {state.substr(0, state.find(':')), std::string("/var/lib/recoil")}) {
        if (!folder.empty() && access(folder.c_str(), W_OK | X_OK) == 0)
            return folder;
    }
    return {};
}

time_point wall_clock()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

time_point local_to_utc(std::chrono::local_seconds local)
{
    const std::time_t soon = std::time(nullptr) + 60;
    std::optional<std::time_t> best;
    for (const int summer_time : {1, 0}) { // where both fit, summer time comes first
        const std::optional<std::time_t> reading = read_local(local, summer_time);
        if (reading && (!best || *reading <= soon))
            best = reading;
    }
    return time_point(std::chrono::seconds(best ? *best : guess_local(local))); // none: an hour that was left out
}

} // namespace recoil
