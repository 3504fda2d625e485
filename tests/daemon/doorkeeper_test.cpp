// The `allow` of listeners, at the door of a whole server.
#include "daemon/doorkeeper.hpp"

#include "daemon/running_server.hpp"
#include "support/notice.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil {
namespace {

using test::notice;
using test::running_server;
using test::smtp_client;

class doorkeeper_test : public testing::Test {
protected:
    void allow(const std::vector<std::string>& networks) { server.settings.listeners.front().allow = networks; }
    running_server server;
};

TEST_F(doorkeeper_test, a_client_inside_is_served)
{
    allow({"192.0.2.0/24", "127.0.0.0/8"});
    server.start();
    smtp_client client = server.client();
    client.greet();
    EXPECT_EQ(client.deliver(notice("Q1")).substr(0, 3), "250");
    EXPECT_EQ(server.metric("recoil_sessions_total{protocol=\"lmtp\",result=\"refused\"}"), "0");
}

TEST_F(doorkeeper_test, a_client_outside_gets_421)
{
    allow({"192.0.2.0/24", "127.0.0.2", "::1"});
    server.settings.listeners.front().hostname = "mx.example.com";
    server.start();
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(server.client().rest(), "421 4.7.0 mx.example.com not for your address\r\n");
    EXPECT_EQ(server.metric("recoil_sessions_total{protocol=\"lmtp\",result=\"refused\"}"), "3");
    EXPECT_EQ(server.metric("recoil_sessions_active{protocol=\"lmtp\"}"), "0");
    EXPECT_EQ(server.metric("recoil_replies_total{code=\"421\",protocol=\"lmtp\"}"), "3");
    server.stop();
    const std::string log = server.log();
    const std::size_t first = log.find("listener 127.0.0.1:0: 127.0.0.1 port ");
    ASSERT_NE(first, std::string::npos) << log;
    EXPECT_EQ(log.find("allow list", log.find("allow list") + 1), std::string::npos) << "one line a minute is enough";
}

TEST_F(doorkeeper_test, an_ipv6_client)
{
    server.settings.listeners.front().address = "[::1]:0";
    allow({"::1"});
    config::listener closed = server.settings.listeners.front();
    closed.allow = {"127.0.0.0/8", "2001:db8::/32"};
    server.settings.listeners.push_back(closed);
    server.start();
    EXPECT_EQ(server.client(0).greet().substr(0, 3), "250");
    EXPECT_EQ(server.client(1).rest().substr(0, 9), "421 4.7.0");
}

TEST_F(doorkeeper_test, each_listener_has_its_own_list)
{
    allow({"192.0.2.0/24"});
    config::listener open;
    open.address = "127.0.0.1:0";
    open.protocol = "smtp";
    server.settings.listeners.push_back(open);
    server.start();
    EXPECT_EQ(server.client(0).rest().substr(0, 9), "421 4.7.0");
    EXPECT_EQ(server.client(1).greet("EHLO c").substr(0, 3), "250");
}

TEST_F(doorkeeper_test, holds_for_a_socket_from_systemd)
{
    config::listener address;
    address.address = "127.0.0.1:0";
    listening_socket activated(address);
    allow({"192.0.2.0/24"});
    server.sockets = {{activated.release(), "lmtp"}};
    server.start();
    EXPECT_EQ(server.client().rest().substr(0, 9), "421 4.7.0");
}

TEST_F(doorkeeper_test, a_unix_socket_has_no_networks)
{
    listening_socket activated([&] {
        config::listener address;
        address.address = "unix:" + server.folder.file("lmtp.sock");
        return address;
    }());
    allow({"192.0.2.0/24"});
    server.sockets = {{activated.release(), "lmtp"}};
    server.start();
    EXPECT_EQ(smtp_client("unix:" + server.folder.file("lmtp.sock")).greet().substr(0, 3), "250");
}

TEST_F(doorkeeper_test, a_reload_changes_the_list)
{
    server.load = [this] { return load_snapshot(server.settings, bad_packs::refuse); };
    server.start();
    EXPECT_EQ(server.client().greet().substr(0, 3), "250");
    allow({"192.0.2.0/24"});
    server.get().reload();
    ASSERT_TRUE(test::eventually([&] { return server.client().reply().substr(0, 9) == "421 4.7.0"; }));
}

} // namespace
} // namespace recoil
