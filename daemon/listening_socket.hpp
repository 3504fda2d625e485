// A socket that listens: bound here, or inherited from systemd. Plain POSIX; the accept loop is listener.hpp.
#pragma once

#include "config/settings.hpp"

#include <sys/types.h>

#include <string>

namespace recoil {

// Closes its socket. A unix socket that was bound here is removed, if it is still this one.
class listening_socket {
public:
    // A stale unix socket, on which nobody answers, is replaced; throws start_error where somebody does, or where the
    // address cannot be had. The unix socket has its final mode and group before anybody else may connect.
    explicit listening_socket(const config::listener& settings);
    // A socket that already listens; throws start_error where `fd` is none. `name` is for messages.
    listening_socket(int fd, const std::string& name);
    ~listening_socket();
    listening_socket(listening_socket&& other) noexcept;
    listening_socket& operator=(listening_socket&&) = delete;

    int family() const { return family_; }
    // As it is bound, in the form of the configuration: port 0 has become a number.
    std::string address() const;
    // Hands the descriptor over; address() stays as it was.
    int release();

private:
    void bind_ip(const std::string& host, const std::string& port);
    void bind_unix(const config::listener& settings, const std::string& path);
    void listen();
    void discard();

    int fd_ = -1;
    int family_ = 0;
    std::string what_;      // the address as configured, for messages
    std::string address_;   // once released
    std::string unix_path_; // to be removed; "" where nothing is
    dev_t device_ = 0;
    ino_t inode_ = 0;
};

} // namespace recoil
