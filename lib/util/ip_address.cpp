#include "util/ip_address.hpp"

#include <arpa/inet.h>

#include <array>

namespace recoil {

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

} // namespace recoil
