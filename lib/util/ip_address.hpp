// IP addresses as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recoil {

// The IPv4 or IPv6 address that `text` is, as inet_ntop(3) writes it, so that equal addresses are equal texts; nothing
// where it is none. No brackets, no zone, no port.
std::optional<std::string> canonical_ip(std::string_view text);

// Could `ip` be the address of a host on the internet? Not private (RFC 1918, RFC 4193), shared (RFC 6598), loopback,
// link-local, multicast or reserved. Addresses for documentation count as ordinary ones. False of what is no address.
bool is_public_ip(std::string_view ip);

} // namespace recoil
