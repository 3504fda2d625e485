#include "daemon/cli/event_groups.hpp"

#include "daemon/cli/time_text.hpp"

#include <array>
#include <cstddef>

namespace recoil::cli {

namespace {

struct named_grouping {
    std::string_view name;
    grouping by;
};
// In the order of the enum.
constexpr std::array<named_grouping, 8> table{{
    {"category", grouping::category},
    {"reason", grouping::reason},
    {"provider", grouping::provider},
    {"domain", grouping::domain},
    {"stream", grouping::stream},
    {"status", grouping::status},
    {"sending_ip", grouping::sending_ip},
    {"day", grouping::day},
}};
constexpr std::array<grouping, table.size()> all = [] {
    std::array<grouping, table.size()> values{};
    for (std::size_t i = 0; i < table.size(); ++i)
        values[i] = table[i].by;
    return values;
}();

} // namespace

std::string_view name(grouping by)
{
    return table[static_cast<std::size_t>(by)].name;
}

std::span<const grouping> groupings()
{
    return all;
}

std::vector<std::pair<std::string, grouping>> grouping_choices()
{
    std::vector<std::pair<std::string, grouping>> choices;
    for (const named_grouping& row : table)
        choices.emplace_back(row.name, row.by);
    return choices;
}

std::string group_of(const event_facts& event, grouping by)
{
    switch (by) {
    case grouping::category:
        return std::string(event.category);
    case grouping::reason:
        return event.reason.empty() ? "" : std::string(event.category) + "/" + std::string(event.reason);
    case grouping::provider:
        return std::string(event.provider);
    case grouping::domain:
        return std::string(event.recipient_domain);
    case grouping::stream:
        return std::string(event.stream);
    case grouping::status:
        return std::string(event.status);
    case grouping::sending_ip:
        return std::string(event.sending_ip);
    case grouping::day:
        return event.time ? shown_date(*event.time) : "";
    }
    return {};
}

} // namespace recoil::cli
