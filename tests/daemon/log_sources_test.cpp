// A server that follows a Postfix log: what lines become, what is counted, and that nothing is lost or told twice.
#include "daemon/log_sources.hpp"

#include "daemon/host.hpp"
#include "daemon/part_options.hpp"
#include "daemon/running_server.hpp"
#include "support/file_size_limit.hpp"
#include "support/json.hpp"
#include "support/notice.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace recoil {
namespace {

using test::eventually;
using test::running_server;

std::string now_stamp()
{
    return format_rfc3339(wall_clock());
}

std::string delivery(const std::string& queue_id, const std::string& status, const std::string& text)
{
    return now_stamp() + " out1 postfix/smtp[7]: " + queue_id +
           ": to=<nobody@example.net>, relay=mx.example.net[192.0.2.25]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, "
           "status=" +
           status + " (" + text + ")\n";
}

std::string bounce(const std::string& queue_id)
{
    return delivery(queue_id, "bounced",
                    "host mx.example.net[192.0.2.25] said: 550 5.1.1 No such user (in reply to RCPT TO command)");
}

class a_server : public ::testing::Test {
protected:
    a_server()
    {
        setenv("STATE_DIRECTORY", server_.folder.path().c_str(), 1);
        config::log_source source;
        source.path = server_.folder.file("mail.log");
        test::write_file(source.path, "");
        server_.settings.log_sources.push_back(source);
        server_.settings.own_mtas = {"out1.example.com"};
    }
    ~a_server() override
    {
        server_.stop();
        unsetenv("STATE_DIRECTORY");
    }

    void log(const std::string& lines)
    {
        std::ofstream(server_.settings.log_sources.front().path, std::ios::app | std::ios::binary) << lines;
    }
    bool has_events(std::size_t n)
    {
        return eventually([&] { return server_.events().size() >= n; });
    }
    test::json event(std::size_t number) const
    {
        return test::parse_json(server_.events().at(number)).value_or(test::json());
    }
    std::string lines_read(const std::string& result)
    {
        return server_.metric("recoil_log_lines_total{input=\"postfix:" + server_.settings.log_sources.front().path +
                              "\",result=\"" + result + "\"}");
    }

    running_server server_;
};

TEST_F(a_server, lines_of_its_log_become_events_and_counts)
{
    server_.start();
    log(bounce("4ABCDEF0001") + delivery("4ABCDEF0002", "sent", "250 2.0.0 Ok") + "nonsense\n");
    ASSERT_TRUE(has_events(1));
    EXPECT_TRUE(eventually([&] { return lines_read("bounce") == "1"; }));
    const test::json e = event(0);
    EXPECT_EQ(e.at("source").text, "postfix_log");
    EXPECT_EQ(e.at("kind").text, "log_line");
    EXPECT_TRUE(e.at("counted").boolean);
    EXPECT_EQ(e.at("queue_id").text, "4ABCDEF0001");
    EXPECT_EQ(lines_read("delivery"), "1");
    EXPECT_EQ(lines_read("unparsed"), "1");
    EXPECT_EQ(server_.metric("recoil_deliveries_total{provider=\"other\"}"), "1");
    EXPECT_EQ(server_.metric("recoil_sink_events_total{result=\"ok\",sink=\"file\"}"), "1");
}

TEST_F(a_server, where_it_reads_a_log_its_own_notices_are_not_counted)
{
    server_.settings.own_mtas.emplace_back("mx.example.com");
    server_.start();
    std::string remote = test::notice("4ABCDEF0002");
    remote.replace(remote.find("dns; mx.example.com"), 19, "dns; mx.example.net");
    auto client = server_.client();
    client.greet();
    client.deliver(test::notice("4ABCDEF0001"));
    client.deliver(remote);
    ASSERT_TRUE(has_events(2));
    EXPECT_FALSE(event(0).at("counted").boolean) << "a session failure: the log tells";
    EXPECT_TRUE(event(1).at("counted").boolean) << "a remote one: nobody else tells";
}

TEST_F(a_server, a_line_that_is_read_again_is_a_duplicate)
{
    server_.start();
    const std::string line = bounce("4ABCDEF0001");
    log(line);
    ASSERT_TRUE(has_events(1));
    log(line);
    ASSERT_TRUE(has_events(2));
    EXPECT_TRUE(event(1).at("duplicate").boolean);
    EXPECT_FALSE(event(1).at("counted").boolean);
}

TEST_F(a_server, reads_on_after_a_restart_where_it_had_stopped)
{
    server_.start();
    log(bounce("4ABCDEF0001"));
    ASSERT_TRUE(has_events(1));
    server_.stop();
    log(bounce("4ABCDEF0002"));
    server_.start();
    ASSERT_TRUE(has_events(2));
    log(bounce("4ABCDEF0003"));
    ASSERT_TRUE(has_events(3));
    for (std::size_t i = 0; i < 3; ++i) {
        const test::json e = event(i);
        EXPECT_EQ(e.at("queue_id").text, "4ABCDEF000" + std::to_string(i + 1));
        EXPECT_FALSE(e.at("duplicate").boolean);
    }
}

TEST_F(a_server, keeps_its_lines_while_events_cannot_be_written)
{
    server_.start();
    {
        const test::file_size_limit full(600); // room for the line, and not for its event
        log(bounce("4ABCDEF0001"));
        EXPECT_TRUE(eventually([&] { return server_.metric("recoil_sink_blocked{sink=\"file\"}") == "1"; }));
        EXPECT_EQ(lines_read("bounce"), "0");
    }
    ASSERT_TRUE(has_events(1));
    EXPECT_TRUE(eventually([&] { return lines_read("bounce") == "1"; }));
    EXPECT_FALSE(event(0).at("duplicate").boolean);
}

TEST_F(a_server, old_lines_are_late_and_move_no_counter)
{
    server_.start();
    std::string line = bounce("4ABCDEF0001");
    log("2020-01-01T08:00:00Z" + line.substr(line.find(' ')));
    ASSERT_TRUE(has_events(1));
    EXPECT_TRUE(event(0).at("late").boolean);
    EXPECT_TRUE(eventually([&] { return lines_read("bounce") == "1"; }));
    EXPECT_EQ(server_.get("/metrics").find("recoil_bounces_total{origin=\"session\",provider=\"other\""),
              std::string::npos);
}

TEST_F(a_server, the_name_of_an_input_is_its_label)
{
    config::log_source source = server_.settings.log_sources.front();
    net::asio::io_context loop;
    for (const char* type : {"postfix", "stdin"}) {
        source.type = type;
        EXPECT_EQ(log_input_name(source), open_log_input(source, loop.get_executor(), "")->name());
    }
    source.type = "syslog";
    source.address = "udp://127.0.0.1:0";
    EXPECT_EQ(log_input_name(source), "syslog:udp://127.0.0.1:0");
}

} // namespace
} // namespace recoil
