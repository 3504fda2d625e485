#include "daemon/bound_socket.hpp"

#include "daemon/start_error.hpp"

#include <fcntl.h>
#include <grp.h>
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
#include <vector>

namespace recoil {

namespace {

sockaddr_un unix_address(const std::string& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), std::min(path.size(), sizeof(address.sun_path) - 1));
    return address;
}

// Somebody has it: also where the queue of connections is full, and where it is a socket of another type.
bool is_in_use(const sockaddr_un& address, int type)
{
    const int probe = socket(AF_UNIX, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (probe < 0)
        return true;
    const int result = connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof(address));
    const int error = errno;
    close(probe);
    return result == 0 || error == EAGAIN || error == EINPROGRESS || error == EPROTOTYPE;
}

gid_t group_id(const std::string& what, const std::string& name)
{
    std::vector<char> buffer(65'536); // of all members' names
    group entry{};
    group* found = nullptr;
    getgrnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found);
    if (!found)
        throw start_error(what + ": no group is named " + name);
    return found->gr_gid;
}

} // namespace

bound_socket::bound_socket(const config::address& address, int type, std::string what, const socket_rights& rights)
    : what_(std::move(what))
{
    try {
        if (address.is_unix)
            bind_unix(address.host, type, rights);
        else
            bind_ip(address, type);
    } catch (...) {
        discard();
        throw;
    }
}

bound_socket::bound_socket(int fd, std::string what) : fd_(fd), what_(std::move(what))
{
    socklen_t size = sizeof(family_);
    getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &family_, &size);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
}

bound_socket::bound_socket(bound_socket&& other) noexcept
    : fd_(std::exchange(other.fd_, -1))
    , family_(other.family_)
    , what_(std::move(other.what_))
    , address_(std::move(other.address_))
    , unix_path_(std::exchange(other.unix_path_, {}))
    , device_(other.device_)
    , inode_(other.inode_)
{
}

bound_socket::~bound_socket()
{
    discard();
}

void bound_socket::discard()
{
    struct stat status {};
    if (!unix_path_.empty() && lstat(unix_path_.c_str(), &status) == 0 && status.st_dev == device_ &&
        status.st_ino == inode_)
        unlink(unix_path_.c_str());
    if (fd_ >= 0)
        close(fd_);
}

void bound_socket::bind_ip(const config::address& address, int type)
{
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
    hints.ai_socktype = type;
    addrinfo* found = nullptr;
    if (getaddrinfo(address.host.c_str(), std::to_string(address.port).c_str(), &hints, &found) != 0)
        throw start_error(what_ + ": not an IP address");
    family_ = found->ai_family;
    fd_ = socket(family_, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const int on = 1;
    if (type == SOCK_STREAM)
        setsockopt(fd_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (family_ == AF_INET6) // "[::]:25" beside "0.0.0.0:25" is no conflict
        setsockopt(fd_, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on));
    const int result = fd_ < 0 ? -1 : bind(fd_, found->ai_addr, found->ai_addrlen);
    const int error = errno;
    freeaddrinfo(found);
    if (result != 0)
        throw start_error(what_, error);
}

void bound_socket::bind_unix(const std::string& path, int type, const socket_rights& rights)
{
    const sockaddr_un address = unix_address(path);
    struct stat status {};
    if (lstat(path.c_str(), &status) == 0) {
        if (!S_ISSOCK(status.st_mode))
            throw start_error(what_ + ": exists and is no socket");
        if (is_in_use(address, type))
            throw start_error(what_ + ": another process listens on this socket");
        unlink(path.c_str());
    }
    family_ = AF_UNIX;
    fd_ = socket(AF_UNIX, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    fchmod(fd_, 0600); // the mode with which Linux creates the file: the umask belongs to all threads
    if (fd_ < 0 || bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0)
        throw start_error(what_, errno);
    if (lstat(path.c_str(), &status) == 0) {
        unix_path_ = path;
        device_ = status.st_dev;
        inode_ = status.st_ino;
    }
    const gid_t no_change = static_cast<gid_t>(-1);
    const gid_t group = rights.group.empty() ? no_change : group_id(what_, rights.group);
    if (chown(path.c_str(), static_cast<uid_t>(-1), group) != 0)
        throw start_error(what_ + ": group " + rights.group, errno);
    if (chmod(path.c_str(), rights.mode) != 0)
        throw start_error(what_ + ": mode", errno);
}

std::string bound_socket::address() const
{
    if (fd_ < 0)
        return address_;
    sockaddr_storage bound{};
    socklen_t size = sizeof(bound);
    getsockname(fd_, reinterpret_cast<sockaddr*>(&bound), &size);
    if (family_ == AF_UNIX)
        return std::string("unix:") + reinterpret_cast<const sockaddr_un*>(&bound)->sun_path;
    std::array<char, NI_MAXHOST> host{};
    std::array<char, NI_MAXSERV> port{};
    getnameinfo(reinterpret_cast<const sockaddr*>(&bound), size, host.data(), host.size(), port.data(), port.size(),
                NI_NUMERICHOST | NI_NUMERICSERV);
    const std::string name = family_ == AF_INET6 ? std::string("[") + host.data() + "]" : host.data();
    return name + ":" + port.data();
}

int bound_socket::release()
{
    address_ = address();
    return std::exchange(fd_, -1);
}

} // namespace recoil
