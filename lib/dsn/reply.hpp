// An SMTP reply as a notice or a log quotes it (RFC 5321 4.2, RFC 2034), and the causes that a reply may nest.
#pragma once

#include "dsn/status_code.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {

struct reply {
    std::optional<std::uint16_t> code; // 400 to 599
    std::optional<status_code> status; // class 4 or 5
    std::string text; // one line with its codes in front; white space and the codes of continued lines collapsed

    bool operator==(const reply&) const = default;
};

// Reads a Diagnostic-Code's value or any quoted reply (UTF-8; ill-formed octets are replaced): a leading "smtp;" or
// "X-Postfix;" goes, "550-5.7.1 a 550-5.7.1 b 550 5.7.1 c" becomes "550 5.7.1 a b c". Codes count only where a reply
// has them: at the front, in "#5.1.1", "(#5.1.1)" or "(5.1.1)" behind the reply code; never inside an address, a number
// (an IP address, a version) or prose further on. Exim's own ": retry timeout exceeded" behind a reply goes, and its
// \303\256 is decoded.
reply parse_reply(std::string_view text);

// The causes that a reply nests, innermost first; the whole reply is the last one. Microsoft's forms: "A -> B",
// "Message expired, cause(detail)", "{LED=450 4.4.316 ...}", "[Message=451 5.7.3 ...]", 'responded with: "..."', "last
// error was", Exchange's "#5.7.1 smtp;530 5.7.1 ...> #SMTP#", and Amazon's "Message expired: ... <421 4.4.2 ...>". A
// reply that nests nothing yields itself alone. An inner cause may have no code of its own. At most 8, the outer ones.
std::vector<reply> causes(const reply& whole);

} // namespace recoil::dsn
