// The Received field (RFC 5321 4.4) as mail systems really write it: who handed the message over, and to whom. Only the
// comments tell the address that connected, and every system has a form of its own for them.
#pragma once

#include <string>
#include <string_view>

namespace recoil::mime {

// What the field does not say is empty. Names are without a final dot, as they stand otherwise.
struct received_hop {
    std::string helo;    // what the client called itself: its own claim
    std::string reverse; // its name by DNS, where the receiver writes one
    std::string ip;      // the address that connected, as canonical_ip() writes it
    std::string by;      // the host that wrote the field
};

// `value` without line ends, as returned_message::received has it. Forms: Postfix, Sendmail, Exim, qmail, Exchange,
// Gmail, and those that follow them. A local hand-over ("from root by ...", "(qmail 1 invoked by uid 0)") has no
// address. Linear in the length.
received_hop parse_received(std::string_view value);

} // namespace recoil::mime
