// Sessions of a whole server: from a client's octets to the event file and the replies.
#include "daemon/running_server.hpp"
#include "support/notice.hpp"

#include <gtest/gtest.h>

#include <sys/socket.h>

#include <limits>
#include <string>
#include <thread>
#include <vector>

namespace recoil {
namespace {

using test::notice;
using test::running_server;
using test::smtp_client;

constexpr std::uint64_t no_room = std::numeric_limits<std::uint64_t>::max(); // min_free_bytes of a full disk

std::string dotted(const std::string& message)
{
    return "MAIL FROM:<>\r\nRCPT TO:<bounces@example.com>\r\nDATA\r\n" + message + ".\r\n";
}

TEST(serve, lmtp_answers_each_recipient_when_the_event_is_in_the_file)
{
    running_server server;
    server.start();
    smtp_client client = server.client();
    EXPECT_EQ(client.greet().substr(0, 3), "250");
    client.command("MAIL FROM:<>");
    client.command("RCPT TO:<a@example.com>");
    client.command("RCPT TO:<b@example.com>");
    EXPECT_EQ(client.command("DATA").substr(0, 3), "354");
    client.send(notice("Q1"));
    EXPECT_EQ(client.command(".").substr(0, 9), "250 2.0.0");
    const std::vector<std::string> events = server.events(); // before the second reply is read
    EXPECT_EQ(client.reply().substr(0, 9), "250 2.0.0");
    ASSERT_EQ(events.size(), 1U);
    EXPECT_NE(events[0].find("\"source\":\"lmtp\""), std::string::npos);
    EXPECT_NE(events[0].find("\"recipient\":\"nobody@example.net\""), std::string::npos);
    EXPECT_NE(events[0].find("\"status\":\"5.1.1\""), std::string::npos);
    EXPECT_NE(events[0].find("\"counted\":true"), std::string::npos);
    EXPECT_NE(events[0].find("\"a@example.com\",\"b@example.com\""), std::string::npos);
    EXPECT_EQ(client.command("QUIT").substr(0, 3), "221");
    EXPECT_EQ(client.rest(), "");
}

TEST(serve, smtp_answers_once)
{
    running_server server;
    server.settings.listeners.front().protocol = "smtp";
    server.settings.listeners.front().hostname = "bounces.example.com";
    server.start();
    smtp_client client = server.client();
    EXPECT_EQ(client.reply().substr(0, 23), "220 bounces.example.com");
    client.command("EHLO client.example");
    client.command("MAIL FROM:<>");
    client.command("RCPT TO:<a@example.com>");
    client.command("RCPT TO:<b@example.com>");
    client.command("DATA");
    client.send(notice("Q1"));
    EXPECT_EQ(client.command(".").substr(0, 3), "250");
    EXPECT_EQ(client.command("NOOP").substr(0, 3), "250");
    ASSERT_EQ(server.events().size(), 1U);
    EXPECT_NE(server.events()[0].find("\"source\":\"smtp\""), std::string::npos);
}

TEST(serve, listens_on_several_addresses)
{
    running_server server;
    config::listener six, local;
    six.address = "[::1]:0";
    six.protocol = "smtp";
    local.address = "unix:" + (server.folder.file("lmtp.sock"));
    server.settings.listeners.push_back(six);
    server.settings.listeners.push_back(local);
    server.start();
    const char* hellos[] = {"LHLO c", "EHLO c", "LHLO c"};
    for (std::size_t i = 0; i < 3; ++i) {
        smtp_client client = server.client(i);
        EXPECT_EQ(client.greet(hellos[i]).substr(0, 3), "250") << i;
        EXPECT_EQ(client.deliver(notice("Q" + std::to_string(i))).substr(0, 3), "250") << i;
    }
    EXPECT_EQ(server.events().size(), 3U);
}

TEST(serve, pipelined_messages_are_answered_in_order)
{
    running_server server;
    server.start();
    smtp_client client = server.client();
    client.greet();
    std::string batch;
    for (int i = 0; i < 50; ++i)
        batch += dotted(notice("Q" + std::to_string(i)));
    client.send(batch + "QUIT\r\n");
    std::string expected;
    for (int i = 0; i < 50; ++i)
        expected += "250 250 354 250 ";
    std::string codes;
    for (int i = 0; i < 200; ++i)
        codes += client.reply().substr(0, 4);
    EXPECT_EQ(codes, expected);
    EXPECT_EQ(client.reply().substr(0, 3), "221");
    EXPECT_EQ(server.events().size(), 50U);
}

TEST(serve, input_may_come_octet_by_octet)
{
    running_server server;
    server.start();
    smtp_client client = server.client();
    client.greet();
    for (const char c : dotted(notice("Q1")))
        client.send({&c, 1});
    for (const char* code : {"250", "250", "354", "250"})
        EXPECT_EQ(client.reply().substr(0, 3), code);
    EXPECT_EQ(server.events().size(), 1U);
}

TEST(serve, a_message_larger_than_the_buffer_is_read)
{
    running_server server;
    server.start();
    smtp_client client = server.client();
    client.greet();
    std::string large = notice("Q1");
    for (int i = 0; i < 50'000; ++i)
        large += "a line behind the end of the report, which nobody reads\r\n";
    EXPECT_EQ(client.deliver(large).substr(0, 3), "250");
    EXPECT_EQ(server.events().size(), 1U);
}

TEST(serve, a_connection_lost_in_a_message_records_nothing)
{
    running_server server;
    server.start();
    {
        smtp_client client = server.client();
        client.greet();
        client.begin_message();
        client.send(notice("Q1"));
    }
    ASSERT_TRUE(test::eventually(
        [&] { return server.metric("recoil_sessions_total{protocol=\"lmtp\",result=\"lost\"}") == "1"; }));
    EXPECT_TRUE(server.events().empty());
}

TEST(serve, a_client_that_closes_its_half_still_gets_its_replies)
{
    running_server server;
    server.start();
    smtp_client client = server.client();
    client.greet();
    client.send(dotted(notice("Q1")) + "QUIT\r\n");
    EXPECT_NE(client.rest().find("221 "), std::string::npos);
    EXPECT_EQ(server.events().size(), 1U);
}

TEST(serve, what_cannot_be_made_durable_is_deferred_and_not_counted)
{
    running_server server;
    server.settings.events.min_free_bytes = no_room;
    server.start();
    smtp_client client = server.client();
    client.greet();
    EXPECT_EQ(client.deliver(notice("Q1")).substr(0, 9), "451 4.3.0");
    EXPECT_EQ(client.deliver(notice("Q2")).substr(0, 9), "451 4.3.0");
    EXPECT_TRUE(server.events().empty());
    const std::string metrics = server.get("/metrics");
    EXPECT_EQ(metrics.find("recoil_sink_events_total{result=\"ok\",sink=\"file\"} 1"), std::string::npos);
    EXPECT_EQ(server.metric("recoil_sink_events_total{result=\"refused\",sink=\"file\"}"), "2");
    server.stop();
    const std::string log = server.log();
    const std::size_t first = log.find("mail is deferred");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(log.find("mail is deferred", first + 1), std::string::npos) << "one line a minute is enough";
}

TEST(serve, ordinary_mail_has_one_event_without_a_recipient)
{
    running_server server;
    server.start();
    smtp_client client = server.client();
    client.greet();
    EXPECT_EQ(client.deliver("Subject: hello\r\n\r\nHow are you?\r\n").substr(0, 3), "250");
    ASSERT_EQ(server.events().size(), 1U);
    EXPECT_NE(server.events()[0].find("\"recipient\":null"), std::string::npos);
    EXPECT_NE(server.events()[0].find("\"counted\":false"), std::string::npos);
}

TEST(serve, the_same_notice_again_is_a_duplicate)
{
    running_server server;
    server.start();
    smtp_client client = server.client();
    client.greet();
    client.deliver(notice("Q1"));
    client.deliver(notice("Q1"));
    ASSERT_EQ(server.events().size(), 2U);
    EXPECT_NE(server.events()[0].find("\"counted\":true"), std::string::npos);
    EXPECT_NE(server.events()[1].find("\"duplicate\":true"), std::string::npos);
    EXPECT_EQ(server.events()[0].substr(0, 50), server.events()[1].substr(0, 50)) << "the same id";
}

TEST(serve, an_idle_session_gets_421)
{
    running_server server;
    server.settings.limits.idle_seconds = 1;
    server.start();
    smtp_client idle = server.client();
    idle.greet();
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(idle.reply().substr(0, 9), "421 4.4.2");
    EXPECT_EQ(idle.rest(), "");
    EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(900));
    EXPECT_TRUE(test::eventually(
        [&] { return server.metric("recoil_sessions_total{protocol=\"lmtp\",result=\"timeout\"}") == "1"; }));
}

TEST(serve, input_moves_the_idle_deadline)
{
    running_server server;
    server.settings.limits.idle_seconds = 1;
    server.start();
    smtp_client client = server.client();
    client.greet();
    for (int i = 0; i < 4; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(600));
        ASSERT_EQ(client.command("NOOP").substr(0, 3), "250");
    }
}

TEST(serve, a_session_does_not_last_for_ever)
{
    running_server server;
    server.settings.limits.session_seconds = 1;
    server.start();
    smtp_client client = server.client();
    client.greet();
    std::string last;
    for (int i = 0; i < 30 && last.substr(0, 3) != "421"; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        last = client.command("NOOP");
    }
    EXPECT_EQ(last.substr(0, 9), "421 4.4.2");
}

TEST(serve, sessions_above_the_limit_get_421)
{
    running_server server;
    server.settings.limits.sessions = 2;
    server.start();
    smtp_client first = server.client(), second = server.client();
    first.greet();
    second.greet();
    EXPECT_EQ(server.client().rest().substr(0, 9), "421 4.3.2");
    EXPECT_EQ(server.metric("recoil_limits_hit_total{limit=\"sessions\"}"), "1");
    first.command("QUIT");
    first.rest();
    ASSERT_TRUE(test::eventually([&] { return server.client().reply().substr(0, 3) == "220"; }));
}

TEST(serve, limits_of_the_configuration_reach_the_session)
{
    running_server server;
    server.settings.limits.recipients = 1;
    server.settings.limits.message_bytes = 1000;
    server.start();
    smtp_client client = server.client();
    client.greet();
    client.command("MAIL FROM:<>");
    client.command("RCPT TO:<a@example.com>");
    EXPECT_EQ(client.command("RCPT TO:<b@example.com>").substr(0, 9), "452 4.5.3");
    client.command("RSET");
    EXPECT_EQ(client.command("MAIL FROM:<> SIZE=2000").substr(0, 9), "552 5.3.4");
    EXPECT_EQ(client.deliver(std::string(2000, 'a') + "\r\n").substr(0, 9), "552 5.3.4");
    EXPECT_TRUE(server.events().empty());
}

TEST(serve, clients_are_spread_over_the_workers)
{
    running_server server;
    server.settings.workers = 3;
    server.start();
    std::vector<std::thread> threads;
    for (int t = 0; t < 6; ++t)
        threads.emplace_back([&server, t] {
            smtp_client client = server.client();
            client.greet();
            for (int i = 0; i < 20; ++i)
                EXPECT_EQ(client.deliver(notice(std::to_string(t) + "x" + std::to_string(i))).substr(0, 3), "250");
            client.command("QUIT");
        });
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(server.events().size(), 120U);
    EXPECT_EQ(server.metric("recoil_sink_events_total{result=\"ok\",sink=\"file\"}"), "120");
}

} // namespace
} // namespace recoil
