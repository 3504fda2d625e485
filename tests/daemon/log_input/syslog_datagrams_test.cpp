#include "daemon/log_input/syslog_datagrams.hpp"

#include "daemon/host.hpp"
#include "daemon/log_input/log_consumer.hpp"
#include "daemon/log_input/syslog_client.hpp"
#include "daemon/start_error.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <filesystem>
#include <string>

namespace recoil {
namespace {

const std::string message = "4ABC: to=<a@example.com>, status=sent (250 ok)";

config::syslog_address address(const std::string& text)
{
    return config::parse_syslog_address(text).value();
}

class syslog_datagrams_test : public testing::Test {
protected:
    test::temp_folder folder;
    std::string path = folder.file("log");
    net::asio::io_context loop{1};
};

TEST_F(syslog_datagrams_test, udp)
{
    syslog_datagrams input(loop.get_executor(), address("udp://127.0.0.1:0"));
    test::log_consumer log(loop, input);
    EXPECT_TRUE(input.name().starts_with("syslog:udp://127.0.0.1:")) << input.name();
    const test::syslog_client client(SOCK_DGRAM, test::port_of(input.name()));
    const std::string line = "Nov 21 08:00:00 mx1 postfix/smtp[123]: " + message;
    EXPECT_TRUE(client.send("<22>" + line));
    EXPECT_TRUE(log.has(line + "\n")) << log.lines;
    EXPECT_TRUE(client.send(""));
    EXPECT_TRUE(client.send("<22>1 2026-11-21T08:00:00Z mx2 postfix/smtp 124 - - " + message));
    EXPECT_TRUE(log.has(line + "\n2026-11-21T08:00:00Z mx2 postfix/smtp[124]: " + message + "\n")) << log.lines;
    EXPECT_FALSE(log.skipped);
}

TEST_F(syslog_datagrams_test, udp_over_ipv6)
{
    const syslog_datagrams input(loop.get_executor(), address("udp://[::1]:0"));
    EXPECT_TRUE(input.name().starts_with("syslog:udp://[::1]:")) << input.name();
}

TEST_F(syslog_datagrams_test, a_unix_socket_like_dev_log)
{
    syslog_datagrams input(loop.get_executor(), address("unix:" + path));
    test::log_consumer log(loop, input);
    EXPECT_EQ(input.name(), "syslog:unix:" + path);
    struct stat status {};
    stat(path.c_str(), &status);
    EXPECT_EQ(status.st_mode & 07777, 0666U) << "each process of the mailer writes as another user";
    const test::syslog_client client(path);
    EXPECT_TRUE(client.send("<22>Nov 21 08:00:00 postfix/smtp[123]: " + message));
    EXPECT_TRUE(log.has("Nov 21 08:00:00 " + host_name() + " postfix/smtp[123]: " + message + "\n")) << log.lines;
}

TEST_F(syslog_datagrams_test, a_mailer_never_waits)
{
    syslog_datagrams input(loop.get_executor(), address("unix:" + path));
    test::log_consumer log(loop, input);
    log.commits = false;
    const test::syslog_client client(path);
    const std::string line = "Nov 21 08:00:00 mx1 postfix/smtp[123]: " + std::string(8000, 'x');
    for (int i = 0; i < 1500; ++i) {
        log.until([&] { return client.send("<22>" + line, MSG_DONTWAIT); });
    }
    EXPECT_LE(log.batches, 1);
    log.turn(std::chrono::milliseconds(50));
    log.commits = true;
    EXPECT_TRUE(log.until([&] { return log.skipped && log.lag == 0; })) << "8 MiB of them were kept";
    EXPECT_GT(log.lines.size(), 7U << 20);
    EXPECT_LT(log.lines.size(), 10U << 20);
    EXPECT_EQ(log.lines.size() % (line.size() + 1), 0U);
}

TEST_F(syslog_datagrams_test, what_the_kernel_dropped_is_told)
{
    syslog_datagrams input(loop.get_executor(), address("udp://127.0.0.1:0"));
    test::log_consumer log(loop, input);
    const test::syslog_client client(SOCK_DGRAM, test::port_of(input.name()));
    const std::string datagram(60'000, 'x');
    for (int i = 0; i < 1000; ++i) // more than its buffer, while the loop stands still
        client.send(datagram);
    EXPECT_TRUE(log.until([&] { return !log.lines.empty() && log.lag == 0; }));
    log.turn(std::chrono::milliseconds(50));
    client.send("after");
    EXPECT_TRUE(log.until([&] { return log.skipped; }));
}

TEST_F(syslog_datagrams_test, a_stale_socket_is_replaced_and_a_living_one_is_not)
{
    const int stale = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un at{};
    at.sun_family = AF_UNIX;
    path.copy(at.sun_path, sizeof(at.sun_path) - 1);
    EXPECT_EQ(bind(stale, reinterpret_cast<const sockaddr*>(&at), sizeof(at)), 0);
    EXPECT_THROW(syslog_datagrams(loop.get_executor(), address("unix:" + path)), start_error);
    close(stale);
    {
        const syslog_datagrams input(loop.get_executor(), address("unix:" + path));
        EXPECT_THROW(syslog_datagrams(loop.get_executor(), address("unix:" + path)), start_error);
        EXPECT_TRUE(test::syslog_client(path).connected());
    }
    loop.poll();
    EXPECT_FALSE(std::filesystem::exists(path)) << "it is removed in the end";
    test::write_file(path, "");
    EXPECT_THROW(syslog_datagrams(loop.get_executor(), address("unix:" + path)), start_error);
    EXPECT_TRUE(std::filesystem::exists(path)) << "what is no socket is left alone";
}

TEST_F(syslog_datagrams_test, an_address_that_cannot_be_had)
{
    EXPECT_THROW(syslog_datagrams(loop.get_executor(), address("udp://192.0.2.1:5140")), start_error);
    EXPECT_THROW(syslog_datagrams(loop.get_executor(), address("unix:" + folder.file("none/log"))), start_error);
}

TEST_F(syslog_datagrams_test, stop_hands_out_what_was_received)
{
    syslog_datagrams input(loop.get_executor(), address("unix:" + path));
    test::log_consumer log(loop, input);
    log.commits = false;
    const test::syslog_client client(path);
    client.send("<22>Nov 21 08:00:00 mx1 postfix/smtp[1]: one");
    EXPECT_TRUE(log.until([&] { return log.batches == 1; }));
    client.send("<22>Nov 21 08:00:00 mx1 postfix/smtp[1]: two");
    log.turn(std::chrono::milliseconds(50));
    input.stop();
    log.commits = true;
    EXPECT_TRUE(log.until([&] { return log.over; }));
    EXPECT_TRUE(log.lines.ends_with(": two\n")) << log.lines;
}

} // namespace
} // namespace recoil
