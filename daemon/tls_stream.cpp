#include "daemon/tls_stream.hpp"

#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

namespace recoil {

namespace ssl = net::asio::ssl;

struct tls_stream::native {
    ssl::stream<net::stream_socket&> stream;
};

tls_stream::tls_stream(net::stream_socket& socket, const tls_context& certificate)
    : native_(std::make_unique<native>(ssl::stream<net::stream_socket&>(socket, *certificate)))
{
}

tls_stream::~tls_stream() = default;

net::task<boost::system::error_code> tls_stream::handshake()
{
    const auto [error] = co_await native_->stream.async_handshake(ssl::stream_base::server, net::as_result);
    co_return error;
}

net::task<boost::system::error_code> tls_stream::write(std::string_view bytes)
{
    const auto [error, sent] =
        co_await net::asio::async_write(native_->stream, net::asio::buffer(bytes), net::as_result);
    co_return error;
}

std::size_t tls_stream::read_some(char* to, std::size_t size, boost::system::error_code& error)
{
    std::size_t filled = 0; // a record has at most 16 KiB
    error.clear();
    while (!error && filled < size)
        filled += native_->stream.read_some(net::asio::buffer(to + filled, size - filled), error);
    drained_ = error == net::asio::error::would_block;
    if (filled > 0)
        error.clear(); // it comes again at the next call
    return filled;
}

void tls_stream::close()
{
    boost::system::error_code ignored;
    native_->stream.shutdown(ignored); // sends our close_notify, and finds that the client's has not come yet
}

} // namespace recoil
