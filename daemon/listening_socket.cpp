#include "daemon/listening_socket.hpp"

#include "daemon/start_error.hpp"

#include <sys/socket.h>

#include <cerrno>
#include <optional>

namespace recoil {

namespace {

std::string what_of(const config::listener& settings)
{
    return "listener " + settings.address;
}

config::address address_of(const config::listener& settings)
{
    const std::optional<config::address> address = config::parse_address(settings.address);
    if (!address)
        throw start_error(what_of(settings) + ": not an address");
    return *address;
}

// `fd`, which listens.
int checked(int fd, const std::string& what)
{
    int listening = 0;
    socklen_t size = sizeof(listening);
    if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) != 0 || !listening)
        throw start_error(what + ": descriptor " + std::to_string(fd) + " is no listening socket");
    return fd;
}

} // namespace

listening_socket::listening_socket(const config::listener& settings)
    : socket_(address_of(settings), SOCK_STREAM, what_of(settings), {settings.mode, settings.group})
{
    if (listen(socket_.descriptor(), SOMAXCONN) != 0)
        throw start_error(socket_.what(), errno);
}

listening_socket::listening_socket(int fd, const std::string& name)
    : socket_(checked(fd, "socket " + name), "socket " + name)
{
}

} // namespace recoil
