#include "daemon/cli/load_rules.hpp"

#include "daemon/rules.hpp"
#include "util/utf8.hpp"

#include <iostream>

namespace recoil::cli {

std::shared_ptr<const classify::classifier> load_rules(const std::vector<std::string>& globs)
{
    config::rules settings;
    settings.extra = globs;
    problems found;
    rules loaded = recoil::load_rules(settings, bad_packs::refuse, found);
    for (const problem& p : found)
        std::cerr << utf8::escape_controls(to_string(p)) << "\n";
    return std::move(loaded.classifier);
}

} // namespace recoil::cli
