// Sends datagrams or octets to a syslog socket, as a mailer or a relay does.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace recoil::test {

class syslog_client {
public:
    // To a port of 127.0.0.1; `kind` is SOCK_DGRAM or SOCK_STREAM.
    syslog_client(int kind, std::uint16_t port) : fd_(socket(AF_INET, kind | SOCK_CLOEXEC, 0))
    {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof(to)) == 0;
    }
    explicit syslog_client(const std::string& path) : fd_(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un to{};
        to.sun_family = AF_UNIX;
        std::memcpy(to.sun_path, path.c_str(), path.size());
        connected_ = connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof(to)) == 0;
    }
    ~syslog_client() { close(fd_); }
    syslog_client(const syslog_client&) = delete;
    syslog_client& operator=(const syslog_client&) = delete;

    bool connected() const { return connected_; }
    bool send(std::string_view text, int flags = 0) const
    {
        return ::send(fd_, text.data(), text.size(), flags | MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
    }
    // Has the other side closed the connection?
    bool ended() const
    {
        char octet = 0;
        return recv(fd_, &octet, 1, MSG_DONTWAIT) == 0;
    }

private:
    int fd_;
    bool connected_ = false;
};

// Of the name of an input: "syslog:udp://127.0.0.1:40000".
inline std::uint16_t port_of(const std::string& name)
{
    return static_cast<std::uint16_t>(std::stoi(name.substr(name.rfind(':') + 1)));
}

} // namespace recoil::test
