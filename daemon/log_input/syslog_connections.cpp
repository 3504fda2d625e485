#include "daemon/log_input/syslog_connections.hpp"

#include "daemon/listener.hpp"
#include "daemon/log.hpp"
#include "daemon/log_input/line_queue.hpp"
#include "daemon/log_input/syslog_lines.hpp"
#include "proto/syslog_stream.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/socket_base.hpp>

#include <array>
#include <optional>
#include <unordered_set>
#include <utility>

namespace recoil {

namespace {

constexpr std::size_t most_connections = 100;
constexpr std::size_t most_bytes = 1 << 20;

config::listener listener_at(const config::address& address)
{
    config::listener settings;
    const bool is_v6 = address.host.find(':') != std::string::npos;
    settings.address = (is_v6 ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
    return settings;
}

} // namespace

struct syslog_connections::state {
    explicit state(const net::executor& loop) : queue(loop, most_bytes) {}

    void add(proto::syslog_stream& stream, std::string_view octets)
    {
        stream.feed(octets);
        while (const auto message = stream.next())
            queue.add(lines.read(*message));
    }

    line_queue queue;
    syslog_lines lines;
    std::optional<listener> socket;
    std::unordered_set<std::shared_ptr<net::stream_socket>> clients;
};

syslog_connections::syslog_connections(const net::executor& loop, const config::syslog_address& address)
    : state_(std::make_shared<state>(loop))
{
    const auto accept = [weak = std::weak_ptr(state_), loop](net::stream_socket socket) {
        const auto s = weak.lock();
        if (!s || s->queue.closed())
            return;
        if (s->clients.size() == most_connections)
            return log::warn("syslog: more than {} connections; one was closed", most_connections);
        const auto client = std::make_shared<net::stream_socket>(std::move(socket));
        s->clients.insert(client);
        net::asio::co_spawn(loop, serve(s, client), net::asio::detached);
    };
    state_->socket.emplace(
        loop, listening_socket(listener_at(address.at)), "", [loop] { return loop; }, accept);
    name_ = "syslog:tcp://" + state_->socket->address();
}

syslog_connections::~syslog_connections()
{
    stop();
}

net::task<void> syslog_connections::serve(std::shared_ptr<state> s, std::shared_ptr<net::stream_socket> client)
{
    boost::system::error_code ignored;
    client->set_option(net::asio::socket_base::keep_alive(true), ignored); // a sender may be silent for days
    proto::syslog_stream stream;
    std::array<char, 16 * 1024> block;
    while (!s->queue.closed()) {
        const auto into = net::asio::buffer(block);
        const auto [error, size] = co_await client->async_read_some(into, net::as_result);
        if (error)
            break;
        s->add(stream, std::string_view(block.data(), size));
        co_await s->queue.room();
    }
    s->clients.erase(client);
}

net::task<std::optional<log_batch>> syslog_connections::next()
{
    return state_->queue.take();
}

void syslog_connections::stop()
{
    state_->queue.close();
    state_->socket->close();
    boost::system::error_code ignored;
    for (const auto& client : state_->clients)
        client->cancel(ignored);
}

} // namespace recoil
