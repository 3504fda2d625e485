// Statistics for people and for programs.
#pragma once

#include "daemon/cli/event_source.hpp"
#include "daemon/cli/event_statistics.hpp"
#include "daemon/cli/terminal.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace recoil::cli {

struct stats_view {
    const event_statistics& all;
    const events_read& read;
    bool overview = true;             // totals and bans before the groups
    std::optional<std::uint64_t> top; // rows of each group; 0 is all
    time_point now{};
};

std::string stats_table(const stats_view& view, const terminal& out);

// One object and a line end.
std::string stats_json(const stats_view& view);

// The rows to be shown: the most frequent first, days in their order; and how many are not.
struct shown_rows {
    std::vector<const tally<group_row>::entry*> rows;
    std::size_t more = 0;

    shown_rows(const event_statistics::group_tally& group, const stats_view& view);
};

} // namespace recoil::cli
