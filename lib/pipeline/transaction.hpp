// One message from its envelope to its events: the one way through the code, whatever the source. No I/O: what is
// durable and what is answered is the caller's.
#pragma once

#include "classify/classifier.hpp"
#include "dsn/report_builder.hpp"
#include "event/event.hpp"
#include "event/event_id.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::pipeline {

struct egress {
    std::string sending_ip;
    std::string reporting_mta;
    std::string pool;
};

// What stays the same from message to message. Shared and immutable; a reload makes a new one.
struct context {
    std::shared_ptr<const classify::classifier> classifier;
    dsn::builder_options builder;
    std::string host;                  // this host's name
    std::vector<std::string> own_mtas; // Reporting-MTAs that are ours
    std::vector<std::string> sending_domains;
    std::vector<pipeline::egress> egress;
};

struct outcome {
    dsn::kind kind = dsn::kind::other;
    std::vector<event::record>
        events; // at least one; `counted` and `duplicate` are set by the caller, who knows the past
    std::uint64_t bytes = 0;
    std::chrono::duration<double> parse_time{0};
    std::chrono::duration<double> classify_time{0};
};

class transaction {
public:
    transaction(std::shared_ptr<const context> context, event::source source);

    void mail_from(std::string address);
    void rcpt_to(std::string address);
    void content(std::string_view bytes);
    // The end of the message. Recipients that the envelope and the notice name twice give one event.
    outcome finish(time_point now);

private:
    std::shared_ptr<const context> context_;
    event::source source_;
    bool has_envelope_ = false;
    event::envelope envelope_;
    dsn::report_builder builder_;
    event::body_hash hash_;
    std::uint64_t bytes_ = 0;
    std::chrono::steady_clock::duration parse_time_{};
};

} // namespace recoil::pipeline
