// A command line (RFC 5321 4.1, RFC 2033 4.1, RFC 3030 2): the verb, and the arguments of those that have a grammar.
// All views are views of the line.
#pragma once

#include "proto/smtp_parameters.hpp"
#include "proto/smtp_reply.hpp"

#include <cstdint>
#include <string_view>
#include <variant>

namespace recoil::proto {

enum class verb {
    helo,
    ehlo,
    lhlo,
    mail,
    rcpt,
    data,
    bdat,
    starttls,
    rset,
    noop,
    quit,
    vrfy,
    help,
    unimplemented, // known, but never done here: 502 (RFC 5321 4.2.4)
    unknown,
};

struct smtp_command {
    verb name = verb::unknown;
    std::string_view argument; // without blanks around it
};
// `line` is without its CRLF.
smtp_command parse_command(std::string_view line);

struct mail_command {
    std::string_view address; // "" is the null reverse-path
    mail_parameters parameters;
};
struct rcpt_command {
    std::string_view address;
};
struct bdat_command {
    bool valid = false;
    std::uint64_t size = 0; // 0 where it cannot be read; else to be swallowed even where the rest is wrong
    bool last = false;
};

template<class Command>
using parsed = std::variant<Command, reply>; // or the reply that refuses it

parsed<mail_command> parse_mail(std::string_view argument);
// `smtputf8`: the MAIL command of this transaction said so (RFC 6531 3.4).
parsed<rcpt_command> parse_rcpt(std::string_view argument, bool smtputf8);
bdat_command parse_bdat(std::string_view argument);

} // namespace recoil::proto
