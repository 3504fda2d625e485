#include "daemon/log_input/syslog_connections.hpp"

#include "daemon/log.hpp"
#include "daemon/log_input/log_consumer.hpp"
#include "daemon/log_input/syslog_client.hpp"
#include "daemon/start_error.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace recoil {
namespace {

const std::string line = "Nov 21 08:00:00 mx1 postfix/smtp[123]: 4ABC: to=<a@example.com>, status=sent (250 ok)";

class syslog_connections_test : public testing::Test {
protected:
    syslog_connections_test() { log::start(logged); }
    ~syslog_connections_test() override { log::start(); }

    std::unique_ptr<test::syslog_client> client() const
    {
        return std::make_unique<test::syslog_client>(SOCK_STREAM, test::port_of(input.name()));
    }

    std::ostringstream logged;
    net::asio::io_context loop{1};
    syslog_connections input{loop.get_executor(), config::parse_syslog_address("tcp://127.0.0.1:0").value()};
    test::log_consumer consumer{loop, input};
};

TEST_F(syslog_connections_test, several_senders_with_either_framing)
{
    EXPECT_TRUE(input.name().starts_with("syslog:tcp://127.0.0.1:")) << input.name();
    const auto a = client(), b = client();
    a->send("<22>" + line + "\n");
    EXPECT_TRUE(consumer.has(line + "\n")) << consumer.lines;
    const std::string counted = std::to_string(line.size() + 4) + " <22>" + line;
    b->send(counted.substr(0, 10));
    consumer.turn(std::chrono::milliseconds(20));
    b->send(counted.substr(10) + counted);
    EXPECT_TRUE(consumer.has(line + "\n" + line + "\n" + line + "\n")) << consumer.lines;
}

TEST_F(syslog_connections_test, a_sender_may_go_and_come)
{
    client()->send("<22>" + line + "\n<22>cut of");
    EXPECT_TRUE(consumer.has(line + "\n"));
    client()->send("<22>" + line + "\n");
    EXPECT_TRUE(consumer.has(line + "\n" + line + "\n"));
}

TEST_F(syslog_connections_test, senders_wait_while_nothing_can_be_committed)
{
    consumer.commits = false;
    const auto sender = client();
    std::string expected;
    std::string waiting;
    const std::string frame = "<22>" + line + std::string(900, '.') + "\n";
    for (int sent = 0, blocked = 0; blocked < 100 && sent < 200'000;) {
        if (sender->send(frame, MSG_DONTWAIT)) {
            expected += frame.substr(4);
            ++sent;
            continue;
        }
        ++blocked;
        consumer.turn(std::chrono::milliseconds(2));
    }
    EXPECT_LT(expected.size(), 100U << 20) << "the sender was never stopped";
    EXPECT_LE(consumer.batches, 1);
    consumer.commits = true;
    EXPECT_TRUE(consumer.until([&] { return consumer.lines.size() >= expected.size() - frame.size(); }));
    EXPECT_EQ(consumer.lines.substr(0, 100'000), expected.substr(0, 100'000));
    EXPECT_FALSE(consumer.skipped);
}

TEST_F(syslog_connections_test, connections_are_bounded)
{
    std::vector<std::unique_ptr<test::syslog_client>> clients;
    for (int i = 0; i < 100; ++i)
        clients.push_back(client());
    clients.front()->send("<22>" + line + "\n");
    EXPECT_TRUE(consumer.has(line + "\n"));
    const auto refused = client();
    EXPECT_TRUE(consumer.until([&] { return refused->ended(); }));
    clients.pop_back();
    consumer.turn(std::chrono::milliseconds(50));
    client()->send("<22>" + line + "\n");
    EXPECT_TRUE(consumer.has(line + "\n" + line + "\n"));
    EXPECT_NE(logged.str().find("more than 100 connections"), std::string::npos);
}

TEST_F(syslog_connections_test, stop_ends_connections_and_hands_out_what_was_received)
{
    consumer.commits = false;
    const auto sender = client();
    sender->send("<22>" + line + "\n");
    EXPECT_TRUE(consumer.until([&] { return consumer.batches == 1; }));
    sender->send("<22>" + line + "\n");
    consumer.turn(std::chrono::milliseconds(50));
    input.stop();
    consumer.commits = true;
    EXPECT_TRUE(consumer.until([&] { return consumer.over && sender->ended(); }));
    EXPECT_EQ(consumer.lines, line + "\n" + line + "\n");
}

TEST_F(syslog_connections_test, an_address_that_is_taken)
{
    const auto taken = config::parse_syslog_address(input.name().substr(7)).value();
    EXPECT_THROW(syslog_connections(loop.get_executor(), taken), start_error);
}

} // namespace
} // namespace recoil
