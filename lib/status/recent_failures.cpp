#include "status/recent_failures.hpp"

#include "util/utf8.hpp"

#include <string_view>

namespace recoil::status {

namespace {

std::string cut(std::string_view text)
{
    const std::string_view kept = utf8::prefix(text, recent_failures::text_bytes);
    return kept.size() == text.size() ? std::string(text) : std::string(kept) + "...";
}

} // namespace

time_point known_at(const event::record& e)
{
    return e.kind == dsn::kind::log_line ? e.occurred_at.value_or(e.time) : e.time;
}

void recent_failures::add(const sink::counted_failure& f)
{
    const event::record& e = f.record;
    failure made;
    made.time = known_at(e);
    made.recipient = cut(e.recipient);
    if (e.original_recipient != e.recipient)
        made.original_recipient = cut(e.original_recipient);
    made.provider = f.provider;
    made.category = f.category;
    made.reason = f.reason;
    made.status = e.status ? to_string(*e.status) : "";
    made.diagnostic = cut(e.diagnostic);
    if (e.cause) {
        made.fix_owner = name(e.cause->fix_owner);
        made.advice = cut(e.cause->advice);
        made.rule = e.cause->rule;
        made.suppress = e.cause->list_action == classify::list_action::suppress;
    }
    if (failures_.size() == capacity)
        failures_.pop_back();
    failures_.push_front(std::move(made));
}

} // namespace recoil::status
