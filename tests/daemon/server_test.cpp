// Start, stop and reload of a whole server.
#include "daemon/running_server.hpp"
#include "daemon/start_error.hpp"
#include "support/notice.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <future>
#include <limits>
#include <string>
#include <thread>

namespace recoil {
namespace {

using test::notice;
using test::running_server;
using test::smtp_client;

std::string start_failure(running_server& server)
{
    try {
        server.construct();
    } catch (const start_error& e) {
        return e.what();
    }
    return "";
}

TEST(server_start, a_second_daemon_on_the_same_event_file_is_refused)
{
    running_server first, second;
    first.start();
    second.settings.events.path = first.settings.events.path;
    EXPECT_EQ(start_failure(second), "event file " + first.settings.events.path + ": another process has locked it");
}

TEST(server_start, a_second_daemon_on_the_same_socket_is_refused)
{
    running_server first, second;
    first.settings.listeners.front().address = "unix:" + (first.folder.file("lmtp.sock"));
    first.start();
    second.settings.listeners = first.settings.listeners;
    EXPECT_NE(start_failure(second).find("another process listens on this socket"), std::string::npos);
    EXPECT_EQ(first.client().reply().substr(0, 3), "220") << "the first one goes on";
}

TEST(server_start, an_event_file_that_cannot_be_had_is_an_error)
{
    running_server server;
    server.settings.events.path = server.folder.file("absent/events.jsonl");
    EXPECT_EQ(start_failure(server), "event file " + server.settings.events.path + ": No such file or directory");
}

TEST(server_start, the_metrics_address_may_be_in_use)
{
    running_server first, second;
    first.start();
    second.settings.metrics.address = first.get().http_address();
    EXPECT_NE(start_failure(second).find("Address already in use"), std::string::npos);
}

TEST(server_start, works_without_metrics)
{
    running_server server;
    server.settings.metrics.address = "";
    server.start();
    EXPECT_EQ(server.get().http_address(), "");
    EXPECT_EQ(server.client().reply().substr(0, 3), "220");
}

config::listener any_port(const std::string& protocol)
{
    config::listener result;
    result.protocol = protocol;
    result.address = "127.0.0.1:0";
    return result;
}

TEST(server_start, an_inherited_socket_replaces_the_listener_of_its_address)
{
    running_server server;
    listening_socket activated(any_port("lmtp"));
    config::listener configured = any_port("lmtp");
    configured.address = activated.address();
    configured.hostname = "configured.example.com";
    server.settings.listeners = {configured, any_port("smtp")};
    server.sockets = {{activated.release(), "lmtp"}};
    server.start();
    ASSERT_EQ(server.get().addresses().size(), 2U);
    EXPECT_EQ(server.get().addresses()[0], activated.address());
    EXPECT_EQ(server.client(0).reply().find("220 configured.example.com"), 0U);
    EXPECT_EQ(server.client(1).greet("EHLO c").substr(0, 3), "250");
}

TEST(server_start, inherited_sockets_stand_beside_listeners_of_other_addresses)
{
    running_server server;
    listening_socket lmtp(any_port("lmtp"));
    listening_socket milter(any_port("milter"));
    server.settings.listeners = {any_port("lmtp")};
    server.sockets = {{lmtp.release(), "lmtp"}, {milter.release(), "milter"}};
    server.start();
    ASSERT_EQ(server.get().addresses().size(), 3U);
    EXPECT_EQ(server.client(0).greet("LHLO c").substr(0, 3), "250");
    EXPECT_EQ(server.client(2).greet("LHLO c").substr(0, 3), "250");
}

TEST(server_stop, idle_sessions_get_421)
{
    running_server server;
    server.start();
    smtp_client idle = server.client();
    idle.greet();
    std::thread stopper([&] { server.stop(); });
    EXPECT_EQ(idle.reply().substr(0, 9), "421 4.3.2");
    EXPECT_EQ(idle.rest(), "");
    stopper.join();
}

TEST(server_stop, a_message_under_way_is_finished_first)
{
    running_server server;
    server.start();
    smtp_client busy = server.client();
    busy.greet();
    busy.begin_message();
    const std::string message = notice("Q1");
    busy.send(message.substr(0, 300));
    server.get().stop();
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    EXPECT_FALSE(server.ended());
    busy.send(message.substr(300));
    EXPECT_EQ(busy.command(".").substr(0, 3), "250");
    EXPECT_EQ(busy.reply().substr(0, 9), "421 4.3.2");
    EXPECT_TRUE(test::eventually([&] { return server.ended(); }));
    EXPECT_EQ(server.events().size(), 1U);
}

TEST(server_stop, new_clients_are_not_accepted_meanwhile)
{
    running_server server;
    server.start();
    smtp_client busy = server.client();
    busy.greet();
    busy.begin_message();
    server.get().stop();
    EXPECT_TRUE(test::eventually([&] {
        try {
            return server.client().reply().substr(0, 3) != "220";
        } catch (const std::exception&) {
            return true; // refused by the kernel
        }
    }));
    EXPECT_EQ(server.get("/-/ready").substr(9, 3), "503");
    busy.close();
}

TEST(server_stop, a_message_that_does_not_end_is_broken_off)
{
    running_server server;
    server.drain = std::chrono::seconds(1);
    server.start();
    smtp_client busy = server.client();
    busy.greet();
    busy.begin_message();
    busy.send("Subject: half");
    server.get().stop();
    EXPECT_EQ(busy.reply().substr(0, 9), "421 4.3.2");
    EXPECT_TRUE(test::eventually([&] { return server.ended(); }));
    EXPECT_TRUE(server.events().empty());
}

TEST(server_stop, works_with_several_workers)
{
    running_server server;
    server.settings.workers = 3;
    server.start();
    smtp_client a = server.client(), b = server.client(), c = server.client();
    for (smtp_client* client : {&a, &b, &c})
        client->greet();
    server.get().stop();
    for (smtp_client* client : {&a, &b, &c})
        EXPECT_EQ(client->reply().substr(0, 9), "421 4.3.2");
    EXPECT_TRUE(test::eventually([&] { return server.ended(); }));
}

TEST(server_stop, removes_its_unix_socket)
{
    running_server server;
    const std::string path = server.folder.file("lmtp.sock");
    server.settings.listeners.front().address = "unix:" + path;
    server.settings.listeners.front().mode = 0600;
    server.start();
    struct stat status {};
    ASSERT_EQ(stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
    server.stop();
    EXPECT_FALSE(std::filesystem::exists(path));
}

class server_reload : public testing::Test {
protected:
    server_reload()
    {
        server.load = [this] {
            ++readings;
            return load_snapshot(next, bad_packs::refuse);
        };
        next = server.settings;
    }
    void reload_and_wait(const std::string& result)
    {
        server.get().reload();
        const std::string series = "recoil_config_reloads_total{result=\"" + result + "\"}";
        ASSERT_TRUE(test::eventually([&] { return std::atoi(server.metric(series).c_str()) > 0; }))
            << server.get("/metrics");
    }
    running_server server;
    config::settings next;
    std::atomic<int> readings = 0;
};

TEST_F(server_reload, a_good_configuration_holds_for_the_next_message)
{
    server.start();
    smtp_client client = server.client();
    client.greet();
    client.deliver(notice("Q1"));
    next.own_mtas = {"mx.example.com"};
    reload_and_wait("ok");
    client.deliver(notice("Q2"));
    ASSERT_EQ(server.events().size(), 2U);
    EXPECT_NE(server.events()[0].find("\"origin\":\"remote\""), std::string::npos);
    EXPECT_NE(server.events()[1].find("\"origin\":\"session\""), std::string::npos);
    EXPECT_EQ(server.metric("recoil_config_last_reload_successful"), "1");
}

TEST_F(server_reload, a_bad_configuration_is_refused_whole)
{
    server.start();
    next.own_mtas = {"mx.example.com"};
    next.rules.extra = {server.folder.file("absent.yaml")};
    server.get().reload();
    ASSERT_TRUE(test::eventually([&] { return server.metric("recoil_config_last_reload_successful") == "0"; }));
    smtp_client client = server.client();
    client.greet();
    client.deliver(notice("Q1"));
    EXPECT_NE(server.events().at(0).find("\"origin\":\"remote\""), std::string::npos);
    client.close();
    server.stop();
    EXPECT_NE(server.log().find("absent.yaml: "), std::string::npos);
    EXPECT_NE(server.log().find("reload refused"), std::string::npos);
}

TEST_F(server_reload, what_needs_a_restart_is_said)
{
    server.start();
    next.events.path = "elsewhere.jsonl";
    reload_and_wait("ok");
    server.stop();
    EXPECT_NE(server.log().find("events changed; that needs a restart"), std::string::npos);
}

TEST_F(server_reload, requests_during_a_reading_are_joined)
{
    server.load = [this] {
        ++readings;
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        return load_snapshot(next, bad_packs::refuse);
    };
    server.start();
    for (int i = 0; i < 20; ++i)
        server.get().reload();
    ASSERT_TRUE(test::eventually([&] { return readings == 2; }));
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    EXPECT_EQ(readings, 2);
}

TEST_F(server_reload, a_stop_during_a_reading_is_clean)
{
    server.load = [this] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        return load_snapshot(next, bad_packs::refuse);
    };
    server.start();
    server.get().reload();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    server.stop();
    EXPECT_TRUE(server.ended());
}

class server_rotation : public testing::Test {
protected:
    server_rotation() { server.start(); }
    void rotate() { std::filesystem::rename(server.settings.events.path, rotated); }
    void deliver(const std::string& queue_id)
    {
        smtp_client client = server.client();
        client.greet();
        EXPECT_EQ(client.deliver(notice(queue_id)).substr(0, 3), "250");
    }
    running_server server;
    std::string rotated = server.folder.file("events.jsonl.1");
};

TEST_F(server_rotation, after_a_reopen_events_go_to_the_new_file)
{
    deliver("Q1");
    rotate();
    deliver("Q2");
    server.get().reopen();
    ASSERT_TRUE(test::eventually([&] { return std::filesystem::exists(server.settings.events.path); }));
    deliver("Q3");
    EXPECT_EQ(test::lines_of(rotated).size(), 2U);
    EXPECT_EQ(server.events().size(), 1U);
}

TEST_F(server_rotation, a_reload_reopens_too_even_a_refused_one)
{
    rotate();
    server.get().reload();
    EXPECT_TRUE(test::eventually([&] { return std::filesystem::exists(server.settings.events.path); }));
}

TEST_F(server_rotation, no_event_is_lost_under_load)
{
    std::atomic<bool> done = false;
    std::thread rotator([&] {
        for (int i = 0; !done; ++i) {
            std::error_code absent;
            std::filesystem::rename(server.settings.events.path, server.folder.file("old" + std::to_string(i)), absent);
            server.get().reopen();
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    });
    smtp_client client = server.client();
    client.greet();
    for (int i = 0; i < 60; ++i)
        EXPECT_EQ(client.deliver(notice("Q" + std::to_string(i))).substr(0, 3), "250");
    done = true;
    rotator.join();
    server.stop();
    std::size_t lines = 0;
    for (const auto& entry : std::filesystem::directory_iterator(server.folder.path()))
        if (entry.path().filename() != "notices.yaml")
            lines += test::lines_of(entry.path()).size();
    EXPECT_EQ(lines, 60U);
}

} // namespace
} // namespace recoil
