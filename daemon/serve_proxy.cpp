#include "daemon/serve_proxy.hpp"

#include "daemon/input_buffer.hpp"
#include "daemon/log.hpp"
#include "daemon/once_a_minute.hpp"
#include "daemon/session_result.hpp"
#include "daemon/tee.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>

#include <array>
#include <string>
#include <utility>
#include <variant>

namespace recoil {

using namespace session_result;

namespace {

constexpr std::chrono::seconds farewell{5};  // for the last reply to a client that may not read it
constexpr std::chrono::hours for_ever{8760}; // a session passed through is as long as its peers want it
constexpr std::size_t reply_buffer_size = 4096;

std::string text_of(const config::address& address)
{
    if (address.is_unix)
        return "unix:" + address.host;
    const bool six = address.host.find(':') != std::string::npos;
    return (six ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

net::asio::generic::stream_protocol::endpoint endpoint_of(const config::address& address)
{
    if (address.is_unix)
        return net::asio::local::stream_protocol::endpoint(address.host);
    boost::system::error_code error;
    return net::asio::ip::tcp::endpoint(net::asio::ip::make_address(address.host, error), address.port);
}

// A next hop that is down costs every session a warning.
once_a_minute& next_hop_warning()
{
    static once_a_minute warning;
    return warning;
}

// Without it each reply in a row would wait for the peer to acknowledge the one before (RFC 896).
void send_at_once(net::stream_socket& socket)
{
    boost::system::error_code ignored; // of a unix socket
    socket.set_option(net::asio::ip::tcp::no_delay(true), ignored);
}

class relay {
public:
    relay(std::shared_ptr<connection> client, const services& shared, observed_events& observed, proxy_route route)
        : client_(std::move(client))
        , shared_(shared)
        , route_(std::move(route))
        , session_(route_.session)
        , tee_(shared, observed)
    {
    }

    net::task<std::string_view> run();

private:
    net::task<void> reach_next_hop();
    net::task<bool> write(bool over);
    net::task<void> read_client();
    net::task<void> read_next_hop();
    net::task<void> linger();
    bool client_has_left();
    void next_hop_failed(boost::system::error_code error);
    void lose_next_hop(const std::string& why);

    std::shared_ptr<connection> client_;
    std::shared_ptr<connection> next_hop_;
    const services& shared_;
    proxy_route route_;
    proto::proxy_session session_;
    tee tee_;
    input_buffer input_;
    std::array<char, reply_buffer_size> replies_;
    std::string_view result_ = ok;
};

net::task<std::string_view> relay::run()
{
    send_at_once(client_->socket());
    co_await reach_next_hop();
    for (;;) {
        proto::proxy_event event = session_.next();
        if (session_.lost_next_hop() && next_hop_ && next_hop_->socket().is_open())
            lose_next_hop("its answer cannot be followed");
        const bool over = std::holds_alternative<proto::closed>(event);
        const bool client = std::holds_alternative<proto::need_client>(event);
        const bool next_hop = std::holds_alternative<proto::need_next_hop>(event);
        const bool accepted = std::holds_alternative<proto::end_of_message>(event); // the reply does not wait for us
        bool goes_on = true;
        if (over || client || next_hop || accepted || std::holds_alternative<proto::need_output>(event))
            goes_on = co_await write(over);
        tee_.take(event);
        if (over)
            break;
        if (client && goes_on)
            co_await read_client();
        if (next_hop && goes_on)
            co_await read_next_hop();
    }
    if (next_hop_)
        next_hop_->close();
    if (result_ == ok || result_ == lost)
        co_await linger();
    client_->close();
    co_return result_;
}

net::task<void> relay::reach_next_hop()
{
    const net::asio::generic::stream_protocol::endpoint endpoint = endpoint_of(route_.next_hop);
    net::stream_socket socket(client_->socket().get_executor());
    boost::system::error_code error;
    socket.open(endpoint.protocol(), error);
    if (error)
        co_return lose_next_hop(error.message());
    send_at_once(socket);
    next_hop_ = std::make_shared<connection>(std::move(socket), connection::limits{route_.reply, for_ever});
    client_->accompany(next_hop_);
    next_hop_->start_deadline(route_.connect);
    const auto [refused] = co_await next_hop_->socket().async_connect(endpoint, net::as_result);
    if (refused || client_->must_end(false))
        next_hop_failed(refused);
}

// What both shall be sent. False where one of them is lost: then the session has something else to say.
net::task<bool> relay::write(bool over)
{
    bool both = true;
    const std::string passed = session_.take_next_hop_output();
    if (!passed.empty() && !over) {
        next_hop_->start_deadline();
        const boost::system::error_code error = co_await next_hop_->write(passed);
        if (error)
            next_hop_failed(error);
        both = !error;
    }
    const proto::proxy_session::output output = session_.take_client_output();
    for (const std::uint16_t code : output.codes)
        shared_.metrics.reply(name(event::source::proxy), code);
    if (output.bytes.empty())
        co_return both;
    over ? client_->start_deadline(farewell) : client_->start_deadline();
    const boost::system::error_code error = co_await client_->write(output.bytes);
    if (!error || over)
        co_return both;
    result_ = client_->expired() ? timeout : lost;
    session_.client_lost();
    co_return false;
}

net::task<void> relay::read_client()
{
    input_.release(); // an idle session waits without a buffer
    const bool between_messages = !session_.in_transaction();
    boost::system::error_code error;
    std::size_t size = 0;
    if (!client_->must_end(between_messages)) {
        client_->start_deadline();
        client_->waits(between_messages);
        error = co_await client_->wait();
        client_->has_input();
        if (!error)
            size = client_->read_some(input_.acquire(), input_buffer::size, error);
        if (client_->expired()) {
            result_ = timeout;
            co_return session_.time_out();
        }
        if (!error || error == net::asio::error::would_block)
            co_return session_.feed_client({input_.acquire(), size});
    }
    const bool stopping = client_->must_end(between_messages);
    result_ = stopping ? shutdown : lost;
    stopping ? session_.shut_down() : session_.client_lost();
}

net::task<void> relay::read_next_hop()
{
    const net::clock::time_point end = net::clock::now() + route_.reply;
    boost::system::error_code error;
    do { // in short waits: a client that has hung up shall not hold two sockets until the next hop speaks
        next_hop_->start_deadline(route_.patience);
        error = co_await next_hop_->wait();
    } while (error && next_hop_->expired() && net::clock::now() < end && !client_has_left());
    if (error && client_has_left()) {
        result_ = lost;
        co_return session_.client_lost();
    }
    std::size_t size = 0;
    if (!error)
        size = next_hop_->read_some(replies_.data(), replies_.size(), error);
    if (!error || error == net::asio::error::would_block)
        session_.feed_next_hop({replies_.data(), size});
    else
        next_hop_failed(error);
}

// What it has sent whole will be accepted or not, whether it listens or not.
bool relay::client_has_left()
{
    return !session_.message_sent() && client_->peer_has_left();
}

// A client that is still sending would lose our last reply if the socket were closed with its octets unread.
net::task<void> relay::linger()
{
    boost::system::error_code error;
    client_->socket().shutdown(net::stream_socket::shutdown_send, error);
    client_->start_deadline(farewell);
    client_->waits(true);
    while ((!error || error == net::asio::error::would_block) && !client_->must_end(true) && !client_->expired()) {
        error = co_await client_->wait();
        if (!error)
            client_->read_some(input_.acquire(), input_buffer::size, error);
    }
}

// A wait for it has ended: the daemon broke it off, it lasted too long, or the connection is lost.
void relay::next_hop_failed(boost::system::error_code error)
{
    if (!client_->must_end(false))
        return lose_next_hop(next_hop_->expired() ? "no answer in time" : error.message());
    result_ = shutdown;
    session_.shut_down();
}

void relay::lose_next_hop(const std::string& why)
{
    result_ = lost;
    session_.next_hop_lost();
    if (next_hop_)
        next_hop_->close();
    if (next_hop_warning().due())
        log::warn("proxy: next hop {}: {}; mail is deferred", text_of(route_.next_hop), why);
}

} // namespace

net::task<std::string_view> serve_proxy(std::shared_ptr<connection> client, const services* shared,
                                        observed_events* observed, proxy_route route)
{
    relay session(std::move(client), *shared, *observed, std::move(route));
    co_return co_await session.run();
}

} // namespace recoil
