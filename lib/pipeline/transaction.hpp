// One message from its envelope to its events: the one way through the code, whatever the source. No I/O: what is
// durable and what is answered is the caller's.
#pragma once

#include "event/event.hpp"
#include "pipeline/context.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::pipeline {

struct outcome {
    dsn::kind kind = dsn::kind::other;
    std::vector<event::record> events; // at least one; the caller, who knows the past, sets `duplicate` and `counted`
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
    // Once the header has ended: is there a reason to read on? Notices have a null sender, and where they have not, a
    // header that shows what they are. False for other mail, whatever it talks about.
    bool may_be_notice() const;
    // The end of the message. A recipient that the notice names twice with the same outcome gives one event.
    outcome finish(time_point now);

private:
    std::string origin_key(const dsn::report& report) const;

    std::shared_ptr<const context> context_;
    event::source source_;
    std::optional<event::envelope> envelope_;
    dsn::report_builder builder_;
    std::string head_; // the first octets, for the name of a message that carries none
    std::uint64_t bytes_ = 0;
    std::chrono::steady_clock::duration parse_time_{};
};

} // namespace recoil::pipeline
