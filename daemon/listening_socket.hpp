// A socket that listens: bound here, or inherited from systemd. The accept loop is listener.hpp.
#pragma once

#include "config/settings.hpp"
#include "daemon/bound_socket.hpp"

#include <string>

namespace recoil {

class listening_socket {
public:
    // Throws start_error where the address cannot be had, or where somebody answers on the unix socket.
    explicit listening_socket(const config::listener& settings);
    // A socket that already listens; throws start_error where `fd` is none. `name` is for messages.
    listening_socket(int fd, const std::string& name);

    int family() const { return socket_.family(); }
    std::string address() const { return socket_.address(); }
    // Hands the descriptor over; address() stays as it was.
    int release() { return socket_.release(); }

private:
    bound_socket socket_;
};

} // namespace recoil
