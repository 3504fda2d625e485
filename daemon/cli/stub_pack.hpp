// A pack of rule stubs, one for each of some replies: ready to be put into a file, given reasons and tested.
#pragma once

#include "classify/classifier.hpp"
#include "daemon/cli/rule_stub.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace recoil::cli {

struct reply_kind {
    std::string form;   // normal form
    std::string status; // enhanced code, or ""
};

// A stub for each kind, in their order, each id once and none of an id that `rules` have. A usable one is decided by
// its own rule as soon as it has a reason, over `rules` and together with the others: that was tried. Where it is not
// so, it is no longer usable.
std::vector<rule_stub> make_stubs(const std::vector<reply_kind>& kinds, const classify::classifier& rules);

// The head of the pack's file: what comes before the items of `rules`. `version` is a date.
std::string stub_pack_head(std::string_view version);

} // namespace recoil::cli
