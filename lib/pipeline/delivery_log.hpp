// The lines of Postfix's log, in their order, to what they say of recipients: deliveries, deferrals and bounces, joined
// by queue id with the sender and Message-ID that other lines name, and with what the same recipient's earlier attempts
// gave. No I/O: reading, durability and counting are the caller's.
//
// Deferrals never become a notice before the queue lifetime ends, and bounces of the null sender or with NOTIFY=NEVER
// never do: the log is the only place that tells.
#pragma once

#include "event/event.hpp"
#include "pipeline/context.hpp"
#include "pipeline/log_record.hpp"
#include "pipeline/queued_messages.hpp"
#include "proto/log_line.hpp"
#include "proto/postfix_line.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::pipeline {

struct delivery_log_options {
    std::vector<std::string> services{"smtp", "relay", "error"}; // whose deliveries are looked at
    std::chrono::seconds max_age{3600};                          // an older line is `late`
    bool every_deferral = false; // else the first, those with a new reason, and how it ends
    struct own_relay {
        std::string ip; // of a listener of recoil's; a wildcard is any address of this host's loopback
        std::uint16_t port = 0;
    };
    std::vector<own_relay> own_relays;                     // what is delivered there is a notice on its way to us
    proto::log_line_reader::local_to_utc to_utc = nullptr; // of time stamps without a zone; null: they are UTC
    std::optional<int> year;                               // of time stamps without one; else the latest that fits
};

enum class line_result {
    delivery,
    deferral,
    bounce,   // also: the queue lifetime ended
    ignored,  // says nothing about a delivery to another host, or one of a notice
    unparsed, // no syslog line, or a damaged one
};

struct logged {
    event::record record;   // `counted` and `late` are set
    bool is_event = false;  // else it only moves counters
    bool suspended = false; // Postfix did not try: "delivery temporarily suspended"
};

// For one log. Not thread-safe.
class delivery_log {
public:
    delivery_log(std::shared_ptr<const context> context, delivery_log_options options);

    // `line` without its line end. What it says is appended to `to`: nothing, a recipient, or at the end of the queue
    // lifetime all that were waited for.
    line_result read(std::string_view line, time_point now, std::vector<logged>& to);

    void use(std::shared_ptr<const context> context) { context_ = std::move(context); } // after a reload
    std::optional<time_point> last_line() const { return last_line_; }                  // of the lines read

private:
    line_result read_delivery(const proto::delivery& d);
    line_result read_deferral(const proto::delivery& d, logged_delivery facts);
    line_result read_expiry();
    bool is_ignored(const proto::delivery& d, const queued_message* message) const;
    logged_delivery facts_of(const queued_message* message) const;
    logged_delivery facts_of(const proto::delivery& d, const queued_message* message) const;
    logged_delivery facts_of(const deferral& last, const queued_message* message) const;
    logged& add(const logged_delivery& facts);

    std::shared_ptr<const context> context_;
    delivery_log_options options_;
    proto::log_line_reader lines_;
    queued_messages messages_;
    std::optional<time_point> last_line_;

    // Of the line that is being read
    proto::log_line line_;
    std::string_view queue_id_;
    std::string key_;
    time_point now_{};
    std::vector<logged>* to_ = nullptr;
};

std::string_view name(line_result result);

} // namespace recoil::pipeline
