// The order of evidence, fixed when rules are built: every way in which a rule can match has a place of its own, its
// rank. The rule of the lowest rank among those that match decides.
//
// A rule with a status condition matches in up to three ways: by a code that it names, by a range, or (status_optional)
// without a code that says anything. They rest on different evidence, so they stand at different places.
#pragma once

#include "classify/rule.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace recoil::classify {

enum class status_match : std::uint8_t { exact, range, unstated };
inline constexpr std::size_t status_matches = 3;

struct standing {
    const classify::rule* rule = nullptr;
    const classify::pack* pack = nullptr;
    status_match match = status_match::unstated;
    classify::evidence evidence = evidence::reply_code;
    int conditions = 0;
};

// The ways in which a rule can match, one to three.
std::vector<standing> standings(const rule& r, const pack& p);

// Better evidence; then a provider's own rule (only tokens and reply codes know both sorts); then more conditions; then
// an exact code over a range over none; then `priority`; then a site's rule over a shipped one; then the id.
bool ahead(const standing& a, const standing& b);

// Why `loser` stands behind `winner`, in words for `recoil explain`.
std::string why_behind(const standing& loser, const standing& winner);

} // namespace recoil::classify
