// What a session tells its driver. All protocols share these words, so there is one driver (daemon/serve.hpp).
#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace recoil::proto {

struct need_input {};  // all that was fed is consumed; write the output, then read
struct need_output {}; // much is to be written: write the output before calling next(); input is left
struct mail_from {     // accepted and answered; "" is the null reverse-path (RFC 5321 4.5.5)
    std::string address;
};
struct rcpt_to { // accepted and answered
    std::string address;
};
struct content { // the next piece of the message, dots removed; valid until the next call
    std::string_view bytes;
};
struct end_of_header {};  // of a milter: the driver may say here that it wants no more of the message
struct end_of_message {}; // call answer() once; next() yields nothing before it
struct start_tls {};   // the 220 is in the output: write it, do the handshake, then call tls_started() or disconnect()
struct aborted {};     // RSET, a new EHLO, a lost connection: what was said since mail_from is void
struct limit_reached { // a limit of the contract was enforced: recipients, line_bytes, message_bytes
    std::string_view name;
};
struct closed {}; // write the output, then close the connection

using event = std::variant<need_input, need_output, mail_from, rcpt_to, content, end_of_header, end_of_message,
                           start_tls, aborted, limit_reached, closed>;

enum class verdict {
    accept, // 250 2.0.0, one for each recipient in LMTP (RFC 2033 4.2)
    defer,  // 451 4.3.0: nothing was kept, the client must keep the message
};

} // namespace recoil::proto
