#include "util/ip_address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace recoil {

namespace {

using address_octets = std::array<std::uint8_t, sizeof(in6_addr)>;

struct range {
    address_octets first;
    unsigned bits;
};

constexpr range special_v4[] = {
    {{0}, 8},         {{10}, 8},       {{100, 64}, 10},  {{127}, 8},
    {{169, 254}, 16}, {{172, 16}, 12}, {{192, 168}, 16}, {{224}, 3}, // multicast and reserved
};
constexpr range special_v6[] = {
    {{}, 127}, // :: and ::1
    {{0xFC}, 7}, {{0xFE, 0x80}, 10}, {{0xFE, 0xC0}, 10}, {{0xFF}, 8},
};
constexpr range mapped_v4{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 96}; // ::ffff:0:0/96

bool in_range(const address_octets& address, const range& r)
{
    unsigned bits = r.bits;
    for (std::size_t i = 0; bits > 0; ++i) {
        const unsigned here = std::min(bits, 8U);
        const unsigned mask = (0xFFU << (8U - here)) & 0xFFU;
        if ((address[i] & mask) != r.first[i])
            return false;
        bits -= here;
    }
    return true;
}

bool in_any(const address_octets& address, std::span<const range> ranges)
{
    return std::ranges::any_of(ranges, [&](const range& r) { return in_range(address, r); });
}

} // namespace

std::optional<std::string> canonical_ip(std::string_view text)
{
    const int family = text.find(':') == std::string_view::npos ? AF_INET : AF_INET6;
    std::array<unsigned char, sizeof(in6_addr)> octets{};
    std::array<char, INET6_ADDRSTRLEN> out{};
    // The longest text is an IPv6 address that ends in an IPv4 one, and inet_pton() would stop at a NUL.
    if (text.size() >= out.size() || text.find('\0') != std::string_view::npos ||
        inet_pton(family, std::string(text).c_str(), octets.data()) != 1)
        return std::nullopt;
    return inet_ntop(family, octets.data(), out.data(), out.size());
}

bool is_public_ip(std::string_view ip)
{
    const auto canonical = canonical_ip(ip);
    address_octets address{};
    if (!canonical)
        return false;
    if (canonical->find(':') == std::string::npos)
        return inet_pton(AF_INET, canonical->c_str(), address.data()) == 1 && !in_any(address, special_v4);
    if (inet_pton(AF_INET6, canonical->c_str(), address.data()) != 1)
        return false;
    if (in_range(address, mapped_v4))
        return is_public_ip(std::string_view(*canonical).substr(canonical->rfind(':') + 1));
    return !in_any(address, special_v6);
}

} // namespace recoil
