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
constexpr std::string_view exposition = "text/plain; version=0.0.4; charset=utf-8";
constexpr std::string_view plain = "text/plain; charset=utf-8";

struct page {
    http::status status = http::status::ok;
    std::string_view type = plain;
    std::string body;
};

page probe(bool good)
{
    return good ? page{http::status::ok, plain, "ok\n"} : page{http::status::service_unavailable, plain, "no\n"};
}

page answer(const http_answers& answers, std::string_view target)
{
    const std::string_view path = target.substr(0, target.find('?'));
    if (path == "/metrics")
        return {http::status::ok, exposition, answers.metrics()};
    if (path == "/-/healthy")
        return probe(answers.healthy());
    if (path == "/-/ready")
        return probe(answers.ready());
    return {http::status::not_found, plain, "not found; there are /metrics, /-/healthy and /-/ready\n"};
}

response make_response(const http_answers& answers, const request& asked)
{
    const bool head = asked.method() == http::verb::head;
    const bool known = head || asked.method() == http::verb::get;
    const std::string_view target(asked.target().data(), asked.target().size());
    page p = known ? answer(answers, target) : page{http::status::method_not_allowed, plain, "only GET and HEAD\n"};
    response result(p.status, asked.version());
    result.set(http::field::content_type, beast::string_view(p.type.data(), p.type.size()));
    result.set(http::field::cache_control, "no-store");
    if (!known)
        result.set(http::field::allow, "GET, HEAD");
    result.keep_alive(asked.keep_alive());
    result.content_length(p.body.size());
    if (!head)
        result.body() = std::move(p.body);
    return result;
}

response make_bad_request()
{
    response result(http::status::bad_request, 11);
    result.set(http::field::content_type, beast::string_view(plain.data(), plain.size()));
    result.body() = "bad request\n";
    result.keep_alive(false);
    result.prepare_payload();
    return result;
}

} // namespace

struct http_endpoint::state {
    state(listening_socket socket, http_answers a)
        : answers(std::move(a))
        , listener(
              loop.get_executor(), std::move(socket), "", [this] { return loop.get_executor(); },
              [this](net::stream_socket client) { accept(std::move(client)); })
        , thread([this] { loop.run(); })
    {
    }

    void accept(net::stream_socket client);
    net::task<void> serve(net::stream_socket client);

    net::asio::io_context loop{1};
    http_answers answers;
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
        const response result = malformed ? make_bad_request() : make_response(answers, parser.get());
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
