#include "daemon/ledger.hpp"

#include "event/json.hpp"

namespace recoil {

ledger::entry ledger::write(std::span<event::record* const> events)
{
    entry result;
    {
        const std::lock_guard lock(mutex_);
        for (event::record* e : events) {
            // A forged notice leaves no trace: else it would make a duplicate of the true one that comes after it.
            const bool forged = e->authentic == false;
            e->duplicate = seen_.contains(e->id) || (!forged && !pending_.insert(e->id).second);
            e->counted = e->counted && !e->duplicate;
            if (!e->duplicate && !forged)
                result.ids.push_back(e->id);
        }
    }
    for (const event::record* e : events) {
        event::append_json(result.lines, *e);
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

void ledger::remember(std::string_view id)
{
    const std::lock_guard lock(mutex_);
    seen_.add(id);
}

} // namespace recoil
