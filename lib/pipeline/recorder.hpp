// From a report to records: what the notice says, what the classifier makes of it, and what is known about our side.
#pragma once

#include "event/event.hpp"
#include "pipeline/authenticity.hpp"
#include "pipeline/context.hpp"
#include "pipeline/our_side.hpp"
#include "util/clock.hpp"

#include <optional>
#include <span>
#include <string>

namespace recoil::pipeline {

// For one report; `context` and `report` must outlive it. The caller adds the time, the source and the envelope.
class recorder {
public:
    // `rcpt_to`: whom the message was addressed to in its envelope; it is looked at here only. `now` tells how old a
    // signed return path is.
    recorder(const context& context, const dsn::report& report, std::string origin_key,
             std::span<const std::string> rcpt_to = {}, time_point now = {});

    event::record record(const dsn::recipient_report& recipient) const;
    event::record record_without_recipient() const; // nothing was found, or the message is no bounce

private:
    void add_message(event::record& record) const;
    void add_recipient(event::record& record, const dsn::recipient_report& recipient) const;
    void add_verdict(event::record& record, const dsn::recipient_report& recipient, dsn::action action) const;
    std::string line_time() const;
    bool refused_locally(const dsn::recipient_report& recipient) const;
    bool cut_off(const dsn::recipient_report& recipient) const;

    const context& context_;
    const dsn::report& report_;
    std::string origin_key_;
    std::optional<event::origin> origin_; // of a bounce
    authenticity authenticity_;
    our_side our_side_;
    event::record message_; // the fields that every recipient of the report shares
};

} // namespace recoil::pipeline
