// Addresses of listeners: "127.0.0.1:2424", "[::1]:2525", "unix:/run/recoil/lmtp.sock".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recoil::config {

struct address {
    bool is_unix = false;
    std::string host; // a canonical IP address without brackets, or the path of a unix socket (107 octets at most)
    std::uint16_t port = 0; // 0 lets the system choose one

    bool operator==(const address&) const = default;
};

// Nothing where it is none of the three forms. Host names are not looked up: an address must not depend on DNS at
// start.
std::optional<address> parse_address(std::string_view text);

// Does a connection to `to` meet what listens on `at`, which may be all addresses of this host? Of these only the
// loopback ones are known.
bool reaches(const address& to, const address& at);

} // namespace recoil::config
