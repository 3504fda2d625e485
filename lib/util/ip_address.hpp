// IP addresses, as text and as octets.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recoil {

// In the order of the network; an IPv4 address is the IPv6 address that is mapped to it (RFC 4291 2.5.5.2).
using ip_octets = std::array<std::uint8_t, 16>;

// The IPv4 or IPv6 address that `text` is; nothing where it is none. No brackets, no zone, no port.
std::optional<ip_octets> parse_ip(std::string_view text);

// The same as inet_ntop(3) writes it, so that equal addresses are equal texts.
std::optional<std::string> canonical_ip(std::string_view text);

// Could `ip` be the address of a host on the internet? Not private (RFC 1918, RFC 4193), shared (RFC 6598), loopback,
// link-local, multicast or reserved. Addresses for documentation count as ordinary ones. False of what is no address.
bool is_public_ip(std::string_view ip);

} // namespace recoil
