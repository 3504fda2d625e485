// Content-Type with its parameters: RFC 2045 5.1, with RFC 2231 continuations and charsets.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoil::mime {

struct content_type {
    std::string type = "text";     // lower case
    std::string subtype = "plain"; // lower case
    // Names in lower case, values as UTF-8; the first of a name wins.
    std::vector<std::pair<std::string, std::string>> parameters;

    bool is(std::string_view t, std::string_view s) const { return type == t && subtype == s; }
    bool is_multipart() const { return type == "multipart"; }
    std::string_view parameter(std::string_view name) const; // "" where there is none
};

// `well_formed` is false where the value is not a type/subtype pair; then the default text/plain is returned, with
// whatever parameters could be read. At most 64 parameters are kept.
struct content_type_result {
    content_type value;
    bool well_formed = true;
};
content_type_result parse_content_type(std::string_view value);

} // namespace recoil::mime
