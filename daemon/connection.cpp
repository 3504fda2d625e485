#include "daemon/connection.hpp"

#include "daemon/tls_stream.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace recoil {

std::string peer_of(const net::stream_socket& socket)
{
    boost::system::error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error || endpoint.protocol().family() == AF_UNIX)
        return "unix";
    std::array<char, NI_MAXHOST> host{};
    std::array<char, NI_MAXSERV> port{};
    getnameinfo(endpoint.data(), static_cast<socklen_t>(endpoint.size()), host.data(), host.size(), port.data(),
                port.size(), NI_NUMERICHOST | NI_NUMERICSERV);
    return std::string(host.data()) + " port " + port.data();
}

connection::connection(net::stream_socket socket, const limits& times, tls_context certificate)
    : socket_(std::move(socket))
    , certificate_(std::move(certificate))
    , timer_(socket_.get_executor())
    , limits_(times)
    , session_end_(net::clock::now() + times.session)
{
    boost::system::error_code ignored;
    socket_.non_blocking(true, ignored);
}

connection::~connection() = default;

net::task<boost::system::error_code> connection::start_tls()
{
    assert(certificate_ && !tls_);
    tls_ = std::make_unique<tls_stream>(socket_, certificate_);
    co_return co_await tls_->handshake();
}

net::task<boost::system::error_code> connection::wait()
{
    if (tls_ && tls_->may_hold_input()) {
        co_await net::asio::post(socket_.get_executor(), net::as_result); // the others' turn
        co_return boost::system::error_code();
    }
    const auto [error] = co_await socket_.async_wait(net::stream_socket::wait_read, net::as_result);
    co_return error;
}

std::size_t connection::read_some(char* to, std::size_t size, boost::system::error_code& error)
{
    return tls_ ? tls_->read_some(to, size, error) : socket_.read_some(net::asio::buffer(to, size), error);
}

net::task<boost::system::error_code> connection::write(std::string_view bytes)
{
    if (tls_)
        co_return co_await tls_->write(bytes);
    const auto [error, sent] = co_await net::asio::async_write(socket_, net::asio::buffer(bytes), net::as_result);
    co_return error;
}

void connection::start_deadline()
{
    start_deadline(limits_.idle);
}

void connection::start_deadline(std::chrono::seconds at_most)
{
    expired_ = false;
    deadline_ = std::min(net::clock::now() + at_most, session_end_);
    if (!sleeping_)
        sleep();
    else if (deadline_ < timer_.expiry())
        timer_.cancel(); // woken() sleeps anew
}

void connection::sleep()
{
    sleeping_ = true;
    timer_.expires_at(deadline_);
    timer_.async_wait([self = shared_from_this()](boost::system::error_code) { self->woken(); });
}

void connection::woken()
{
    sleeping_ = false;
    if (!socket_.is_open())
        return;
    if (net::clock::now() < deadline_)
        return sleep();
    expired_ = true;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

void connection::waits(bool between_messages)
{
    state_ = between_messages ? state::between_messages : state::in_message;
}

void connection::drain()
{
    ending_ = std::max(ending_, ending::drain);
    boost::system::error_code ignored;
    if (state_ == state::between_messages)
        socket_.cancel(ignored);
}

void connection::abandon()
{
    ending_ = ending::abandon;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
    if (const std::shared_ptr<connection> other = companion_.lock())
        other->abandon();
}

bool connection::must_end(bool between_messages) const
{
    return ending_ == ending::abandon || (ending_ == ending::drain && between_messages);
}

bool connection::peer_has_left()
{
    pollfd socket{socket_.native_handle(), POLLRDHUP, 0};
    return poll(&socket, 1, 0) > 0;
}

void connection::close()
{
    boost::system::error_code ignored;
    if (tls_)
        tls_->close();
    socket_.shutdown(net::stream_socket::shutdown_both, ignored);
    socket_.close(ignored);
    timer_.cancel();
}

} // namespace recoil
