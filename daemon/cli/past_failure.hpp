// The failure that an event tells of, put together again from the event's fields, so that other rules can be asked
// about it. An event keeps what a verdict rests on: the reply (its first 2 KiB), the codes, the stage, the action and
// the hosts.
#pragma once

#include "classify/classifier.hpp"
#include "dsn/report.hpp"
#include "event/event.hpp"
#include "pipeline/context.hpp"

#include <boost/json/object.hpp>

#include <memory>
#include <optional>
#include <string>

namespace recoil::cli {

// What a verdict says, by the names of the event's fields; "" where the event does not tell.
struct outcome {
    std::string category;
    std::string reason;
    std::string permanence;
    std::string scope;
    std::string fix_owner;
    std::string list_action;
    std::string provider;
    std::string rule;
    std::string evidence;

    bool suppresses() const { return list_action == "suppress"; }
    // The same for whoever acts on it: the rule and its evidence may differ.
    bool same_verdict(const outcome& other) const;
};

struct past_failure {
    dsn::report report; // of one recipient
    bool own_mta = false;
    bool forged = false;  // authentic: false
    bool expired = false; // known from more than the reply
    outcome recorded;     // the verdict that the event holds

    const dsn::recipient_report& recipient() const { return report.recipients.front(); }
};

// Nothing for events that are neither failed nor delayed.
std::optional<past_failure> past_failure_of(const boost::json::object& event);

// Asks rules about past failures, by the same way as the daemon: what keeps an address from being suppressed beside the
// rules holds here too.
class judge {
public:
    explicit judge(std::shared_ptr<const classify::classifier> rules);

    outcome of(const past_failure& failure);

private:
    pipeline::context context_;
};

} // namespace recoil::cli
