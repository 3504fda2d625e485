#include "daemon/ledger.hpp"

#include "event/json.hpp"

#include <utility>

namespace recoil {

bool countable(const event::record& e)
{
    const bool bounce = e.kind == dsn::kind::dsn || e.kind == dsn::kind::nonstandard_bounce;
    const bool failure = e.action == dsn::action::failed || e.action == dsn::action::delayed;
    return bounce && failure && e.authentic != false;
}

ledger::entry ledger::write(pipeline::outcome outcome)
{
    entry result;
    result.outcome = std::move(outcome);
    {
        const std::lock_guard lock(mutex_);
        for (event::record& e : result.outcome.events) {
            e.duplicate = seen_.contains(e.id) || !pending_.insert(e.id).second;
            e.counted = !e.duplicate && countable(e);
            if (!e.duplicate)
                result.ids.push_back(e.id);
        }
    }
    for (const event::record& e : result.outcome.events) {
        event::append_json(result.lines, e);
        result.lines += '\n';
    }
    return result;
}

void ledger::committed(const entry& e)
{
    const std::lock_guard lock(mutex_);
    for (const std::string& id : e.ids) {
        pending_.erase(id);
        seen_.add(id);
    }
}

void ledger::failed(const entry& e)
{
    const std::lock_guard lock(mutex_);
    for (const std::string& id : e.ids)
        pending_.erase(id);
}

} // namespace recoil
