#include "daemon/log_input/datagram_socket.hpp"

#include "daemon/start_error.hpp"

#include <netdb.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace recoil {

namespace {

constexpr std::size_t most_octets = 64 * 1024;
constexpr int kernel_buffer = 8 << 20;

sockaddr_un unix_address(const std::string& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), std::min(path.size(), sizeof(address.sun_path) - 1));
    return address;
}

bool somebody_listens(const sockaddr_un& address)
{
    const int probe = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const int result = connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof(address));
    const int error = errno;
    close(probe);
    return result == 0 || error == EPROTOTYPE; // a socket of another kind is in use as well
}

} // namespace

datagram_socket::datagram_socket(const config::syslog_address& address)
    : what_("log source " + address.at.host), buffer_(most_octets, '\0')
{
    try {
        if (address.at.is_unix)
            bind_unix(address.at.host);
        else
            bind_ip(address.at);
    } catch (...) {
        discard();
        throw;
    }
    const int on = 1;
    setsockopt(fd_, SOL_SOCKET, SO_RXQ_OVFL, &on, sizeof(on));
    // The second is for root only, and goes beyond net.core.rmem_max.
    setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &kernel_buffer, sizeof(kernel_buffer));
    setsockopt(fd_, SOL_SOCKET, SO_RCVBUFFORCE, &kernel_buffer, sizeof(kernel_buffer));
}

datagram_socket::~datagram_socket()
{
    discard();
}

void datagram_socket::discard()
{
    struct stat status {};
    if (!unix_path_.empty() && lstat(unix_path_.c_str(), &status) == 0 && status.st_dev == device_ &&
        status.st_ino == inode_)
        unlink(unix_path_.c_str());
    if (fd_ >= 0)
        close(fd_);
}

void datagram_socket::bind_ip(const config::address& address)
{
    what_ += " port " + std::to_string(address.port);
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
    hints.ai_socktype = SOCK_DGRAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(address.host.c_str(), std::to_string(address.port).c_str(), &hints, &found) != 0)
        throw start_error(what_ + ": not an IP address");
    fd_ = socket(found->ai_family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const int on = 1;
    if (found->ai_family == AF_INET6)
        setsockopt(fd_, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on));
    const int result = fd_ < 0 ? -1 : bind(fd_, found->ai_addr, found->ai_addrlen);
    const int error = errno;
    freeaddrinfo(found);
    if (result != 0)
        throw start_error(what_, error);
}

void datagram_socket::bind_unix(const std::string& path)
{
    const sockaddr_un address = unix_address(path);
    struct stat status {};
    if (lstat(path.c_str(), &status) == 0) {
        if (!S_ISSOCK(status.st_mode))
            throw start_error(what_ + ": exists and is no socket");
        if (somebody_listens(address))
            throw start_error(what_ + ": another process listens on this socket");
        unlink(path.c_str());
    }
    fd_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd_ < 0 || bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0)
        throw start_error(what_, errno);
    if (lstat(path.c_str(), &status) == 0) {
        unix_path_ = path;
        device_ = status.st_dev;
        inode_ = status.st_ino;
    }
    if (chmod(path.c_str(), 0666) != 0)
        throw start_error(what_ + ": mode", errno);
}

std::string datagram_socket::address() const
{
    if (!unix_path_.empty())
        return "unix:" + unix_path_;
    sockaddr_storage bound{};
    socklen_t size = sizeof(bound);
    getsockname(fd_, reinterpret_cast<sockaddr*>(&bound), &size);
    std::array<char, NI_MAXHOST> host{};
    std::array<char, NI_MAXSERV> port{};
    getnameinfo(reinterpret_cast<const sockaddr*>(&bound), size, host.data(), host.size(), port.data(), port.size(),
                NI_NUMERICHOST | NI_NUMERICSERV);
    const std::string name = bound.ss_family == AF_INET6 ? std::string("[") + host.data() + "]" : host.data();
    return "udp://" + name + ":" + port.data();
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
    const ssize_t size = recvmsg(fd_, &message, MSG_DONTWAIT);
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
