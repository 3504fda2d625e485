// Rule packs in the file system: what rules.extra, rules.packs and --rules name.
#pragma once

#include "classify/rule.hpp"
#include "util/problem.hpp"

#include <string>
#include <vector>

namespace recoil::classify {

struct pack_files {
    std::vector<pack> packs;   // those that loaded, marked as site packs where asked for
    std::size_t bad_packs = 0; // files that could not be read or loaded; each has its problems
};

// Every file that a glob of `globs` names, in the order of the globs and then of the names. A glob that matches nothing
// is fine; a name without '*', '?' or '[' that does not exist is a problem. Files above 4 MiB are a problem.
pack_files load_pack_files(const std::vector<std::string>& globs, bool site, problems& problems);

} // namespace recoil::classify
