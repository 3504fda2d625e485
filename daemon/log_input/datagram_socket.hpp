// A socket that takes datagrams: UDP, or a unix socket like /dev/log. Plain POSIX.
#pragma once

#include "config/log_source.hpp"
#include "daemon/bound_socket.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recoil {

class datagram_socket {
public:
    // Throws start_error where the address cannot be had, or where somebody has the unix socket. Everybody on this host
    // may write to the unix socket (mode 0666): each mailer process writes as the user that it runs as, and in a
    // container that is anyone.
    explicit datagram_socket(const config::syslog_address& address);

    int descriptor() const { return socket_.descriptor(); }
    std::string address() const; // as it is bound, in the form of the configuration

    // The next datagram, cut where it is longer than 64 KiB; nothing where none has come. Valid until the next call.
    std::optional<std::string_view> receive();
    // Did the kernel drop datagrams since the last call, because nobody took them in time?
    bool overrun();

private:
    bound_socket socket_;
    std::string buffer_;
    std::uint32_t dropped_ = 0; // by the kernel, in all
    std::uint32_t told_ = 0;
};

} // namespace recoil
