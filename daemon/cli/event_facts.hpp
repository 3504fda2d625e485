// What trends and filters look at in one event (docs/events.md).
#pragma once

#include "util/clock.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string_view>

namespace recoil::cli {

// Views into the event, which must outlive this. "" and false where the event does not tell.
struct event_facts {
    explicit event_facts(const boost::json::object& event);

    std::string_view id;
    std::string_view source;
    std::string_view kind;
    std::string_view action;
    std::string_view origin;
    std::string_view category;
    std::string_view reason;
    std::string_view provider;
    std::string_view recipient_domain;
    std::string_view stream;
    std::string_view status;
    std::string_view sending_ip;
    std::string_view pool;
    std::string_view delist_url;
    bool counted = false;
    bool duplicate = false;
    bool late = false;
    bool forged = false; // authentic: false
    bool suppress = false;
    // When it happened, where our own log says so, or where a file was read long after; else when recoil received it: a
    // notice's own dates are a stranger's. Nothing where the event has no time that can be.
    std::optional<time_point> time;

    bool failed() const { return action == "failed"; }
    bool delayed() const { return action == "delayed"; }
    bool banned() const; // an address, or who sends

    // Is the mail known to be ours? Our own MTA was refused, or it left from an address of `egress`. What another
    // system reports without that may be about a forwarder.
    bool ours() const { return origin != "remote" || !pool.empty(); }

    // Do the metrics count it? What the command line made is in no metric; there all but repeats and forgeries counts.
    // A notice of success is not `counted`, and still tells of a delivery.
    bool counts() const;
};

} // namespace recoil::cli
