// A socket with an address of its own: bound here, or inherited. Plain POSIX; what is done with it is its owner's.
#pragma once

#include "config/address.hpp"

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace recoil {

// Who may use a unix socket.
struct socket_rights {
    std::uint32_t mode = 0660;
    std::string group; // "" leaves the daemon's own
};

// Closes its socket. A unix socket that was bound here is removed, if it is still this one. All but the inquiries throw
// start_error.
class bound_socket {
public:
    // `type`: SOCK_STREAM or SOCK_DGRAM. `what` begins the messages of errors. A stale unix socket, on which nobody
    // answers, is replaced; one that is in use, and any other file, is not. It has its final mode and group before
    // anybody else may connect.
    bound_socket(const config::address& address, int type, std::string what, const socket_rights& rights = {});
    // One that was bound by somebody else.
    bound_socket(int fd, std::string what);
    ~bound_socket();
    bound_socket(bound_socket&& other) noexcept;
    bound_socket& operator=(bound_socket&&) = delete;

    int descriptor() const { return fd_; }
    int family() const { return family_; }
    const std::string& what() const { return what_; }
    // As it is bound, in the form of the configuration: port 0 has become a number.
    std::string address() const;
    // Hands the descriptor over; address() stays as it was.
    int release();

private:
    void bind_ip(const config::address& address, int type);
    void bind_unix(const std::string& path, int type, const socket_rights& rights);
    void discard();

    int fd_ = -1;
    int family_ = 0;
    std::string what_;
    std::string address_;   // once released
    std::string unix_path_; // to be removed; "" where nothing is
    dev_t device_ = 0;
    ino_t inode_ = 0;
};

} // namespace recoil
