#include "count/retold.hpp"

#include "util/ascii.hpp"

namespace recoil::count {

bool retold_failures::add(const event::record& e)
{
    const bool by_log = e.kind == dsn::kind::log_line;
    const bool by_stranger = !by_log && e.origin == event::origin::remote;
    if (!e.counted || e.action != dsn::action::failed || e.queue_id.empty() || !(by_log || by_stranger))
        return false;
    const std::string key = e.queue_id + ' ' + ascii::to_lower(e.recipient);
    (by_log ? by_log_ : by_notice_).add(key);
    return (by_log ? by_notice_ : by_log_).contains(key);
}

} // namespace recoil::count
