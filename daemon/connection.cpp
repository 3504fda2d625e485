#include "daemon/connection.hpp"

#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <utility>

namespace recoil {

connection::connection(net::stream_socket socket, const limits& times)
    : socket_(std::move(socket))
    , timer_(socket_.get_executor())
    , limits_(times)
    , session_end_(net::clock::now() + times.session)
{
    boost::system::error_code ignored;
    socket_.non_blocking(true, ignored);
}

std::string connection::peer() const
{
    boost::system::error_code error;
    const auto endpoint = socket_.remote_endpoint(error);
    if (error || endpoint.protocol().family() == AF_UNIX)
        return "unix";
    std::array<char, NI_MAXHOST> host{};
    std::array<char, NI_MAXSERV> port{};
    getnameinfo(endpoint.data(), static_cast<socklen_t>(endpoint.size()), host.data(), host.size(), port.data(),
                port.size(), NI_NUMERICHOST | NI_NUMERICSERV);
    return std::string(host.data()) + " port " + port.data();
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
}

bool connection::must_end(bool between_messages) const
{
    return ending_ == ending::abandon || (ending_ == ending::drain && between_messages);
}

void connection::close()
{
    boost::system::error_code ignored;
    socket_.shutdown(net::stream_socket::shutdown_both, ignored);
    socket_.close(ignored);
    timer_.cancel();
}

} // namespace recoil
