#include "util/ip_address.hpp"

#include "util/ip_network.hpp"

#include <arpa/inet.h>

#include <algorithm>

namespace recoil {

namespace {

constexpr unsigned v4_at = 12; // octet of a mapped address

constexpr ip_network v4(std::uint8_t first, std::uint8_t second, unsigned bits)
{
    return {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, first, second}, 8 * v4_at + bits};
}

constexpr ip_network v6(std::uint8_t first, std::uint8_t second, unsigned bits)
{
    return {{first, second}, bits};
}

constexpr ip_network special[] = {
    v4(0, 0, 8),      v4(10, 0, 8),       v4(100, 64, 10),    v4(127, 0, 8),
    v4(169, 254, 16), v4(172, 16, 12),    v4(192, 168, 16),   v4(224, 0, 3), // multicast and reserved
    v6(0, 0, 127),                                                           // :: and ::1
    v6(0xFC, 0, 7),   v6(0xFE, 0x80, 10), v6(0xFE, 0xC0, 10), v6(0xFF, 0, 8),
};

bool is_v6(std::string_view text)
{
    return text.find(':') != std::string_view::npos;
}

} // namespace

std::optional<ip_octets> parse_ip(std::string_view text)
{
    // The longest text is an IPv6 address that ends in an IPv4 one, and inet_pton() would stop at a NUL.
    if (text.size() >= INET6_ADDRSTRLEN || text.find('\0') != std::string_view::npos)
        return std::nullopt;
    ip_octets octets{};
    if (!is_v6(text))
        octets[v4_at - 1] = octets[v4_at - 2] = 0xFF;
    unsigned char* const to = octets.data() + (is_v6(text) ? 0 : v4_at);
    if (inet_pton(is_v6(text) ? AF_INET6 : AF_INET, std::string(text).c_str(), to) != 1)
        return std::nullopt;
    return octets;
}

std::optional<std::string> canonical_ip(std::string_view text)
{
    const auto octets = parse_ip(text);
    std::array<char, INET6_ADDRSTRLEN> out{};
    if (!octets)
        return std::nullopt;
    const unsigned char* const from = octets->data() + (is_v6(text) ? 0 : v4_at);
    return inet_ntop(is_v6(text) ? AF_INET6 : AF_INET, from, out.data(), out.size());
}

bool is_public_ip(std::string_view ip)
{
    const auto octets = parse_ip(ip);
    return octets && std::ranges::none_of(special, [&](const ip_network& n) { return n.contains(*octets); });
}

} // namespace recoil
