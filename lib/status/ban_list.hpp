// The bans of the metrics, with what the rule packs know of each: who can lift it, where to ask, what to do.
#pragma once

#include "classify/rule.hpp"
#include "count/ban_state.hpp"
#include "sink/sample.hpp"
#include "status/board.hpp"
#include "status/recent_outcomes.hpp"

#include <span>
#include <string>
#include <vector>

namespace recoil::status {

// `remedies`: the series of recoil_remedy_info, for a rule that knows no door itself, or that is gone. Those that stand
// come first, ours before those of others, by their refusals; then the ones that were seen last.
//
// A ban is ours by the rule of the alerts (docs/alerts.md): its address is one of `egress`, or our own MTA was refused
// in its session, no longer before the last refusal than a ban is taken to stand.
std::vector<ban> list_bans(std::span<const count::ban_status> bans, const ban_notes& notes,
                           std::span<const classify::pack> packs, std::span<const sink::sample> remedies);

// The page of the rule where a release is asked for: https, or "".
std::string door_of(const classify::rule& rule);

} // namespace recoil::status
