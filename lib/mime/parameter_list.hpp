// The ";name=value" list of a MIME header field (RFC 2045 5.1), with the continuations, charsets and percent escapes of
// RFC 2231. It is lenient, since recoil reads what others wrote: stray and missing semicolons, blanks around '=', and
// unquoted values with octets that should have been quoted.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoil::mime {

// Words of a structured field one after the other; blanks and (nested (comments)) in front of each are skipped. Time is
// linear in the text.
class parameter_scanner {
public:
    explicit parameter_scanner(std::string_view text) : rest_(text) {}

    bool at_end();
    bool skip(char c);        // true where `c` comes next; it is taken
    std::string_view token(); // up to a blank or one of ; = / ( "
    std::string value();      // a quoted string without its quotes and escapes, or all up to a blank or ';'
    void skip_octet();        // whatever it is

private:
    void skip_blanks_and_comments();
    void skip_comment();
    std::string quoted_string();

    std::string_view rest_;
};

inline constexpr std::size_t max_parameters = 64;

// Names in lower case without repeats (the first counts), values as UTF-8; only a boundary keeps its octets as they
// are, for it is compared with lines.
using parameter_list = std::vector<std::pair<std::string, std::string>>;
parameter_list read_parameters(parameter_scanner& scanner);

} // namespace recoil::mime
