#include "event/event.hpp"

#include <algorithm>

namespace recoil::event {

std::string_view name(source s)
{
    switch (s) {
    case source::lmtp:
        return "lmtp";
    case source::smtp:
        return "smtp";
    case source::proxy:
        return "proxy";
    case source::milter:
        return "milter";
    case source::postfix_log:
        return "postfix_log";
    case source::cli:
        return "cli";
    }
    return {};
}

std::string_view name(origin o)
{
    return o == origin::session ? "session" : "remote";
}

time_point happened_at(const record& e)
{
    return std::min(e.occurred_at.value_or(e.time), e.time);
}

} // namespace recoil::event
