// What a change of rules does to past failures: how many verdicts change, between which categories, and for which
// replies. In bounded memory, whatever the number of events.
#pragma once

#include "daemon/cli/past_failure.hpp"
#include "daemon/cli/tally.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace recoil::cli {

// The failures whose verdict changes in the same way, by one kind of reply.
struct change {
    outcome before;
    outcome after;
    std::string reply;   // its normal form
    std::string example; // the first reply of these, as it was
    std::uint64_t count = 0;

    bool starts_to_suppress() const { return after.suppresses() && !before.suppresses(); }
    bool ceases_to_suppress() const { return before.suppresses() && !after.suppresses(); }
    bool precious() const { return starts_to_suppress(); }
};

class comparison {
public:
    static constexpr std::size_t most_changes = 20'000; // that are kept apart

    void add(std::string_view reply, const outcome& before, const outcome& after);

    std::uint64_t failures = 0;
    std::uint64_t changed = 0;      // verdicts
    std::uint64_t other_rule = 0;   // the same verdict, by another rule
    std::uint64_t suppressed = 0;   // addresses that become suppressed
    std::uint64_t unsuppressed = 0; // that no longer are
    // Exact, also of changes that are given up: (from, to).
    std::map<std::pair<std::string, std::string>, std::uint64_t> categories;
    tally<change> changes{most_changes};
};

} // namespace recoil::cli
