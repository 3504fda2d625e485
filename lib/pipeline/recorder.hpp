// From a report to records: what the notice says, what the classifier makes of it, and what is known about our side.
#pragma once

#include "event/event.hpp"
#include "pipeline/context.hpp"

#include <string>

namespace recoil::pipeline {

// For one report; `context` and `report` must outlive it. The caller adds the time, the source and the envelope.
class recorder {
public:
    recorder(const context& context, const dsn::report& report, std::string origin_key);

    event::record record(const dsn::recipient_report& recipient) const;
    event::record record_without_recipient() const; // nothing was found, or the message is no bounce

private:
    void add_message(event::record& record) const;
    void add_recipient(event::record& record, const dsn::recipient_report& recipient) const;
    void add_verdict(event::record& record, const dsn::recipient_report& recipient, dsn::action action) const;
    void add_sending_ip(event::record& record, const std::string& from_reply) const;
    bool refused_locally(const dsn::recipient_report& recipient) const;
    bool cut_off(const dsn::recipient_report& recipient) const;

    const context& context_;
    const dsn::report& report_;
    std::string origin_key_;
    event::origin origin_;
    event::record message_; // the fields that every recipient of the report shares
};

} // namespace recoil::pipeline
