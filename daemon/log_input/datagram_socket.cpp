#include "daemon/log_input/datagram_socket.hpp"

#include <sys/socket.h>

#include <array>
#include <cstring>
#include <utility>

namespace recoil {

namespace {

constexpr std::size_t most_octets = 64 * 1024;
constexpr int kernel_buffer = 8 << 20;
constexpr std::uint32_t everybody = 0666;

std::string what_of(const config::address& address)
{
    return "log source " + address.host + (address.is_unix ? "" : " port " + std::to_string(address.port));
}

} // namespace

datagram_socket::datagram_socket(const config::syslog_address& address)
    : socket_(address.at, SOCK_DGRAM, what_of(address.at), {everybody, ""}), buffer_(most_octets, '\0')
{
    const int on = 1;
    setsockopt(descriptor(), SOL_SOCKET, SO_RXQ_OVFL, &on, sizeof(on));
    // The second is for root only, and goes beyond net.core.rmem_max.
    setsockopt(descriptor(), SOL_SOCKET, SO_RCVBUF, &kernel_buffer, sizeof(kernel_buffer));
    setsockopt(descriptor(), SOL_SOCKET, SO_RCVBUFFORCE, &kernel_buffer, sizeof(kernel_buffer));
}

std::string datagram_socket::address() const
{
    return (socket_.family() == AF_UNIX ? "" : "udp://") + socket_.address();
}

std::optional<std::string_view> datagram_socket::receive()
{
    iovec piece{buffer_.data(), buffer_.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(std::uint32_t))> control{};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t size = recvmsg(descriptor(), &message, MSG_DONTWAIT);
    if (size < 0)
        return std::nullopt;
    for (cmsghdr* item = CMSG_FIRSTHDR(&message); item != nullptr; item = CMSG_NXTHDR(&message, item))
        if (item->cmsg_level == SOL_SOCKET && item->cmsg_type == SO_RXQ_OVFL)
            std::memcpy(&dropped_, CMSG_DATA(item), sizeof(dropped_));
    return std::string_view(buffer_.data(), static_cast<std::size_t>(size));
}

bool datagram_socket::overrun()
{
    return std::exchange(told_, dropped_) != dropped_;
}

} // namespace recoil
