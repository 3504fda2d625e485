#include "daemon/listener.hpp"

#include "daemon/running_server.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/resource.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace recoil {
namespace {

class listener_test : public testing::Test {
protected:
    listener_test() : thread([this] { loop.run(); }) {}
    ~listener_test() override
    {
        loop.stop();
        thread.join();
    }
    static config::listener address()
    {
        config::listener result;
        result.address = "127.0.0.1:0";
        return result;
    }
    net::asio::io_context loop{1};
    std::atomic<int> accepted = 0;
    listener sockets{loop.get_executor(), listening_socket(address()), "421 4.3.2 no more\r\n",
                     [this] { return loop.get_executor(); }, [this](net::stream_socket) { ++accepted; }};
    std::thread thread;
};

TEST_F(listener_test, hands_over_every_client)
{
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(test::tcp_client(sockets.address()).rest(), "");
    EXPECT_EQ(accepted, 10);
}

TEST_F(listener_test, without_a_descriptor_a_client_is_refused_and_the_next_one_is_served)
{
    test::tcp_client before(sockets.address()); // the accept loop is at rest now
    before.rest();
    rlimit old{};
    getrlimit(RLIMIT_NOFILE, &old);
    std::vector<test::tcp_client> clients;
    const int highest = open("/dev/null", O_RDONLY | O_CLOEXEC);
    const rlimit few{static_cast<rlim_t>(highest) + 1, old.rlim_max};
    setrlimit(RLIMIT_NOFILE, &few);
    close(highest); // for the client's own socket
    test::tcp_client refused(sockets.address());
    const std::string reply = refused.line();
    setrlimit(RLIMIT_NOFILE, &old);
    EXPECT_EQ(reply, "421 4.3.2 no more");
    EXPECT_EQ(accepted, 1);
    EXPECT_EQ(test::tcp_client(sockets.address()).rest(), "");
    EXPECT_EQ(accepted, 2);
}

} // namespace
} // namespace recoil
