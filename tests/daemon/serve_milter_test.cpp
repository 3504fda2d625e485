// Sessions of an MTA with the milter: what is answered, when, and what becomes an event.
#include "daemon/serve_milter.hpp"

#include "daemon/observing.hpp"
#include "support/milter_mta.hpp"
#include "support/notice.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <gtest/gtest.h>

#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <string>
#include <thread>
#include <utility>

namespace recoil {
namespace {

using namespace std::chrono_literals;
using test::message_packets;
using test::no_room;
using test::offer;
using test::packet;
using test::with_nul;

const std::string ordinary = "From: Kim <kim@example.net>\r\nTo: a@example.com\r\nSubject: lunch\r\n\r\nAt one?\r\n";

// A milter on a thread of its own, with one end of a socket pair; the test holds the other. No call blocks for more
// than ten seconds.
class running_milter {
public:
    explicit running_milter(std::uint64_t min_free_bytes = 0, observed_limits limits = {},
                            connection::limits times = milter_limits)
        : o(limits, min_free_bytes)
    {
        config::settings settings;
        settings.rules.packs = {o.folder.file("notices.yaml")};
        test::write_file(settings.rules.packs.front(), test::notice_pack);
        current_ = load_snapshot(std::move(settings), bad_packs::leave_out).snapshot;
        int ends[2];
        EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
        mta_ = ends[0];
        const timeval limit{10, 0};
        setsockopt(mta_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
        setsockopt(mta_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
        const net::asio::generic::stream_protocol unix_socket(AF_UNIX, 0);
        net::stream_socket socket(o.loop.get_executor(), unix_socket, ends[1]);
        client = std::make_shared<connection>(std::move(socket), times);
        net::asio::co_spawn(o.loop, serve_milter(client, &services_, &*o.observed),
                            [this](std::exception_ptr, std::string_view result) {
                                result_ = result;
                                ended_ = true;
                            });
        thread_ = std::thread([this] { o.loop.run(); });
    }
    ~running_milter()
    {
        hang_up();
        wait_for([this] { return ended_.load(); });
        o.loop.stop();
        thread_.join();
    }

    void send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(mta_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            ASSERT_GT(sent, 0);
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    // The next answer; "" at the end of the connection.
    std::string answer()
    {
        std::string bytes = receive(4);
        if (bytes.size() == 4)
            bytes = receive(proto::read_milter_number(bytes));
        return bytes;
    }
    std::string answers(std::size_t count)
    {
        std::string commands;
        for (std::size_t i = 0; i < count; ++i)
            commands += answer().substr(0, 1);
        return commands;
    }
    void hang_up()
    {
        if (mta_ >= 0)
            ::close(mta_);
        mta_ = -1;
    }
    // How the session ended.
    std::string ended()
    {
        EXPECT_TRUE(wait_for([this] { return ended_.load(); }));
        return result_;
    }
    template<class Condition>
    bool wait_for(Condition condition)
    {
        for (int i = 0; i < 1000 && !condition(); ++i)
            std::this_thread::sleep_for(10ms);
        return condition();
    }
    template<class Action>
    void on_loop(Action action)
    {
        net::asio::post(o.loop, action);
    }

    test::observing o;
    std::shared_ptr<connection> client;

private:
    std::string receive(std::size_t size)
    {
        std::string bytes(size, '\0');
        std::size_t have = 0;
        while (have < size) {
            const ssize_t got = recv(mta_, bytes.data() + have, size - have, 0);
            if (got <= 0)
                break;
            have += static_cast<std::size_t>(got);
        }
        bytes.resize(have);
        return bytes;
    }

    std::atomic<std::shared_ptr<const snapshot>> current_;
    services services_{*o.events, o.metrics, current_};
    int mta_ = -1;
    std::string result_;
    std::atomic<bool> ended_ = false;
    std::thread thread_;
};

TEST(serve_milter, a_notice_that_the_mta_makes_itself_becomes_an_event)
{
    running_milter milter;
    milter.send(offer());
    EXPECT_EQ(milter.answer(), std::string("O\0\0\0\6\0\0\0\0\0\x18\xc3\x83", 13));
    milter.send(message_packets("", "bounces@example.com", test::notice("Q1")));
    EXPECT_EQ(milter.answers(3), "ccc") << "DATA, the end of the header and the end";
    ASSERT_TRUE(milter.wait_for([&] { return milter.o.lines().size() == 1; }));
    const std::string line = milter.o.lines().front();
    for (const char* text : {"\"source\":\"milter\"", "\"recipient\":\"nobody@example.net\"", "\"status\":\"5.1.1\"",
                             "\"counted\":true", "\"mail_from\":\"\"", "\"bounces@example.com\""})
        EXPECT_NE(line.find(text), std::string::npos) << text;
    milter.send(packet('Q'));
    EXPECT_EQ(milter.answer(), "") << "no answer, and the end";
    EXPECT_EQ(milter.ended(), "ok");
    EXPECT_TRUE(milter.wait_for([&] { return milter.o.notices("dsn") == 1; }));
    EXPECT_EQ(milter.o.sink_events("dropped"), 0);
}

TEST(serve_milter, ordinary_mail_is_let_through_when_its_header_ends)
{
    running_milter milter;
    const std::string all = message_packets("<kim@example.net>", "<a@example.com>", ordinary);
    const std::size_t body = all.find(packet('N')) + packet('N').size();
    milter.send(offer() + all.substr(0, body));
    EXPECT_EQ(milter.answers(3), "Oca") << "before any of the body";
    EXPECT_TRUE(milter.wait_for([&] { return milter.o.notices("other") == 1; }));
    milter.send(packet('A') + packet('Q'));
    EXPECT_EQ(milter.ended(), "ok");
    EXPECT_TRUE(milter.o.lines().empty());
    EXPECT_EQ(milter.o.notices("other"), 1);
    EXPECT_EQ(milter.o.sink_events("ok"), 0);
}

// Only the body shows that it is no notice.
TEST(serve_milter, ordinary_mail_with_a_null_sender_is_read_and_has_no_event)
{
    running_milter milter;
    milter.send(offer() + message_packets("<>", "<a@example.com>", ordinary) + packet('Q'));
    EXPECT_EQ(milter.answers(4), "Occc");
    EXPECT_EQ(milter.ended(), "ok");
    EXPECT_TRUE(milter.wait_for([&] { return milter.o.notices("other") == 1; }));
    EXPECT_TRUE(milter.o.lines().empty());
}

TEST(serve_milter, a_notice_with_a_sender_is_known_by_its_header)
{
    running_milter milter;
    milter.send(offer() + message_packets("<list@example.net>", "<a@example.com>", test::notice("Q1")));
    EXPECT_EQ(milter.answers(4), "Occc");
    EXPECT_TRUE(milter.wait_for([&] { return milter.o.lines().size() == 1; }));
}

TEST(serve_milter, a_message_that_is_aborted_is_nothing)
{
    running_milter milter;
    const std::string all = message_packets("<>", "<a@example.com>", test::notice("Q1"));
    milter.send(offer() + all.substr(0, all.size() - packet('E').size()) + packet('A'));
    EXPECT_EQ(milter.answers(3), "Occ");
    milter.send(message_packets("<>", "<a@example.com>", test::notice("Q2")) + packet('A'));
    EXPECT_EQ(milter.answers(3), "ccc");
    ASSERT_TRUE(milter.wait_for([&] { return milter.o.notices("dsn") == 1; }));
    ASSERT_EQ(milter.o.lines().size(), 1U);
    EXPECT_NE(milter.o.lines()[0].find("\"queue_id\":\"Q2\""), std::string::npos);
}

TEST(serve_milter, many_messages_pass_in_one_connection)
{
    running_milter milter;
    std::string session = offer();
    for (int i = 0; i < 100; ++i) {
        session += message_packets("<>", "<a@example.com>", test::notice("Q" + std::to_string(i))) + packet('A');
        session += message_packets("<kim@example.net>", "<a@example.com>", ordinary) + packet('A');
    }
    std::thread mta([&] { milter.send(session); });
    std::string expected = "O";
    for (int i = 0; i < 100; ++i)
        expected += "ccccaa"; // DATA, header, end; DATA, header, and an MTA that goes on all the same
    EXPECT_EQ(milter.answers(expected.size()), expected);
    mta.join();
    EXPECT_TRUE(milter.wait_for([&] { return milter.o.lines().size() == 100; }));
    EXPECT_EQ(milter.o.notices("other"), 100);
    EXPECT_EQ(milter.o.sink_events("dropped"), 0);
}

TEST(serve_milter, octets_may_come_one_by_one)
{
    running_milter milter;
    for (const char c : offer() + message_packets("", "a@example.com", test::notice("Q1")))
        milter.send({&c, 1});
    EXPECT_EQ(milter.answers(4), "Occc");
    EXPECT_TRUE(milter.wait_for([&] { return milter.o.lines().size() == 1; }));
}

TEST(serve_milter, a_body_larger_than_the_buffer_is_read)
{
    running_milter milter;
    std::string large = test::notice("Q1");
    for (int i = 0; i < 50'000; ++i)
        large += "a line behind the end of the report, which nobody reads\r\n";
    std::thread mta([&] { milter.send(offer() + message_packets("", "a@example.com", large)); });
    EXPECT_EQ(milter.answers(4), "Occc");
    mta.join();
    EXPECT_TRUE(milter.wait_for([&] { return milter.o.lines().size() == 1; }));
}

// The worst that can happen to us is nothing to the mail.
TEST(serve_milter, mail_passes_at_once_while_the_event_file_refuses)
{
    observed_limits limits;
    limits.messages = 3;
    running_milter milter(no_room, limits);
    milter.send(offer());
    EXPECT_EQ(milter.answers(1), "O");
    const auto start = net::clock::now();
    for (int i = 0; i < 10; ++i) {
        milter.send(message_packets("", "a@example.com", test::notice("Q" + std::to_string(i))));
        EXPECT_EQ(milter.answers(3), "ccc");
    }
    EXPECT_LT(net::clock::now() - start, 1s) << "far below the pause between two tries";
    EXPECT_TRUE(milter.wait_for([&] { return milter.o.sink_events("dropped") == 7; }));
    EXPECT_EQ(milter.o.observed->waiting(), 3U);
    EXPECT_TRUE(milter.o.lines().empty());
    EXPECT_EQ(milter.o.notices("dsn"), 0);
}

TEST(serve_milter, a_connection_that_is_lost_records_nothing)
{
    running_milter milter;
    const std::string all = message_packets("", "a@example.com", test::notice("Q1"));
    milter.send(offer() + all.substr(0, all.size() - 10));
    EXPECT_EQ(milter.answers(3), "Occ");
    milter.hang_up();
    EXPECT_EQ(milter.ended(), "lost");
    EXPECT_TRUE(milter.o.lines().empty());
}

TEST(serve_milter, a_notice_that_was_seen_whole_counts_though_nobody_reads_the_answer)
{
    running_milter milter;
    milter.send(offer() + message_packets("", "a@example.com", test::notice("Q1")));
    milter.hang_up();
    EXPECT_NE(milter.ended(), "");
    EXPECT_TRUE(milter.wait_for([&] { return milter.o.lines().size() == 1; }));
}

TEST(serve_milter, a_client_that_is_no_mta_is_hung_up_on)
{
    running_milter milter;
    milter.send("EHLO client.example\r\n");
    EXPECT_EQ(milter.answer(), "");
    EXPECT_EQ(milter.ended(), "ok");
}

TEST(serve_milter, an_idle_connection_ends)
{
    running_milter milter(0, {}, {1s, 1h});
    milter.send(offer());
    EXPECT_EQ(milter.answers(1), "O");
    EXPECT_EQ(milter.answer(), "");
    EXPECT_EQ(milter.ended(), "timeout");
}

TEST(serve_milter, a_stop_ends_a_connection_between_messages)
{
    running_milter milter;
    milter.send(offer());
    EXPECT_EQ(milter.answers(1), "O");
    milter.on_loop([&] { milter.client->drain(); });
    EXPECT_EQ(milter.ended(), "shutdown");
}

TEST(serve_milter, a_stop_waits_for_the_message_under_way)
{
    running_milter milter;
    const std::string all = message_packets("", "a@example.com", test::notice("Q1"));
    milter.send(offer() + all.substr(0, all.size() - 10));
    EXPECT_EQ(milter.answers(3), "Occ");
    milter.on_loop([&] { milter.client->drain(); });
    std::this_thread::sleep_for(50ms);
    milter.send(all.substr(all.size() - 10));
    EXPECT_EQ(milter.answers(1), "c");
    EXPECT_EQ(milter.ended(), "shutdown");
    EXPECT_TRUE(milter.wait_for([&] { return milter.o.lines().size() == 1; }));
}

} // namespace
} // namespace recoil
