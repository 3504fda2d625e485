#include "daemon/cli/load_rules.hpp"

#include "classify/pack_files.hpp"
#include "classify/rule_pack.hpp"
#include "util/utf8.hpp"

#include <algorithm>
#include <iostream>
#include <iterator>
#include <utility>

namespace recoil::cli {

std::shared_ptr<const classify::classifier> load_rules(const std::vector<std::string>& globs)
{
    problems found;
    std::vector<classify::pack> packs = classify::shipped_packs();
    classify::pack_files site = classify::load_pack_files(globs, true, found);
    std::ranges::move(site.packs, std::back_inserter(packs));
    std::shared_ptr<const classify::classifier> classifier;
    if (found.empty())
        classifier = classify::classifier::build(std::move(packs), found);
    for (const problem& p : found)
        std::cerr << utf8::escape_controls(to_string(p)) << "\n";
    return found.empty() ? classifier : nullptr;
}

} // namespace recoil::cli
