// What the notices of all generations of Exchange have in common: a reply in a wrapping of its own, hosts, addresses
// alone on a line.
#pragma once

#include "dsn/prose/statement.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace recoil::dsn {

// The reply inside "<mx.example.com #5.5.0 smtp;550 <a@b>... User unknown>" and the host in front of it. Of the two
// codes the inner one is the remote's; where there is none inside, the text is the whole wrapping.
struct exchange_reply {
    std::string_view host; // "<#5.1.1 smtp;...>" has none
    std::string_view text;
};
exchange_reply unwrap_exchange_reply(std::string_view text);

// The one address of a line that holds nothing else: "a@b", "Kim (a@b)<mailto:a@b>", "'a@b'".
std::optional<std::string> sole_address(std::string_view line);

// One word with a dot inside and none of the marks of an address or a sentence.
bool is_host_name(std::string_view word);

// "Generating server: EX1.example.com" in any language: what stands behind the colon, which may be a wide one.
struct labelled_value {
    std::string_view label; // neither has blanks at its ends
    std::string_view value;
};
std::optional<labelled_value> split_label(std::string_view line);

} // namespace recoil::dsn
