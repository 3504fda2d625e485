// From what a log says of one recipient to its record: by the same recorder as a notice, so that a refusal means the
// same whichever way it is heard of.
#pragma once

#include "event/event.hpp"
#include "pipeline/context.hpp"
#include "util/clock.hpp"

#include <cstdint>
#include <string_view>

namespace recoil::pipeline {

struct logged_delivery {
    std::string_view host; // that wrote the line
    std::string_view instance;
    std::string_view service;
    std::string_view queue_id;
    std::string_view sender;     // "" where it is not known
    std::string_view message_id; // the same
    std::string_view recipient;
    std::string_view original_recipient;
    std::string_view relay_host;
    std::string_view relay_ip;
    std::string_view dsn;
    std::string_view text;   // what the line has in parentheses
    bool unfinished = false; // the line was cut
    dsn::action action = dsn::action::delivered;
    bool expired = false;       // by the queue manager's word
    std::uint32_t attempts = 0; // with this one
    time_point line_time{};     // part of the event's id
    time_point arrival{};       // of the message in the queue
    time_point last_attempt{};
};

// `counted` and `late` are the caller's.
event::record record_of(const context& context, const logged_delivery& logged, time_point now);

// By which name the Postfix `instance` on `host` calls itself in its notices: that of its egress, else the MTA of ours
// whose name or first label is `host`, else of this host the first of ours, else `host`.
std::string_view reporting_mta_of(const context& context, std::string_view instance, std::string_view host);

} // namespace recoil::pipeline
