#include "daemon/doorkeeper.hpp"

#include "daemon/connection.hpp"
#include "daemon/log.hpp"
#include "util/ip_network.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>

namespace recoil {

namespace {

ip_octets octets_of(const sockaddr* address)
{
    ip_octets octets{};
    if (address->sa_family == AF_INET6) {
        std::memcpy(octets.data(), &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr, octets.size());
        return octets;
    }
    octets[10] = octets[11] = 0xFF;
    std::memcpy(&octets[12], &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, sizeof(in_addr));
    return octets;
}

bool is_in(const std::string& network, const ip_octets& address)
{
    const auto parsed = ip_network::parse(network);
    return parsed && parsed->contains(address);
}

} // namespace

bool doorkeeper::admits(const config::listener& at, const net::stream_socket& client)
{
    if (at.allow.empty())
        return true;
    boost::system::error_code error;
    const auto peer = client.remote_endpoint(error);
    if (error)
        return false; // the client is gone already
    const int family = peer.protocol().family();
    if (family != AF_INET && family != AF_INET6)
        return true;
    const ip_octets address = octets_of(peer.data());
    if (std::ranges::any_of(at.allow, [&](const std::string& network) { return is_in(network, address); }))
        return true;
    tell(at, client);
    return false;
}

void doorkeeper::tell(const config::listener& at, const net::stream_socket& client)
{
    if (!told_[at.address].due())
        return;
    log::info("listener {}: {} is in none of the networks of its allow list, and was refused", at.address,
              peer_of(client));
}

} // namespace recoil
