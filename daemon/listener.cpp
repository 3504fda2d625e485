#include "daemon/listener.hpp"

#include "daemon/log.hpp"
#include "daemon/once_a_minute.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

namespace recoil {

namespace {

// One descriptor kept back: the client that would wait in vain in the kernel's queue gets an answer.
class spare_descriptor {
public:
    spare_descriptor() { take(); }
    ~spare_descriptor() { give(); }
    spare_descriptor(const spare_descriptor&) = delete;
    spare_descriptor& operator=(const spare_descriptor&) = delete;

    void refuse_one(int acceptor, const std::string& refusal)
    {
        give();
        const int client = accept4(acceptor, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (client >= 0) {
            send(client, refusal.data(), refusal.size(), MSG_NOSIGNAL);
            close(client);
        }
        take();
    }

private:
    void take() { fd_ = open("/dev/null", O_RDONLY | O_CLOEXEC); }
    void give()
    {
        if (fd_ >= 0)
            close(fd_);
        fd_ = -1;
    }
    int fd_ = -1;
};

constexpr std::chrono::milliseconds rest{100};

} // namespace

struct listener::state {
    using acceptor = net::asio::basic_socket_acceptor<net::asio::generic::stream_protocol, net::executor>;

    state(const net::executor& loop, listening_socket s, std::string r, std::function<net::executor()> n, accepted a)
        : socket(std::move(s))
        , refusal(std::move(r))
        , next_loop(std::move(n))
        , on_accept(std::move(a))
        , sockets(loop, {socket.family(), 0}, socket.release())
        , timer(loop)
    {
    }

    listening_socket socket; // removes the unix socket in the end
    std::string refusal;
    std::function<net::executor()> next_loop;
    accepted on_accept;
    acceptor sockets;
    net::timer timer;
    spare_descriptor spare;
    once_a_minute warning;
};

listener::listener(const net::executor& loop, listening_socket socket, std::string refusal,
                   std::function<net::executor()> next_loop, accepted on_accept)
    : state_(std::make_shared<state>(loop, std::move(socket), std::move(refusal), std::move(next_loop),
                                     std::move(on_accept)))
{
    net::asio::co_spawn(loop, accept_loop(state_), net::asio::detached);
}

listener::~listener() = default;
listener::listener(listener&&) noexcept = default;

std::string listener::address() const
{
    return state_->socket.address();
}

void listener::close()
{
    boost::system::error_code ignored;
    state_->sockets.close(ignored);
    state_->timer.cancel();
}

net::task<void> listener::accept_loop(std::shared_ptr<state> s)
{
    while (s->sockets.is_open()) {
        const net::executor loop = s->next_loop();
        auto [error, client] = co_await s->sockets.async_accept(loop, net::as_result);
        if (!error) {
            s->on_accept(std::move(client));
            continue;
        }
        if (!s->sockets.is_open())
            break;
        if (error == net::asio::error::no_descriptors || error.value() == ENFILE) {
            if (s->warning.due())
                log::warn("listener {}: no file descriptor is left; clients are refused", s->socket.address());
            s->spare.refuse_one(s->sockets.native_handle(), s->refusal);
        } else if (error != net::asio::error::connection_aborted) {
            log::warn("listener {}: {}", s->socket.address(), error.message());
        }
        s->timer.expires_after(rest);
        co_await s->timer.async_wait(net::as_result);
    }
}

} // namespace recoil
