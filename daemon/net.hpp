// The names of Asio that the daemon uses. Every loop is an io_context with one thread, so executors are concrete and
// there are no strands. Coroutines take their parameters by value; nothing that is awaited throws.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>

namespace recoil::net {

namespace asio = boost::asio;

using executor = asio::io_context::executor_type;
template<class T>
using task = asio::awaitable<T, executor>;
// co_await ...(as_result) yields a tuple that starts with an error_code.
inline constexpr asio::as_tuple_t<asio::use_awaitable_t<executor>> as_result{};

using clock = std::chrono::steady_clock;
using timer = asio::basic_waitable_timer<clock, asio::wait_traits<clock>, executor>;
// TCP and unix sockets alike, so that nothing above is compiled twice.
using stream_socket = asio::basic_stream_socket<asio::generic::stream_protocol, executor>;

} // namespace recoil::net
