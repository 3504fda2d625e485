#include "daemon/cli/load_rules.hpp"

#include "daemon/compiled_rules.hpp"
#include "daemon/rules.hpp"
#include "util/utf8.hpp"

#include <iostream>

namespace recoil::cli {

std::shared_ptr<const classify::classifier> load_rules(const rule_choice& choice)
{
    config::rules settings;
    settings.extra = choice.extra;
    settings.packs = choice.packs;
    const std::unique_ptr<classify::database_store> compiled = users_compiled_rules();
    problems found;
    rules loaded = recoil::load_rules(settings, bad_packs::refuse, found, compiled.get());
    for (const problem& p : found)
        std::cerr << utf8::escape_controls(to_string(p)) << "\n";
    return std::move(loaded.classifier);
}

} // namespace recoil::cli
