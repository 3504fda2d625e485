#include "count/ban_state.hpp"

#include <algorithm>
#include <span>

namespace recoil::count {

namespace {

constexpr std::string_view no_one_provider[] = {"other", "none", "local", "overflow"};
constexpr std::string_view no_one_address[] = {"foreign", "unknown", "overflow"};

bool names_one(std::string_view label, std::span<const std::string_view> exceptions)
{
    return std::ranges::find(exceptions, label) == exceptions.end();
}

} // namespace

void ban_state::refused(const ban& of, time_point when)
{
    const auto [found, is_new] = bans_.try_emplace(of, times{when, when, {}});
    times& known = found->second;
    if (is_new || when < known.last_seen)
        return;
    const bool again = known.ended() && when >= known.delivered;
    if (again || when - known.last_seen >= quiet_time)
        known.since = when;
    known.last_seen = when;
}

void ban_state::delivered(std::string_view provider, std::string_view sending_ip, time_point when)
{
    if (bans_.empty() || !names_one(provider, no_one_provider) || !names_one(sending_ip, no_one_address))
        return;
    const ban first{std::string(provider), std::string(sending_ip), "banned_ip", {}};
    for (auto at = bans_.lower_bound(first); at != bans_.end(); ++at) {
        auto& [of, known] = *at;
        if (of.provider != first.provider || of.sending_ip != first.sending_ip || of.category != first.category)
            break;
        known.delivered = std::max(known.delivered.value_or(when), when);
    }
}

void ban_state::restore(const ban_status& known)
{
    bans_.try_emplace(known.ban, times{known.since, known.last_seen, known.delivered});
}

std::vector<ban_status> ban_state::list(time_point now) const
{
    std::vector<ban_status> all;
    all.reserve(bans_.size());
    for (const auto& [of, known] : bans_)
        all.push_back(
            {of, known.since, known.last_seen, !known.ended() && now - known.last_seen < quiet_time, known.delivered});
    return all;
}

} // namespace recoil::count
