#include "count/counting.hpp"

namespace recoil::count {

bool countable(const event::record& e, session_source trusted)
{
    if (e.late || e.authentic == false)
        return false;
    if (e.kind == dsn::kind::log_line)
        return trusted == session_source::log || e.action == dsn::action::delivered;
    const bool bounce = e.kind == dsn::kind::dsn || e.kind == dsn::kind::nonstandard_bounce;
    const bool failure = e.action == dsn::action::failed || e.action == dsn::action::delayed;
    const bool told_by_log = e.origin == event::origin::session && trusted == session_source::log;
    return bounce && failure && !told_by_log;
}

} // namespace recoil::count
