#include "daemon/cli/event_statistics.hpp"

#include <algorithm>
#include <tuple>

namespace recoil::cli {

event_statistics::event_statistics(const std::vector<grouping>& by, bool all) : all_(all)
{
    for (const grouping one : by)
        groups_.push_back({one, tally<group_row>(most_groups)});
}

void event_statistics::add(const event_facts& event)
{
    if (!all_ && leaves_out(event))
        return;
    if (event.time) {
        first = std::min(first.value_or(*event.time), *event.time);
        last = std::max(last.value_or(*event.time), *event.time);
    }
    if (event.failed() || event.delayed())
        add_failure(event);
    else if (event.action == "delivered")
        ++delivered;
    else if (event.kind == "complaint")
        ++complaints;
}

bool event_statistics::leaves_out(const event_facts& event)
{
    if (event.duplicate)
        ++left_out.duplicates;
    else if (event.forged)
        ++left_out.forged;
    else if (event.late)
        ++left_out.late;
    else if (!event.counts())
        ++left_out.told_twice;
    else if (!event.id.empty() &&
             !seen_.add(event.id)) // only of what counts: a forged notice may have the id of a true one
        ++left_out.duplicates;
    else
        return false;
    return true;
}

void event_statistics::add_failure(const event_facts& event)
{
    ++(event.failed() ? failed : deferred);
    suppressible += event.suppress;
    if (event.time)
        course.add(*event.time);
    for (group_tally& group : groups_) {
        const std::string key = group_of(event, group.by);
        if (key.empty())
            continue;
        group_row& row = group.rows.add(key, [] { return group_row(); });
        row.failed += event.failed();
        if (event.time)
            row.course.add(*event.time);
    }
    if (event.banned())
        add_ban(event);
}

void event_statistics::add_ban(const event_facts& event)
{
    std::string key;
    const std::string_view whom = !event.sending_ip.empty() ? event.sending_ip : event.ours() ? "us" : "";
    for (const std::string_view part : {event.provider, whom, event.category, event.reason})
        key.append(part) += '\n';
    ban_row& row = bans_.add(key, [&event] {
        ban_row fresh;
        fresh.provider = event.provider;
        fresh.sending_ip = event.sending_ip;
        fresh.category = event.category;
        fresh.reason = event.reason;
        return fresh;
    });
    row.ours = row.ours || event.ours();
    if (!event.delist_url.empty())
        row.delist_url = event.delist_url;
    if (event.time) {
        row.since = std::min(row.since.value_or(*event.time), *event.time);
        row.last = std::max(row.last.value_or(*event.time), *event.time);
    }
}

std::vector<const ban_row*> event_statistics::bans() const
{
    std::vector<const ban_row*> rows;
    for (const auto* entry : bans_.sorted())
        rows.push_back(&entry->second);
    std::ranges::sort(rows, [](const ban_row* a, const ban_row* b) {
        return std::tie(b->ours, b->last, b->count, a->provider, a->sending_ip) <
               std::tie(a->ours, a->last, a->count, b->provider, b->sending_ip);
    });
    return rows;
}

} // namespace recoil::cli
