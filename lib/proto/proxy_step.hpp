// What can pass through a proxy that has to know which reply belongs to which command, where a message begins and where
// it ends: two closed lists. A command that changes what the octets behind it are, or that ends a message in another
// way than DATA, is withheld, and so is its extension. Any other command passes, known or not.
#pragma once

#include <string>
#include <string_view>

namespace recoil::proto {

// What the next hop is asked, so far as its answer matters here.
enum class proxy_step {
    connect, // nothing: its greeting (RFC 5321 3.1)
    ehlo,    // the reply lists extensions
    reset,   // success ends the transaction: HELO, RSET, XCLIENT
    mail,
    rcpt,
    data,
    end_of_data,
    quit,
    other,
    withheld, // is not asked
    chunk,    // BDAT: withheld with the octets behind it (RFC 3030 2)
};

struct proxy_command {
    proxy_step step = proxy_step::other;
    std::string_view argument; // without white space around it; a view of the line
};
// `line` is without its CRLF. White space before the verb is skipped, as some servers do.
proxy_command parse_proxy_command(std::string_view line);

// The address in the argument of MAIL or RCPT, for a record and not for judgement: "" where it cannot be read.
std::string proxy_address(std::string_view argument, proxy_step step);

// A reply to EHLO (RFC 5321 4.1.1.1) without the lines of extensions that cannot pass; all else is unchanged.
std::string withhold_extensions(std::string_view reply);

} // namespace recoil::proto
