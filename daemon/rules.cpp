#include "daemon/rules.hpp"

#include "classify/pack_files.hpp"
#include "classify/rule_pack.hpp"

#include <utility>
#include <vector>

namespace recoil {

namespace {

std::vector<classify::pack> load_base(const config::rules& settings, problems& found)
{
    if (settings.packs.empty())
        return classify::shipped_packs();
    classify::pack_files files = classify::load_pack_files(settings.packs, false, found);
    if (files.packs.empty() && found.empty())
        found.push_back({"", 0, "rules.packs", "matches no file, and without a rule nothing can be classified"});
    return std::move(files.packs);
}

} // namespace

rules load_rules(const config::rules& settings, bad_packs policy, problems& found)
{
    rules result;
    std::vector<classify::pack> base = load_base(settings, found);
    if (!found.empty())
        return result;
    classify::pack_files extra = classify::load_pack_files(settings.extra, true, found);
    result.pack_errors = extra.bad_packs;
    if (!found.empty() && policy == bad_packs::refuse)
        return result;

    std::vector<classify::pack> all = base;
    all.insert(all.end(), extra.packs.begin(), extra.packs.end());
    result.classifier = classify::classifier::build(std::move(all), found);
    // Packs that are good alone may still not compile together: then the site's are given up as a whole.
    if (!result.classifier && policy == bad_packs::leave_out && !extra.packs.empty()) {
        result.pack_errors += extra.packs.size();
        result.classifier = classify::classifier::build(std::move(base), found);
    }
    return result;
}

} // namespace recoil
