#include "daemon/rules.hpp"

#include "classify/pack_files.hpp"
#include "classify/rule_pack.hpp"

#include <malloc.h>

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

// Packs that are good alone may still not compile together. Each is tried on top of those before it, so that only those
// are given up that do not fit, and are named.
void leave_out_misfits(rules& result, std::vector<classify::pack> base, const std::vector<classify::pack>& extra,
                       problems& found, const classify::build_options& options)
{
    result.classifier = classify::classifier::build(base, found, options);
    for (const classify::pack& next : extra) {
        if (!result.classifier)
            return;
        std::vector<classify::pack> more = base;
        more.push_back(next);
        auto built = classify::classifier::build(more, found, options);
        if (!built) {
            found.push_back(
                {next.file, 0, "", "is left out, as it cannot be compiled together with the packs before it"});
            ++result.pack_errors;
            continue;
        }
        result.classifier = std::move(built);
        base = std::move(more);
    }
}

} // namespace

rules load_rules(const config::rules& settings, bad_packs policy, problems& found, classify::database_store* store)
{
    rules result;
    std::vector<classify::pack> base = load_base(settings, found);
    if (!found.empty())
        return result;
    const classify::pack_files extra = classify::load_pack_files(settings.extra, true, found);
    result.pack_errors = extra.bad_packs;
    if (!found.empty() && policy == bad_packs::refuse)
        return result;

    classify::build_options options;
    options.store = store;
    std::vector<classify::pack> all = base;
    all.insert(all.end(), extra.packs.begin(), extra.packs.end());
    problems of_all;
    result.classifier = classify::classifier::build(std::move(all), of_all, options);
    if (!result.classifier && policy == bad_packs::leave_out && !extra.packs.empty())
        leave_out_misfits(result, std::move(base), extra.packs, found, options);
    else
        found.insert(found.end(), of_all.begin(), of_all.end());
    malloc_trim(0); // compiling takes three times the memory that is used afterwards
    return result;
}

} // namespace recoil
