// What Postfix says in one line of its log, behind the tag: "4ABCDEF0123: to=<...>, relay=..., status=... (...)". Read
// strictly from the left, so that a remote reply with "status=sent, to=<x>" in it forges nothing.
//
// Addresses are read as info_log_address_format = external writes them (the default since Postfix 3.5): a local part
// with a blank, a comma or a bracket in it stands in quotes. Before that a recipient, not a reply, could look like
// more.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace recoil::proto {

enum class delivery_status { sent, deferred, bounced, expired, deliverable, undeliverable };

// smtp, lmtp, relay, error, local, virtual, pipe ... on one recipient.
struct delivery {
    std::string_view recipient;          // without angle brackets; quoted local parts stay quoted
    std::string_view original_recipient; // orig_to=<...>; "" where it is absent
    std::string_view relay_host;         // "" for relay=none; the whole of a relay that is no HOST[IP]:PORT ("local")
    std::string_view relay_ip;           // "" where there is none
    std::uint16_t relay_port = 0;
    double delay_seconds = 0;
    std::string_view dsn; // "5.7.1"
    delivery_status status = delivery_status::sent;
    std::string_view text;   // inside the outer parentheses
    bool unfinished = false; // the closing one is missing: the line was cut
};
struct queued {              // qmgr: from=<S>, size=N, nrcpt=N (queue active)
    std::string_view sender; // "" is the null sender
};
struct returned { // qmgr: from=<S>, status=expired, returned to sender (also force-expired)
    std::string_view sender;
};
struct named {                   // cleanup: message-id=<...>
    std::string_view message_id; // as it stands, with its angle brackets
};
struct removed {};    // qmgr: removed
struct other_line {}; // any other line

struct postfix_line {
    std::string_view queue_id; // short (hex) or long (alphanumeric, enable_long_queue_ids); "" where the line has none
    std::variant<other_line, delivery, queued, returned, named, removed> what;
    bool damaged = false; // begins as one of these and cannot be read to its end
};

// `service` and `message` as in log_line; a line without a service is other_line. Never fails: what is not understood
// is other_line. All views point into `message`.
postfix_line parse_postfix_line(std::string_view service, std::string_view message);

} // namespace recoil::proto
