#include "status/recent_failures.hpp"

#include "status/bounded_text.hpp"

namespace recoil::status {

time_point known_at(const event::record& e)
{
    return e.kind == dsn::kind::log_line ? happened_at(e) : e.time;
}

void recent_failures::add(const sink::counted_failure& f)
{
    const event::record& e = f.record;
    failure made;
    made.time = known_at(e);
    made.recipient = kept(e.recipient);
    if (e.original_recipient != e.recipient)
        made.original_recipient = kept(e.original_recipient);
    made.provider = f.provider;
    made.category = f.category;
    made.reason = f.reason;
    made.status = e.status ? to_string(*e.status) : "";
    made.diagnostic = kept(e.diagnostic);
    if (e.cause) {
        made.fix_owner = name(e.cause->fix_owner);
        made.advice = shown(e.cause->advice);
        made.rule = e.cause->rule;
        made.suppress = e.cause->list_action == classify::list_action::suppress;
    }
    if (failures_.size() == capacity)
        failures_.pop_back();
    failures_.push_front(std::move(made));
}

} // namespace recoil::status
