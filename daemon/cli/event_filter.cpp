#include "daemon/cli/event_filter.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace recoil::cli {

bool matches(const filter_options& wanted, const event_facts& event)
{
    if (wanted.bans && !event.banned())
        return false;
    const std::pair<const std::vector<std::string>&, std::string_view> conditions[] = {
        {wanted.categories, event.category}, {wanted.reasons, event.reason},
        {wanted.providers, event.provider},  {wanted.domains, event.recipient_domain},
        {wanted.streams, event.stream},      {wanted.sending_ips, event.sending_ip},
        {wanted.statuses, event.status},
    };
    return std::ranges::all_of(conditions, [](const auto& condition) {
        const auto& [values, text] = condition;
        return values.empty() ||
               std::ranges::any_of(values, [&](const std::string& v) { return ascii::glob_match(v, text); });
    });
}

} // namespace recoil::cli
