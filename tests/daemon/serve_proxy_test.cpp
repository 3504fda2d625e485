// Sessions that are passed through: from a client's octets to those of the next hop, to the replies and to the events.
#include "daemon/serve_proxy.hpp"

#include "daemon/running_proxy.hpp"
#include "daemon/scripted_next_hop.hpp"
#include "support/notice.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace recoil {
namespace {

using test::eventually;
using test::notice;
using test::running_proxy;
using test::scripted_next_hop;
using test::smtp_client;

constexpr std::uint64_t no_room = std::numeric_limits<std::uint64_t>::max(); // min_free_bytes of a full disk

std::string dotted(const std::string& message)
{
    return "MAIL FROM:<>\r\nRCPT TO:<bounces@example.com>\r\nDATA\r\n" + message + ".\r\n";
}

// Polite but for one command.
scripted_next_hop::script but(std::string_view command, std::optional<std::string> answer)
{
    return
        [command, answer](std::string_view line) { return line == command ? answer : scripted_next_hop::polite(line); };
}

TEST(serve_proxy, a_session_passes_unchanged_and_its_notice_has_an_event)
{
    scripted_next_hop next_hop;
    running_proxy proxy(next_hop.address());
    proxy.start();
    smtp_client client = proxy.client();
    EXPECT_EQ(client.reply(), "220 next.example ESMTP");
    client.send("EHLO client.example\r\n");
    EXPECT_EQ(client.line(), "250-next.example");
    EXPECT_EQ(client.line(), "250-PIPELINING");
    EXPECT_EQ(client.line(), "250 XFORWARD NAME ADDR");
    const std::string message = dotted(notice("Q1") + "..\r\n8-bit \xff, a bare\nline feed\r\n");
    client.send(message + "QUIT\r\n");
    for (const char* reply :
         {"250 2.1.0 Ok", "250 2.1.0 Ok", "354 go ahead", "250 2.0.0 Ok: queued as ABC", "221 2.0.0 Bye"})
        EXPECT_EQ(client.reply(), reply);
    EXPECT_EQ(client.rest(), "");
    EXPECT_EQ(next_hop.received(), "EHLO client.example\r\n" + message + "QUIT\r\n");
    ASSERT_TRUE(eventually([&] { return proxy.events().size() == 1; }));
    const std::string event = proxy.events()[0];
    EXPECT_NE(event.find("\"source\":\"proxy\""), std::string::npos) << event;
    EXPECT_NE(event.find("\"recipient\":\"nobody@example.net\""), std::string::npos) << event;
    EXPECT_NE(event.find("\"bounces@example.com\""), std::string::npos) << event;
    client.close();
    EXPECT_TRUE(eventually([&] { return proxy.open() == 0; }));
    EXPECT_EQ(proxy.last_result(), "ok");
}

// Until the next hop speaks that may be ten minutes, and each such session holds two sockets.
TEST(serve_proxy, a_client_that_leaves_a_silent_next_hop_is_noticed)
{
    scripted_next_hop next_hop([](std::string_view line) -> std::optional<std::string> {
        return line.empty() ? "220 next.example ESMTP\r\n" : "";
    });
    running_proxy proxy(next_hop.address());
    proxy.route.patience = std::chrono::seconds(1);
    proxy.start();
    smtp_client client = proxy.client();
    client.reply();
    client.send("EHLO client.example\r\nNOOP\r\n");
    EXPECT_TRUE(eventually([&] { return next_hop.received() == "EHLO client.example\r\n"; }));
    client.close();
    EXPECT_TRUE(eventually([&] { return proxy.open() == 0; }));
    EXPECT_EQ(proxy.last_result(), "lost");
}

TEST(serve_proxy, ordinary_mail_is_counted_only)
{
    scripted_next_hop next_hop;
    running_proxy proxy(next_hop.address());
    proxy.start();
    smtp_client client = proxy.client();
    client.greet("EHLO c");
    EXPECT_EQ(client.deliver("Subject: hello\r\n\r\nHow are you?\r\n"), "250 2.0.0 Ok: queued as ABC");
    EXPECT_TRUE(eventually([&] {
        return proxy.metric("recoil_notices_total{authentic=\"unknown\",kind=\"other\",source=\"proxy\"}") == "1";
    }));
    // One whose header shows it at once, though its body is a notice.
    client.command("MAIL FROM:<someone@example.net>");
    client.command("RCPT TO:<bounces@example.com>");
    client.command("DATA");
    client.send("From: someone@example.net\r\nTo: b@example.com\r\nSubject: lunch\r\n\r\n" + notice("Q1"));
    EXPECT_EQ(client.command("."), "250 2.0.0 Ok: queued as ABC");
    EXPECT_TRUE(eventually([&] {
        return proxy.metric("recoil_notices_total{authentic=\"unknown\",kind=\"other\",source=\"proxy\"}") == "2";
    }));
    EXPECT_TRUE(proxy.events().empty());
    EXPECT_EQ(proxy.metric("recoil_replies_total{code=\"354\",protocol=\"proxy\"}"), "2");
}

// A Postmaster copy: its sender is not null, but its header shows what it is.
TEST(serve_proxy, a_notice_with_a_sender_has_an_event)
{
    scripted_next_hop next_hop;
    running_proxy proxy(next_hop.address());
    proxy.start();
    smtp_client client = proxy.client();
    client.reply();
    std::string message = dotted(notice("Q1"));
    message.replace(message.find("<>"), 2, "<double-bounce@mx.example.com>");
    client.send(message);
    EXPECT_TRUE(eventually([&] { return proxy.events().size() == 1; }));
}

TEST(serve_proxy, a_next_hop_on_a_unix_socket)
{
    test::temp_folder folder;
    scripted_next_hop next_hop(scripted_next_hop::polite, folder.file("next"));
    running_proxy proxy(next_hop.address());
    proxy.start();
    smtp_client client = proxy.client();
    client.greet("EHLO c");
    EXPECT_EQ(client.deliver(notice("Q1")).substr(0, 3), "250");
    EXPECT_TRUE(eventually([&] { return proxy.events().size() == 1; }));
}

TEST(serve_proxy, octets_may_come_one_by_one)
{
    scripted_next_hop next_hop;
    running_proxy proxy(next_hop.address());
    proxy.start();
    smtp_client client = proxy.client();
    client.reply();
    const std::string all = dotted(notice("Q1"));
    for (const char c : all)
        client.send({&c, 1});
    for (const char* code : {"250", "250", "354", "250"})
        EXPECT_EQ(client.reply().substr(0, 3), code);
    EXPECT_EQ(next_hop.received(), all);
    EXPECT_TRUE(eventually([&] { return proxy.events().size() == 1; }));
}

TEST(serve_proxy, a_large_message_passes)
{
    scripted_next_hop next_hop;
    running_proxy proxy(next_hop.address());
    proxy.start();
    smtp_client client = proxy.client();
    client.reply();
    std::string message = notice("Q1");
    while (message.size() < 20'000'000)
        message += std::string(70, 'x') + "\r\n.. a stuffed dot\r\n";
    const std::string all = dotted(message);
    client.send(all);
    for (const char* code : {"250", "250", "354", "250"})
        EXPECT_EQ(client.reply().substr(0, 3), code);
    EXPECT_TRUE(next_hop.received() == all) << "20 MB are not to be printed";
    EXPECT_TRUE(eventually([&] { return proxy.events().size() == 1; }));
}

TEST(serve_proxy, many_sessions_at_once)
{
    scripted_next_hop next_hop;
    running_proxy proxy(next_hop.address());
    proxy.start();
    std::vector<std::thread> clients;
    std::atomic<int> accepted = 0;
    for (int i = 0; i < 20; ++i) {
        clients.emplace_back([&, i] {
            smtp_client client = proxy.client();
            client.greet("EHLO c");
            for (int j = 0; j < 10; ++j)
                accepted += client.deliver(notice("Q" + std::to_string(i * 10 + j))).substr(0, 3) == "250" ? 1 : 0;
            client.command("QUIT");
        });
    }
    for (std::thread& client : clients)
        client.join();
    EXPECT_EQ(accepted, 200);
    EXPECT_TRUE(eventually([&] { return proxy.events().size() == 200; }));
}

TEST(serve_proxy, what_the_next_hop_refuses_has_no_event)
{
    scripted_next_hop next_hop(but(".", "550 5.7.1 no\r\n"));
    running_proxy proxy(next_hop.address());
    proxy.start();
    smtp_client client = proxy.client();
    client.reply();
    EXPECT_EQ(client.deliver(notice("Q1")), "550 5.7.1 no") << "the next hop's own reply";
    EXPECT_EQ(client.command("NOOP").substr(0, 3), "250");
    EXPECT_TRUE(proxy.events().empty());
}

TEST(serve_proxy, mail_flows_while_no_event_can_be_written)
{
    scripted_next_hop next_hop;
    running_proxy proxy(next_hop.address());
    proxy.min_free_bytes = no_room;
    proxy.start();
    smtp_client client = proxy.client();
    client.reply();
    for (int i = 0; i < 20; ++i)
        ASSERT_EQ(client.deliver(notice("Q" + std::to_string(i))).substr(0, 3), "250");
    EXPECT_EQ(client.command("QUIT").substr(0, 3), "221");
    EXPECT_TRUE(proxy.events().empty());
}

TEST(serve_proxy, smuggling_is_refused_and_never_passed)
{
    scripted_next_hop next_hop;
    running_proxy proxy(next_hop.address());
    proxy.start();
    smtp_client client = proxy.client();
    client.reply();
    client.begin_message();
    std::string behind;
    while (behind.size() < 3'000'000)
        behind += "MAIL FROM:<evil@example.net>\r\n";
    client.send("Subject: x\r\n\r\ntext\n.\r\n");
    EXPECT_EQ(client.reply().substr(0, 10), "550 5.6.11");
    client.send(behind + ".\r\n");
    EXPECT_EQ(client.rest(), "");
    client.close();
    EXPECT_TRUE(eventually([&] { return next_hop.ended() == 1 && proxy.open() == 0; }));
    const std::string before = "MAIL FROM:<>\r\nRCPT TO:<bounces@example.com>\r\nDATA\r\nSubject: x\r\n\r\ntext\n";
    EXPECT_TRUE(before.starts_with(next_hop.received())) << next_hop.received();
    EXPECT_TRUE(proxy.events().empty());
}

TEST(serve_proxy, the_reply_arrives_though_the_client_is_still_sending)
{
    scripted_next_hop next_hop;
    running_proxy proxy(next_hop.address());
    proxy.start();
    smtp_client client = proxy.client();
    client.reply();
    client.begin_message();
    client.send("\n.\n" + std::string(3'000'000, 'x'));
    EXPECT_EQ(client.reply().substr(0, 10), "550 5.6.11");
}

TEST(serve_proxy, a_next_hop_that_is_down)
{
    std::string address;
    {
        scripted_next_hop next_hop;
        address = next_hop.address();
    }
    running_proxy proxy(address);
    proxy.start();
    for (int i = 0; i < 3; ++i) {
        smtp_client client = proxy.client();
        EXPECT_EQ(client.reply().substr(0, 9), "451 4.3.0");
        EXPECT_EQ(client.rest(), "");
    }
    EXPECT_TRUE(eventually([&] { return proxy.open() == 0; }));
    EXPECT_EQ(proxy.last_result(), "lost");
    proxy.stop();
}

TEST(serve_proxy, a_next_hop_lost_in_data)
{
    scripted_next_hop next_hop;
    running_proxy proxy(next_hop.address());
    proxy.start();
    smtp_client client = proxy.client();
    client.reply();
    client.begin_message();
    client.send(notice("Q1"));
    next_hop.stop();
    client.send(notice("Q1"));
    client.send(notice("Q1"));
    EXPECT_EQ(client.command("."), "451 4.3.0 The next hop is out of reach, try again later");
    EXPECT_EQ(client.command("RSET"), "421 4.3.0 mx.example.org the next hop is gone");
    EXPECT_EQ(client.rest(), "");
    EXPECT_TRUE(proxy.events().empty());
}

TEST(serve_proxy, a_next_hop_lost_before_it_answers)
{
    for (const std::string_view command : {"MAIL FROM:<>", "DATA", "."}) {
        scripted_next_hop next_hop(but(command, std::nullopt));
        running_proxy proxy(next_hop.address());
        proxy.start();
        smtp_client client = proxy.client();
        client.reply();
        client.send(dotted(notice("Q1")));
        std::string reply;
        while ((reply = client.reply()).substr(0, 1) < "4")
            ASSERT_NE(reply, "");
        EXPECT_EQ(reply.substr(0, 9), "451 4.3.0") << command;
        EXPECT_TRUE(proxy.events().empty());
    }
}

TEST(serve_proxy, a_next_hop_that_says_nothing)
{
    scripted_next_hop next_hop(but("NOOP", ""));
    running_proxy proxy(next_hop.address());
    proxy.route.reply = std::chrono::seconds(1);
    proxy.start();
    smtp_client client = proxy.client();
    client.reply();
    EXPECT_EQ(client.command("NOOP").substr(0, 9), "451 4.3.0");
}

TEST(serve_proxy, a_next_hop_that_does_not_speak_smtp)
{
    scripted_next_hop next_hop(but("", "HTTP/1.0 400 Bad Request\r\n"));
    running_proxy proxy(next_hop.address());
    proxy.start();
    smtp_client client = proxy.client();
    EXPECT_EQ(client.reply().substr(0, 9), "451 4.3.0");
    EXPECT_EQ(client.rest(), "");
    EXPECT_TRUE(eventually([&] { return next_hop.ended() == 1; }));
}

TEST(serve_proxy, the_next_hops_421_passes)
{
    scripted_next_hop next_hop(but("", "421 4.3.2 busy\r\n"));
    running_proxy proxy(next_hop.address());
    proxy.start();
    smtp_client client = proxy.client();
    EXPECT_EQ(client.reply(), "421 4.3.2 busy");
    EXPECT_EQ(client.rest(), "");
}

TEST(serve_proxy, a_client_lost_in_data_ends_no_message)
{
    scripted_next_hop next_hop;
    running_proxy proxy(next_hop.address());
    proxy.start();
    {
        smtp_client client = proxy.client();
        client.reply();
        client.begin_message();
        client.send(notice("Q1") + ".");
    }
    ASSERT_TRUE(eventually([&] { return next_hop.ended() == 1 && proxy.open() == 0; }));
    EXPECT_TRUE(next_hop.received().ends_with(notice("Q1"))) << "and no dot";
    EXPECT_EQ(proxy.last_result(), "lost");
    EXPECT_TRUE(proxy.events().empty());
}

TEST(serve_proxy, a_client_that_closes_its_half_still_gets_its_replies)
{
    scripted_next_hop next_hop;
    running_proxy proxy(next_hop.address());
    proxy.start();
    smtp_client client = proxy.client();
    client.send(dotted(notice("Q1")) + "QUIT\r\n");
    EXPECT_NE(client.rest().find("221 "), std::string::npos);
    EXPECT_TRUE(eventually([&] { return proxy.events().size() == 1; }));
}

TEST(serve_proxy, an_idle_client_gets_421)
{
    scripted_next_hop next_hop;
    running_proxy proxy(next_hop.address());
    proxy.idle = std::chrono::seconds(1);
    proxy.start();
    smtp_client client = proxy.client();
    client.reply();
    EXPECT_EQ(client.reply().substr(0, 9), "421 4.4.2");
    EXPECT_EQ(client.rest(), "");
    EXPECT_TRUE(eventually([&] { return next_hop.ended() == 1; }));
}

TEST(serve_proxy, drain_ends_idle_sessions_and_finishes_messages)
{
    scripted_next_hop next_hop;
    running_proxy proxy(next_hop.address());
    proxy.start();
    smtp_client idle = proxy.client();
    idle.greet("EHLO c");
    smtp_client busy = proxy.client();
    busy.reply();
    busy.begin_message();
    proxy.drain();
    EXPECT_EQ(idle.reply().substr(0, 9), "421 4.3.2");
    EXPECT_EQ(idle.rest(), "");
    busy.send(notice("Q1"));
    EXPECT_EQ(busy.command("."), "250 2.0.0 Ok: queued as ABC");
    EXPECT_EQ(busy.reply().substr(0, 9), "421 4.3.2");
    EXPECT_TRUE(eventually([&] { return proxy.open() == 0 && proxy.events().size() == 1; }));
    EXPECT_EQ(proxy.last_result(), "shutdown");
}

// Whoever a session waits for: the client, or a next hop that does not answer.
TEST(serve_proxy, what_does_not_end_in_time_is_broken_off)
{
    scripted_next_hop next_hop(but("NOOP", ""));
    running_proxy proxy(next_hop.address());
    proxy.start();
    smtp_client in_data = proxy.client();
    in_data.reply();
    in_data.begin_message();
    smtp_client waiting = proxy.client();
    waiting.reply();
    waiting.send("NOOP\r\n");
    ASSERT_TRUE(eventually([&] { return next_hop.received().find("NOOP") != std::string::npos; }));
    proxy.abandon();
    EXPECT_EQ(in_data.reply().substr(0, 9), "421 4.3.2");
    EXPECT_EQ(waiting.reply().substr(0, 9), "421 4.3.2");
    EXPECT_TRUE(eventually([&] { return proxy.open() == 0; }));
}

TEST(serve_proxy, one_line_a_minute_says_that_the_next_hop_is_down)
{
    running_proxy proxy("unix:/nonexistent/next_hop");
    proxy.start();
    for (int i = 0; i < 5; ++i)
        proxy.client().rest();
    proxy.stop();
    const std::string log = proxy.log();
    const std::size_t first = log.find("next hop unix:/nonexistent/next_hop");
    EXPECT_EQ(log.find("next hop", first == log.npos ? 0 : first + 1), std::string::npos)
        << log; // none where another test had this minute's
    EXPECT_EQ(proxy.last_result(), "lost");
}

} // namespace
} // namespace recoil
