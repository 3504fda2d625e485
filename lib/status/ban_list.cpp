#include "status/ban_list.hpp"

#include "classify/taxonomy.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace recoil::status {

namespace {

bool is_safe(std::string_view url)
{
    return url.starts_with("https://");
}

const classify::rule* find_rule(std::span<const classify::pack> packs, const ban_note& note)
{
    for (const classify::pack& pack : packs) {
        if (pack.name != note.pack)
            continue;
        for (const classify::rule& rule : pack.rules) {
            if (rule.id == note.rule)
                return &rule;
        }
    }
    return nullptr;
}

bool is_ours(const count::ban_status& status, const ban_notes& notes)
{
    constexpr std::string_view of_nobody_known[] = {"foreign", "unknown", "overflow"};
    if (std::ranges::find(of_nobody_known, status.ban.sending_ip) == std::end(of_nobody_known))
        return true;
    const auto note = notes.find(status.ban);
    return note != notes.end() && note->second.refused_us &&
           status.last_seen - *note->second.refused_us < count::ban_state::quiet_time;
}

bool order(const ban& a, const ban& b)
{
    const auto rank = [](const ban& of) {
        return std::tuple(of.active, of.active && of.ours, of.active ? of.refusals : 0, of.last_seen);
    };
    const auto name = [](const ban& of) { return std::tie(of.provider, of.sending_ip, of.reason); };
    return rank(a) != rank(b) ? rank(a) > rank(b) : name(a) < name(b);
}

void add_remedy(ban& to, std::span<const sink::sample> remedies)
{
    for (const sink::sample& known : remedies) {
        if (known.values.size() != 4 || known.values[0] != to.provider || known.values[1] != to.reason)
            continue;
        if (to.fix_owner.empty())
            to.fix_owner = known.values[2];
        if (to.delist_url.empty() && is_safe(known.values[3]))
            to.delist_url = known.values[3];
    }
}

void add_note(ban& to, const ban_note& note, std::span<const classify::pack> packs)
{
    to.address = note.address;
    to.refusals = note.refusals;
    to.rule = note.rule;
    if (const classify::rule* rule = find_rule(packs, note)) {
        to.fix_owner = name(rule->fix_owner);
        to.delist_url = door_of(*rule);
        to.advice = rule->advice;
    }
}

} // namespace

std::string door_of(const classify::rule& rule)
{
    if (is_safe(rule.delist_url))
        return rule.delist_url;
    const auto link = std::ranges::find_if(rule.links, is_safe);
    return link != rule.links.end() ? *link : "";
}

std::vector<ban> list_bans(std::span<const count::ban_status> bans, const ban_notes& notes,
                           std::span<const classify::pack> packs, std::span<const sink::sample> remedies)
{
    std::vector<ban> all;
    for (const count::ban_status& status : bans) {
        ban& made = all.emplace_back();
        made.provider = status.ban.provider;
        made.sending_ip = status.ban.sending_ip;
        made.category = status.ban.category;
        made.reason = status.ban.reason;
        made.active = status.active;
        made.ours = is_ours(status, notes);
        made.since = status.since;
        made.last_seen = status.last_seen;
        if (const auto note = notes.find(status.ban); note != notes.end())
            add_note(made, note->second, packs);
        add_remedy(made, remedies);
        if (const classify::reason* reason = classify::find_reason(made.reason); reason && made.fix_owner.empty())
            made.fix_owner = name(reason->fix_owner);
    }
    std::ranges::sort(all, order);
    return all;
}

} // namespace recoil::status
