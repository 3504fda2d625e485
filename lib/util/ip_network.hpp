// Networks in CIDR notation: 127.0.0.0/8 (RFC 4632 3.1), 2001:db8::/32 (RFC 4291 2.3).
#pragma once

#include "util/ip_address.hpp"

#include <optional>
#include <string_view>

namespace recoil {

class ip_network {
public:
    // `bits` of 128, also of an IPv4 network, which is part of ::ffff:0:0/96. No bit of `first` is set behind them.
    constexpr ip_network(const ip_octets& first, unsigned bits) : first_(first), bits_(bits) {}

    // An address without a prefix is a network of one. Nothing where `text` is no network, or where a bit is set behind
    // the prefix: 127.0.0.1/8 may be meant as either.
    static std::optional<ip_network> parse(std::string_view text);

    // An IPv4-mapped address is an IPv4 address, so that ::/0 holds none of these, and 0.0.0.0/0 all.
    bool contains(const ip_octets& address) const;

    bool operator==(const ip_network&) const = default;

private:
    ip_octets first_;
    unsigned bits_;
};

} // namespace recoil
