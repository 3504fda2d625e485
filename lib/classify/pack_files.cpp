#include "classify/pack_files.hpp"

#include "classify/rule_pack.hpp"
#include "util/text_file.hpp"

#include <glob.h>

#include <algorithm>
#include <optional>

namespace recoil::classify {

namespace {

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

std::optional<pack> load_file(const std::string& path, problems& problems)
{
    const std::optional<std::string> text = read_text_file(path, problems);
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
