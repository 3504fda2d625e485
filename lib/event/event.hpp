// One recipient's outcome: the record that everything behind the classifier works on, and one line of the event file.
// Absent is an empty string or optional; every text is valid UTF-8. The names on the wire stand in json.cpp, their
// meaning in docs/events.md.
#pragma once

#include "classify/classifier.hpp"
#include "dsn/report.hpp"
#include "util/clock.hpp"
#include "util/defect.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoil::event {

enum class source { lmtp, smtp, proxy, milter, postfix_log, cli }; // which way it came in
enum class origin {
    session, // our own MTA was refused
    remote,  // another MTA accepted, and reported later
};
std::string_view name(source s);
std::string_view name(origin o);

// What the refusal means. Only of failed and delayed recipients of a bounce.
struct cause {
    std::string category;
    std::string reason;
    classify::permanence permanence = classify::permanence::unknown;
    classify::scope scope = classify::scope::session;
    classify::fix_owner fix_owner = classify::fix_owner::sender_admin;
    classify::list_action list_action = classify::list_action::none;
    classify::evidence evidence = classify::evidence::reply_code;
    std::string rule; // "" where no rule matched
    std::string pack;
    std::string pack_version;
    std::string blocklist;
    std::string delist_url;
    std::string vendor_code;
    std::optional<std::uint32_t> retry_after_seconds;
    std::string meaning;
    std::string advice;
    std::vector<std::string> links;
};

struct envelope {
    std::string mail_from;
    std::vector<std::string> rcpt_to;
};

struct authentication { // of the original message, as the receiver saw it
    std::string spf;
    std::string dkim;
    std::string dmarc;
    std::string compauth;
};

struct original {
    std::string message_id;
    std::string from;
    std::string to;
    std::string subject;
    std::string date;
    std::vector<std::pair<std::string, std::string>> headers; // those of capture.headers
};

struct complaint { // what a feedback report says
    std::string type;
    std::string source_ip;
    std::string reported_domain;
};

struct record {
    std::string id;          // 32 hex digits
    std::string message_key; // 32 hex digits
    time_point time{};       // when recoil received it
    std::optional<time_point> occurred_at;
    std::string host;
    event::source source = source::cli;
    std::string instance; // of a log line: postfix-out1
    std::string service;  // of a log line: smtp

    dsn::kind kind = dsn::kind::other;
    std::optional<dsn::action> action;
    std::optional<event::origin> origin;
    bool counted = false;
    bool duplicate = false;
    bool late = false;

    std::string recipient;
    std::string recipient_domain;
    std::string original_recipient;
    std::optional<dsn::status_code> status;
    std::optional<std::uint16_t> smtp_code;
    std::string diagnostic; // at most 2 KiB
    std::optional<dsn::stage> stage;
    std::optional<event::cause> cause;

    std::string provider; // who refused
    std::string via;      // a relay of ours in between
    std::string relay;    // the answering host with its address: mx.example.com[192.0.2.1]
    std::string remote_mta;
    std::string reporting_mta;
    std::string sending_ip;
    std::string sending_ip_evidence; // reply, received, egress
    std::string pool;

    bool expired = false;                  // failed because the queue lifetime ended
    std::optional<std::uint32_t> attempts; // of deliveries, as far as the log was seen
    std::optional<double> delay_seconds;
    std::string queue_id;
    std::optional<time_point> arrival_date;
    std::optional<time_point> last_attempt_date;
    std::optional<time_point> will_retry_until;

    std::optional<event::envelope> envelope;
    std::string sender;
    std::string sender_domain;
    std::string stream; // of the configured ones, or other; "" where none are configured
    std::optional<event::original> original;
    authentication auth;
    std::optional<event::complaint> complaint;
    std::optional<bool> authentic;
    std::string authentic_by;
    std::vector<defect> defects;
};

// A date from elsewhere may lie ahead of us: then it happened when recoil was told.
time_point happened_at(const record& e);

} // namespace recoil::event
