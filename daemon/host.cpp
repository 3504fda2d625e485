#include "daemon/host.hpp"

#include "util/ascii.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
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

} // namespace

std::string full_name(const std::string& short_name, std::string_view hosts)
{
    const auto is_it = [&](std::string_view name) { return ascii::iequals(name, short_name); };
    const auto is_full = [](std::string_view name) { return name.find('.') != std::string_view::npos; };
    while (!hosts.empty()) {
        const std::string_view line = hosts.substr(0, hosts.find('\n'));
        hosts.remove_prefix(std::min(line.size() + 1, hosts.size()));
        const std::vector<std::string_view> words = words_of(line);
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

time_point wall_clock()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

} // namespace recoil
