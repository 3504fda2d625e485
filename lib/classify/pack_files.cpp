#include "classify/pack_files.hpp"

#include "classify/rule_pack.hpp"

#include <glob.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>

namespace recoil::classify {

namespace {

constexpr std::size_t max_file_bytes = 4 * 1024 * 1024;

std::vector<std::string> expand(const std::string& pattern)
{
    glob_t found{};
    std::vector<std::string> paths;
    if (glob(pattern.c_str(), GLOB_NOSORT | GLOB_TILDE, nullptr, &found) == 0)
        paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
    globfree(&found);
    std::ranges::sort(paths);
    return paths;
}

std::optional<std::string> read(const std::string& path, problems& problems)
{
    std::ifstream in(path, std::ios::binary);
    std::string text;
    if (in)
        text.assign(std::istreambuf_iterator<char>(in), {});
    if (!in || in.bad()) {
        problems.push_back({path, 0, "", std::string("cannot be read: ") + std::strerror(errno)});
        return {};
    }
    if (text.size() > max_file_bytes) {
        problems.push_back({path, 0, "", "is larger than 4 MiB"});
        return {};
    }
    return text;
}

std::optional<pack> load_file(const std::string& path, problems& problems)
{
    const std::optional<std::string> text = read(path, problems);
    return text ? load_pack(*text, path, problems) : std::nullopt;
}

} // namespace

pack_files load_pack_files(const std::vector<std::string>& globs, bool site, problems& problems)
{
    pack_files result;
    for (const std::string& pattern : globs) {
        std::vector<std::string> paths = expand(pattern);
        if (paths.empty() && pattern.find_first_of("*?[") == std::string::npos)
            paths.push_back(pattern);
        for (const std::string& path : paths) {
            std::optional<pack> loaded = load_file(path, problems);
            if (!loaded) {
                ++result.bad_packs;
                continue;
            }
            loaded->site = site;
            result.packs.push_back(std::move(*loaded));
        }
    }
    return result;
}

} // namespace recoil::classify
