// Events as recoild writes them, parsed: a failure, and what differs from it.
#pragma once

#include <boost/json.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace recoil::cli {

using event_field = std::pair<std::string_view, boost::json::value>;

inline boost::json::object event_with(std::initializer_list<event_field> fields = {})
{
    boost::json::object event = boost::json::parse(R"({
        "v": 1, "time": "2026-11-21T08:00:00.000Z", "source": "lmtp", "kind": "dsn", "action": "failed", "origin": "session",
        "counted": true, "duplicate": false, "late": false, "recipient": "jo@example.net",
        "recipient_domain": "example.net", "status": "5.1.1", "diagnostic": "550 5.1.1 User unknown",
        "category": "bad_address", "reason": "user_unknown", "provider": "gmail", "suppress": true, "stream": "news"})")
                                    .as_object();
    for (const auto& [key, value] : fields)
        event[key] = value;
    return event;
}

inline boost::json::object ban_with(std::initializer_list<event_field> fields = {})
{
    boost::json::object event =
        event_with({{"category", "banned_ip"},
                    {"reason", "ip_banned"},
                    {"provider", "microsoft365"},
                    {"status", "5.7.606"},
                    {"sending_ip", "192.0.2.1"},
                    {"suppress", false},
                    {"delist_url", "https://sender.office.com"},
                    {"diagnostic", "550 5.7.606 Access denied, banned sending IP [192.0.2.1]"}});
    for (const auto& [key, value] : fields)
        event[key] = value;
    return event;
}

} // namespace recoil::cli
