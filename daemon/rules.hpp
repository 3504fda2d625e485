// The rule packs that the configuration names: the shipped ones or those of rules.packs, and over them rules.extra.
#pragma once

#include "classify/classifier.hpp"
#include "classify/database_store.hpp"
#include "config/settings.hpp"
#include "util/problem.hpp"

#include <cstdint>
#include <memory>

namespace recoil {

enum class bad_packs {
    refuse,    // one bad pack and there are no rules: a reload, and --check
    leave_out, // a bad pack of rules.extra is left out: at start, since no rules at all would be worse
};

struct rules {
    std::shared_ptr<const classify::classifier> classifier; // null where something is wrong that cannot be left out
    std::uint64_t pack_errors = 0;                          // packs of rules.extra that were left out
};

// `found` also gets those of packs that were left out. A bad pack of rules.packs is never left out. Compiled rules are
// kept in `store`, where there is one.
rules load_rules(const config::rules& settings, bad_packs policy, problems& found,
                 classify::database_store* store = nullptr);

} // namespace recoil
