// IP addresses as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recoil {

// The IPv4 or IPv6 address that `text` is, as inet_ntop(3) writes it, so that equal addresses are equal texts; nothing
// where it is none. No brackets, no zone, no port.
std::optional<std::string> canonical_ip(std::string_view text);

} // namespace recoil
