// A comparison for people and for programs.
#pragma once

#include "daemon/cli/comparison.hpp"
#include "daemon/cli/event_source.hpp"
#include "daemon/cli/terminal.hpp"

#include <cstdint>
#include <string>

namespace recoil::cli {

// What was held against what.
struct comparison_sides {
    std::string before; // "the present rules: 3 shipped packs"
    std::string after;
    // Verdicts in the event file that are not those of `before`; 0 where `before` is the file.
    std::uint64_t recorded_otherwise = 0;
    std::uint64_t shown = 0; // changes to be listed; 0 is all
};

std::string comparison_table(const comparison& all, const comparison_sides& sides, const events_read& read,
                             const terminal& out);

// One object and a line end.
std::string comparison_json(const comparison& all, const comparison_sides& sides, const events_read& read);

} // namespace recoil::cli
