// A socket that takes datagrams: UDP, or a unix socket like /dev/log. Plain POSIX.
#pragma once

#include "config/log_source.hpp"

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recoil {

// Closes its socket, and removes a unix socket that is still this one.
class datagram_socket {
public:
    // A stale unix socket is replaced; throws start_error where somebody else listens on it, or where the address
    // cannot be had. Everybody on this host may write to the unix socket (mode 0666): each mailer process writes as
    // the user that it runs as, and in a container that is anyone.
    explicit datagram_socket(const config::syslog_address& address);
    ~datagram_socket();
    datagram_socket(const datagram_socket&) = delete;
    datagram_socket& operator=(const datagram_socket&) = delete;

    int descriptor() const { return fd_; }
    std::string address() const; // as it is bound, in the form of the configuration

    // The next datagram, cut where it is longer than 64 KiB; nothing where none has come. Valid until the next call.
    std::optional<std::string_view> receive();
    // Did the kernel drop datagrams since the last call, because nobody took them in time?
    bool overrun();

private:
    void bind_ip(const config::address& address);
    void bind_unix(const std::string& path);
    void discard();

    int fd_ = -1;
    std::string what_;      // for messages
    std::string unix_path_; // to be removed; "" where nothing is
    dev_t device_ = 0;
    ino_t inode_ = 0;
    std::string buffer_;
    std::uint32_t dropped_ = 0; // by the kernel, in all
    std::uint32_t told_ = 0;
};

} // namespace recoil
