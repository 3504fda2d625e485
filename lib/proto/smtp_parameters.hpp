// The parameters of MAIL and RCPT (RFC 5321 4.1.2): SIZE (RFC 1870), BODY (RFC 6152, RFC 3030), SMTPUTF8 (RFC 6531),
// AUTH (RFC 4954), RET, ENVID, NOTIFY and ORCPT (RFC 3461). Those without an effect here are checked all the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace recoil::proto {

enum class body_type { seven_bit, eight_bit, binary };

struct mail_parameters {
    std::uint64_t size = 0; // as announced; 0 where it was not
    body_type body = body_type::seven_bit;
    bool smtputf8 = false;
};

enum class parameter_result {
    valid,
    malformed, // 501: no keyword, a wrong or missing value, a keyword given twice
    unknown,   // 555: a keyword that was not offered (RFC 5321 4.1.1.11)
};

// A decimal number of octets (RFC 1870 4, RFC 3030 2); the largest value where it is larger still.
std::optional<std::uint64_t> parse_octet_count(std::string_view text);

// `text` is what follows the path: empty, or blanks and parameters.
parameter_result parse_mail_parameters(std::string_view text, mail_parameters& parameters);
// The addresses of ORCPT may be UTF-8 where the MAIL command said SMTPUTF8 (RFC 6533 3).
parameter_result check_rcpt_parameters(std::string_view text, bool smtputf8);

} // namespace recoil::proto
