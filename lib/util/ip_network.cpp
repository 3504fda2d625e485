#include "util/ip_network.hpp"

#include "util/ascii.hpp"

#include <algorithm>

namespace recoil {

namespace {

constexpr unsigned all_bits = 128;
constexpr unsigned mapped_bits = 96; // of ::ffff:0:0/96
constexpr ip_network mapped_v4{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, mapped_bits};

// The bits of octet `i` that belong to a prefix of `bits`.
std::uint8_t mask(unsigned bits, std::size_t i)
{
    const unsigned before = static_cast<unsigned>(i) * 8;
    const unsigned here = bits <= before ? 0 : std::min(bits - before, 8U);
    return static_cast<std::uint8_t>(0xFF00U >> here);
}

bool same_prefix(const ip_octets& a, const ip_octets& b, unsigned bits)
{
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (((a[i] ^ b[i]) & mask(bits, i)) != 0)
            return false;
    }
    return true;
}

// As text after the slash: without a sign or a leading zero. Nothing where it is longer than the address.
std::optional<unsigned> prefix_length(std::string_view text, unsigned address_bits)
{
    const auto number = ascii::parse_unsigned(text);
    if (!number || *number > address_bits || (text.size() > 1 && text.front() == '0'))
        return std::nullopt;
    return static_cast<unsigned>(*number);
}

} // namespace

std::optional<ip_network> ip_network::parse(std::string_view text)
{
    const std::size_t slash = text.find('/');
    const std::string_view address = text.substr(0, slash);
    const auto first = parse_ip(address);
    if (!first || slash == std::string_view::npos)
        return first ? std::optional(ip_network(*first, all_bits)) : std::nullopt;
    const unsigned leading = address.find(':') == std::string_view::npos ? mapped_bits : 0;
    const auto length = prefix_length(text.substr(slash + 1), all_bits - leading);
    if (!length)
        return std::nullopt;
    const unsigned bits = leading + *length;
    for (std::size_t i = 0; i < first->size(); ++i) {
        if (((*first)[i] & ~mask(bits, i)) != 0)
            return std::nullopt;
    }
    return ip_network(*first, bits);
}

bool ip_network::contains(const ip_octets& address) const
{
    if (bits_ < mapped_bits && same_prefix(address, mapped_v4.first_, mapped_bits))
        return false;
    return same_prefix(address, first_, bits_);
}

} // namespace recoil
