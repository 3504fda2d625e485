// What arrives on a syslog socket, as the lines that a log file would have: "STAMP HOST TAG[PID]: TEXT", which
// log_line_reader reads.
//
//   <22>Nov 21 08:00:00 mx1 postfix/smtp[123]: 4ABC: ...                RFC 3164, as relays send it
//   <22>Nov 21 08:00:00 postfix/smtp[123]: 4ABC: ...                    syslog(3) into /dev/log: no host
//   <22>1 2026-11-21T08:00:00Z mx1 postfix/smtp 123 - - 4ABC: ...       RFC 5424
//
// Anybody who reaches the socket writes what he likes: nothing here fails, and a message that is no syslog becomes a
// line that nobody takes for one of Postfix.
#pragma once

#include "util/clock.hpp"

#include <string>
#include <string_view>

namespace recoil::proto {

// What a message that does not say so itself is given.
struct syslog_defaults {
    std::string_view host; // not empty
    time_point now;
};

// The line of one message: one datagram, or one frame of a stream. Empty where there is none. It is a view of `message`
// or, where it had to be put together, of `buffer`.
std::string_view read_syslog_message(std::string_view message, const syslog_defaults& defaults, std::string& buffer);

} // namespace recoil::proto
