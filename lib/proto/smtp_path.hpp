// The path of MAIL and RCPT (RFC 5321 4.1.2, RFC 6531 3.3). An address is never interpreted here, only delimited: what
// comes out is what stood between the angle brackets, without a source route, with its case and its quotes.
//
// More liberal than the grammar where real mail is: dots may stand anywhere in a local part, a domain may have an
// underscore, an address literal may be empty (a double bounce of qmail is from <#@[]>).
#pragma once

#include <cstddef>
#include <string_view>

namespace recoil::proto {

enum class path_kind {
    reverse, // of MAIL: <> is the null reverse-path (RFC 5321 4.5.5)
    forward, // of RCPT: <postmaster> needs no domain (RFC 5321 4.5.1)
};

inline constexpr std::size_t max_address_bytes = 1024; // RFC 5321 4.5.3.1.3 wants 256; VERP needs more

struct path {
    bool valid = false;
    bool ascii = true;        // false: only with SMTPUTF8; then it is well-formed UTF-8
    std::string_view address; // a view of the argument
    std::string_view rest;    // what follows the closing bracket: empty, or a blank and the parameters
};

// Reads one path at the front of `argument`.
path parse_path(std::string_view argument, path_kind kind);

} // namespace recoil::proto
