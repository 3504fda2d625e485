#include "daemon/cli/comparison.hpp"

#include "classify/normal_form.hpp"
#include "classify/taxonomy.hpp"

#include <algorithm>

namespace recoil::cli {

namespace {

// Names in an event file are a closed set only where recoil wrote it.
std::string category_of(const outcome& o)
{
    return std::ranges::find(classify::categories(), o.category) != classify::categories().end() ? o.category : "none";
}

std::string key_of(const std::string& reply, const outcome& before, const outcome& after)
{
    std::string key = reply;
    for (const outcome* o : {&before, &after}) {
        for (const std::string* part : {&o->category, &o->reason, &o->permanence, &o->scope, &o->fix_owner,
                                        &o->list_action, &o->provider, &o->rule, &o->evidence})
            (key += '\n') += *part;
    }
    return key;
}

} // namespace

void comparison::add(std::string_view reply, const outcome& before, const outcome& after)
{
    ++failures;
    if (before.same_verdict(after)) {
        other_rule += before.rule != after.rule;
        return;
    }
    ++changed;
    ++categories[{category_of(before), category_of(after)}];
    std::string form = classify::normal_form(reply);
    const std::string key = key_of(form, before, after);
    const change& c = changes.add(key, [&] { return change{before, after, std::move(form), std::string(reply)}; });
    suppressed += c.starts_to_suppress();
    unsuppressed += c.ceases_to_suppress();
}

} // namespace recoil::cli
