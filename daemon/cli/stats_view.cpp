#include "daemon/cli/stats_view.hpp"

#include "daemon/cli/json_list.hpp"

#include <algorithm>

namespace recoil::cli {

namespace {

constexpr std::uint64_t overview_rows = 5;
constexpr std::uint64_t table_rows = 20;

} // namespace

shown_rows::shown_rows(const event_statistics::group_tally& group, const stats_view& view) : rows(group.rows.sorted())
{
    // Of a few categories and days all are worth a line.
    const bool few = (view.overview && group.by == grouping::category) || group.by == grouping::day;
    const std::uint64_t most = view.top.value_or(few ? 0 : view.overview ? overview_rows : table_rows);
    if (group.by == grouping::day)
        std::ranges::sort(rows, {}, [](const auto* entry) { return std::string_view(entry->first); });
    if (most == 0 || most >= rows.size())
        return;
    more = rows.size() - most;
    const auto cut = rows.begin() + static_cast<std::ptrdiff_t>(group.by == grouping::day ? more : most);
    group.by == grouping::day ? rows.erase(rows.begin(), cut) : rows.erase(cut, rows.end());
}

} // namespace recoil::cli
