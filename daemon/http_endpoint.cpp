#include "daemon/http_endpoint.hpp"

#include "daemon/listener.hpp"
#include "daemon/net.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <string_view>
#include <thread>
#include <utility>

namespace recoil {

namespace {

namespace beast = boost::beast;
namespace http = beast::http;

using stream = beast::basic_stream<net::asio::generic::stream_protocol, net::executor>;
using request = http::request<http::empty_body>;
using response = http::response<http::string_body>;

constexpr std::size_t max_connections = 32;
constexpr std::size_t max_header_bytes = 8192;
constexpr std::chrono::seconds timeout{10};
constexpr std::string_view plain = "text/plain; charset=utf-8";

beast::string_view view(std::string_view text)
{
    return {text.data(), text.size()};
}

std::string_view field_of(const request& asked, http::field name)
{
    const beast::string_view value = asked[name];
    return {value.data(), value.size()};
}

response make_response(http_page page, const request& asked)
{
    response result(http::int_to_status(page.status), asked.version());
    result.set(http::field::content_type, view(page.type));
    for (const auto& [name, value] : common_fields())
        result.set(view(name), view(value));
    for (const auto& [name, value] : page.fields)
        result.set(view(name), value);
    result.keep_alive(asked.keep_alive());
    result.content_length(page.body.size());
    if (asked.method() != http::verb::head)
        result.body() = std::move(page.body);
    return result;
}

response answer(const http_pages& pages, const request& asked)
{
    if (asked.method() != http::verb::get && asked.method() != http::verb::head) {
        http_page only{405, plain, "only GET and HEAD\n", {}};
        only.fields.emplace_back("Allow", "GET, HEAD");
        return make_response(std::move(only), asked);
    }
    const beast::string_view target = asked.target();
    const http_request_facts facts{field_of(asked, http::field::host), field_of(asked, http::field::authorization)};
    return make_response(pages.get({target.data(), target.size()}, facts), asked);
}

response make_bad_request()
{
    request nothing;
    nothing.keep_alive(false);
    return make_response({400, plain, "bad request\n", {}}, nothing);
}

} // namespace

struct http_endpoint::state {
    state(listening_socket socket, http_answers a)
        : pages(std::move(a))
        , listener(
              loop.get_executor(), std::move(socket), "", [this] { return loop.get_executor(); },
              [this](net::stream_socket client) { accept(std::move(client)); })
        , thread([this] { loop.run(); })
    {
    }

    void accept(net::stream_socket client);
    net::task<void> serve(net::stream_socket client);

    net::asio::io_context loop{1};
    http_pages pages;
    std::size_t connections = 0;
    recoil::listener listener;
    std::thread thread;
};

void http_endpoint::state::accept(net::stream_socket client)
{
    if (connections == max_connections)
        return;
    ++connections;
    net::asio::co_spawn(loop, serve(std::move(client)), [this](const std::exception_ptr&) { --connections; });
}

net::task<void> http_endpoint::state::serve(net::stream_socket client)
{
    stream peer(std::move(client));
    beast::flat_buffer buffer(max_header_bytes * 2);
    for (bool more = true; more;) {
        http::request_parser<http::empty_body> parser;
        parser.header_limit(max_header_bytes);
        peer.expires_after(timeout);
        const auto [error, size] = co_await http::async_read(peer, buffer, parser, net::as_result);
        const bool malformed = error.category() == http::make_error_code(http::error::bad_version).category();
        if (error && (!malformed || error == http::error::end_of_stream || error == http::error::partial_message))
            break;
        const response result = malformed ? make_bad_request() : answer(pages, parser.get());
        more = result.keep_alive();
        peer.expires_after(timeout);
        const auto [failed, written] = co_await http::async_write(peer, result, net::as_result);
        if (failed)
            break;
    }
    boost::system::error_code ignored;
    peer.socket().shutdown(net::stream_socket::shutdown_send, ignored);
}

http_endpoint::http_endpoint(listening_socket socket, http_answers answers)
    : state_(std::make_unique<state>(std::move(socket), std::move(answers)))
{
}

http_endpoint::~http_endpoint()
{
    state_->loop.stop();
    state_->thread.join();
}

std::string http_endpoint::address() const
{
    return state_->listener.address();
}

} // namespace recoil
