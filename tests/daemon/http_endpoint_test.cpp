#include "daemon/http_endpoint.hpp"

#include "daemon/running_server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <string>
#include <vector>

namespace recoil {
namespace {

class http_endpoint_test : public testing::Test {
protected:
    std::string ask(const std::string& request) const
    {
        test::tcp_client client(endpoint.address());
        client.send(request);
        return client.rest();
    }
    static config::listener address()
    {
        config::listener result;
        result.address = "127.0.0.1:0";
        return result;
    }
    std::atomic<bool> healthy = true, ready = true;
    http_answers answers()
    {
        http_answers result;
        result.metrics = [] { return std::string("recoil_up 1\n"); };
        result.healthy = [this] { return healthy.load(); };
        result.ready = [this] { return ready.load(); };
        result.board = [] { return status::board(); };
        result.token = [] { return std::string(); };
        return result;
    }
    http_endpoint endpoint{listening_socket(address()), answers()};
};

bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

TEST_F(http_endpoint_test, shows_the_metrics)
{
    const std::string answer = ask("GET /metrics HTTP/1.0\r\n\r\n");
    EXPECT_EQ(answer.substr(8, 7), " 200 OK");
    EXPECT_TRUE(has(answer, "\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"));
    EXPECT_TRUE(has(answer, "\r\nContent-Length: 12\r\n"));
    EXPECT_TRUE(answer.ends_with("\r\n\r\nrecoil_up 1\n"));
}

TEST_F(http_endpoint_test, a_query_is_ignored)
{
    EXPECT_TRUE(ask("GET /metrics?x=/-/ready HTTP/1.0\r\n\r\n").ends_with("recoil_up 1\n"));
}

TEST_F(http_endpoint_test, head_has_the_length_but_no_body)
{
    const std::string answer = ask("HEAD /metrics HTTP/1.0\r\n\r\n");
    EXPECT_TRUE(has(answer, "\r\nContent-Length: 12\r\n"));
    EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST_F(http_endpoint_test, probes_answer_by_status)
{
    EXPECT_EQ(ask("GET /-/healthy HTTP/1.0\r\n\r\n").substr(9, 3), "200");
    EXPECT_EQ(ask("GET /-/ready HTTP/1.0\r\n\r\n").substr(9, 3), "200");
    healthy = ready = false;
    EXPECT_EQ(ask("GET /-/healthy HTTP/1.0\r\n\r\n").substr(9, 3), "503");
    EXPECT_EQ(ask("HEAD /-/ready HTTP/1.0\r\n\r\n").substr(9, 3), "503");
}

TEST_F(http_endpoint_test, everything_else_is_refused)
{
    EXPECT_EQ(ask("GET /index.html HTTP/1.0\r\n\r\n").substr(9, 3), "404");
    EXPECT_EQ(ask("GET /metrics/ HTTP/1.0\r\n\r\n").substr(9, 3), "404");
    const std::string post = ask("POST /metrics HTTP/1.0\r\n\r\n");
    EXPECT_EQ(post.substr(9, 3), "405");
    EXPECT_TRUE(has(post, "\r\nAllow: GET, HEAD\r\n"));
    EXPECT_EQ(ask("nonsense\r\n\r\n").substr(9, 3), "400");
    EXPECT_EQ(ask("GET /metrics HTTP/1.0\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n").substr(9, 3), "400");
}

TEST_F(http_endpoint_test, the_fields_of_a_request_reach_the_pages)
{
    EXPECT_EQ(ask("GET / HTTP/1.1\r\nHost: 127.0.0.1:9850\r\nConnection: close\r\n\r\n").substr(9, 3), "200");
    EXPECT_EQ(ask("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").substr(9, 3), "403");
}

TEST_F(http_endpoint_test, every_answer_is_guarded)
{
    for (const char* request :
         {"GET / HTTP/1.0", "GET /metrics HTTP/1.0", "GET /nowhere HTTP/1.0", "POST / HTTP/1.0"}) {
        const std::string answer = ask(std::string(request) + "\r\n\r\n");
        EXPECT_TRUE(has(answer, "\r\nCache-Control: no-store\r\n")) << request;
        EXPECT_TRUE(has(answer, "\r\nX-Content-Type-Options: nosniff\r\n")) << request;
        EXPECT_TRUE(has(answer, "\r\nX-Frame-Options: DENY\r\n")) << request;
        EXPECT_TRUE(has(answer, "\r\nReferrer-Policy: no-referrer\r\n")) << request;
        EXPECT_TRUE(has(answer, "\r\nCross-Origin-Resource-Policy: same-origin\r\n")) << request;
    }
}

TEST_F(http_endpoint_test, a_connection_is_kept_alive)
{
    test::tcp_client client(endpoint.address());
    for (int i = 0; i < 3; ++i) {
        client.send("HEAD /-/ready HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_EQ(client.line(), "HTTP/1.1 200 OK");
        std::string header;
        while (!(header = client.line()).empty())
            EXPECT_FALSE(has(header, "close"));
    }
    client.send("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(client.rest().ends_with("recoil_up 1\n"));
}

TEST_F(http_endpoint_test, the_number_of_connections_is_bounded)
{
    std::vector<test::tcp_client> idle;
    for (int i = 0; i < 32; ++i) {
        idle.emplace_back(endpoint.address());
        idle.back().send("GET /-/ready HTTP/1.1\r\nHost: x\r\n\r\n");
        ASSERT_EQ(idle.back().line(), "HTTP/1.1 200 OK");
    }
    test::tcp_client one_more(endpoint.address());
    EXPECT_EQ(one_more.rest(), "");
    idle.clear();
    EXPECT_TRUE(test::eventually([&] {
        try {
            return ask("GET /metrics HTTP/1.0\r\n\r\n").ends_with("recoil_up 1\n");
        } catch (const std::exception&) {
            return false;
        }
    }));
}

TEST(http_of_a_server, shows_what_the_sessions_did)
{
    test::running_server server;
    server.start();
    test::smtp_client client = server.client();
    client.greet();
    EXPECT_EQ(server.get("/-/healthy").substr(9, 3), "200");
    EXPECT_EQ(server.get("/-/ready").substr(9, 3), "200");
    EXPECT_EQ(server.metric("recoil_sessions_active{protocol=\"lmtp\"}"), "1");
    EXPECT_EQ(server.metric("recoil_replies_total{code=\"220\",protocol=\"lmtp\"}"), "1");
    EXPECT_NE(server.get("/metrics").find("recoil_build_info{"), std::string::npos);
}

TEST(http_of_a_server, is_not_ready_on_a_full_disk)
{
    test::running_server server;
    server.settings.events.min_free_bytes = std::numeric_limits<std::uint64_t>::max();
    server.start();
    EXPECT_EQ(server.get("/-/ready").substr(9, 3), "503");
    EXPECT_EQ(server.get("/-/healthy").substr(9, 3), "200");
}

} // namespace
} // namespace recoil
