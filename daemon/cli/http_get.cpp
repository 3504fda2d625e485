#include "daemon/cli/http_get.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

namespace recoil::cli {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;

constexpr std::size_t max_body = 1'048'576;

// Callbacks instead of coroutines: the deadline of tcp_stream covers asynchronous operations only.
class exchange {
public:
    exchange(const asio::ip::tcp::endpoint& to, const std::string& target, std::chrono::seconds timeout)
        : stream_(context_)
    {
        request_ = {http::verb::get, target, 11};
        request_.set(http::field::host, to.address().to_string());
        parser_.body_limit(max_body);
        stream_.expires_after(timeout);
        stream_.async_connect(to, [this](error_code e) { connected(e); });
    }

    http_answer run()
    {
        context_.run();
        return std::move(answer_);
    }

private:
    bool failed(error_code e)
    {
        if (e)
            answer_.error = e == beast::error::timeout ? "no answer in time" : e.message();
        return static_cast<bool>(e);
    }

    void connected(error_code e)
    {
        if (!failed(e))
            http::async_write(stream_, request_, [this](error_code error, std::size_t) { written(error); });
    }

    void written(error_code e)
    {
        if (!failed(e))
            http::async_read(stream_, buffer_, parser_, [this](error_code error, std::size_t) { read(error); });
    }

    void read(error_code e)
    {
        if (failed(e))
            return;
        answer_.status = parser_.get().result_int();
        answer_.body = parser_.get().body();
    }

    asio::io_context context_;
    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    http::request<http::empty_body> request_;
    http::response_parser<http::string_body> parser_;
    http_answer answer_;
};

} // namespace

http_answer http_get(const std::string& ip, std::uint16_t port, const std::string& target, std::chrono::seconds timeout)
{
    error_code e;
    const asio::ip::address address = asio::ip::make_address(ip, e);
    if (e)
        return {0, "", e.message()};
    return exchange({address, port}, target, timeout).run();
}

} // namespace recoil::cli
