// STARTTLS of a whole server, over sockets.
#include "daemon/running_server.hpp"
#include "support/certificate.hpp"
#include "support/notice.hpp"
#include "support/tls_client.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <utility>

namespace recoil {
namespace {

using test::certificate;
using test::notice;
using test::running_server;
using test::smtp_client;
using test::tls_client;

class tls_test : public testing::Test {
protected:
    tls_test()
    {
        config::listener& listener = server.settings.listeners.front();
        listener.protocol = "smtp";
        listener.tls = {server.folder.file("recoil.pem"), server.folder.file("recoil.key")};
        install(certificate("old.example.com"));
        server.load = [this] { return load_snapshot(server.settings, bad_packs::refuse); };
    }
    void install(const certificate& c)
    {
        c.write_certificate(server.settings.listeners.front().tls.certificate);
        c.write_key(server.settings.listeners.front().tls.key);
    }
    // A client that has said hello.
    tls_client in_the_clear(const std::string& hello = "EHLO client.example")
    {
        tls_client client(server.get().addresses().front());
        client.greet(hello);
        return client;
    }
    tls_client secure(const std::string& hello = "EHLO client.example")
    {
        tls_client client = in_the_clear(hello);
        client.start_tls();
        client.command(hello);
        return client;
    }
    bool reloads(const std::string& result)
    {
        const std::string series = "recoil_config_reloads_total{result=\"" + result + "\"}";
        return test::eventually([&] { return server.metric(series) == "1"; });
    }
    bool ended(const std::string& result)
    {
        return test::eventually(
            [&] { return server.metric("recoil_sessions_total{protocol=\"smtp\",result=\"" + result + "\"}") == "1"; });
    }

    running_server server;
};

TEST_F(tls_test, a_delivery)
{
    server.start();
    tls_client client = in_the_clear();
    client.start_tls();
    EXPECT_EQ(client.host(), "old.example.com");
    EXPECT_EQ(client.version(), "TLSv1.3");
    EXPECT_EQ(client.command("MAIL FROM:<>").substr(0, 3), "503") << "hello is forgotten";
    client.send("EHLO client.example\r\n");
    EXPECT_EQ(client.line().substr(0, 4), "250-");
    EXPECT_EQ(client.reply(), "250 DSN") << "no STARTTLS any more";
    EXPECT_EQ(client.deliver(notice("Q1")).substr(0, 9), "250 2.0.0");
    EXPECT_EQ(server.events().size(), 1U);
    EXPECT_EQ(client.command("STARTTLS").substr(0, 3), "503");
    EXPECT_EQ(client.command("QUIT").substr(0, 3), "221");
    EXPECT_EQ(client.rest(), "");
    EXPECT_TRUE(client.server_said_goodbye()) << "else somebody else may have cut it off";
    EXPECT_TRUE(ended("ok"));
}

TEST_F(tls_test, lmtp_has_it_too)
{
    server.settings.listeners.front().protocol = "lmtp";
    server.start();
    tls_client client = secure("LHLO client.example");
    EXPECT_EQ(client.deliver(notice("Q1")).substr(0, 9), "250 2.0.0");
    EXPECT_EQ(server.events().size(), 1U);
}

TEST_F(tls_test, a_client_may_do_without)
{
    server.start();
    smtp_client client = server.client();
    client.reply();
    EXPECT_EQ(client.command("EHLO client.example"), "250 STARTTLS");
    EXPECT_EQ(client.deliver(notice("Q1")).substr(0, 9), "250 2.0.0");
    EXPECT_EQ(client.command("QUIT").substr(0, 3), "221");
    EXPECT_EQ(client.rest(), "");
    EXPECT_EQ(server.events().size(), 1U);
}

TEST_F(tls_test, is_not_offered_without_a_certificate)
{
    server.settings.listeners.front().tls = {};
    server.start();
    smtp_client client = server.client();
    client.reply();
    EXPECT_EQ(client.command("EHLO client.example"), "250 DSN");
    EXPECT_EQ(client.command("STARTTLS").substr(0, 3), "502");
}

// CVE-2011-0411. What is read together with STARTTLS is dropped; whoever comes later spoils the handshake.
TEST_F(tls_test, what_is_injected_behind_starttls_reaches_nobody)
{
    server.start();
    tls_client client = in_the_clear();
    client.send("STARTTLS\r\nEHLO evil\r\nMAIL FROM:<evil@example.com>\r\nRCPT TO:<a@b>\r\n");
    EXPECT_EQ(client.reply(), "220 2.0.0 Ready to start TLS");
    ASSERT_TRUE(client.handshake());
    EXPECT_EQ(client.command("NOOP"), "250 2.0.0 OK") << "the first answer is to the first command";
    EXPECT_EQ(client.command("RCPT TO:<c@d>").substr(0, 3), "503");
    EXPECT_EQ(client.command("EHLO client.example"), "250 DSN");
    EXPECT_EQ(client.deliver(notice("Q1")).substr(0, 3), "250");
    ASSERT_EQ(server.events().size(), 1U);
    EXPECT_EQ(server.events()[0].find("evil"), std::string::npos);
}

TEST_F(tls_test, what_is_no_handshake_ends_the_session)
{
    server.start();
    tls_client client = in_the_clear();
    client.command("STARTTLS");
    client.send("NOOP\r\nNOOP\r\nEHLO client.example\r\n");
    EXPECT_EQ(client.rest().find("250"), std::string::npos) << "nothing is obeyed in the clear";
    EXPECT_TRUE(ended("lost"));
}

TEST_F(tls_test, the_client_goes_away_before_the_handshake)
{
    server.start();
    {
        tls_client client = in_the_clear();
        client.command("STARTTLS");
    }
    EXPECT_TRUE(ended("lost"));
}

TEST_F(tls_test, a_handshake_has_a_deadline)
{
    server.settings.limits.idle_seconds = 1;
    server.start();
    tls_client client = in_the_clear();
    client.command("STARTTLS");
    EXPECT_EQ(client.rest(), "") << "nothing more is said in the clear";
    EXPECT_TRUE(ended("timeout"));
}

TEST_F(tls_test, an_idle_session_gets_421)
{
    server.settings.limits.idle_seconds = 1;
    server.start();
    tls_client client = secure();
    EXPECT_EQ(client.reply().substr(0, 9), "421 4.4.2");
    EXPECT_TRUE(ended("timeout"));
}

TEST_F(tls_test, a_stop_says_421_to_who_is_idle)
{
    server.start();
    tls_client client = secure();
    std::thread stopper([&] { server.stop(); });
    EXPECT_EQ(client.reply().substr(0, 9), "421 4.3.2");
    EXPECT_EQ(client.rest(), "");
    stopper.join();
}

TEST_F(tls_test, a_stop_does_not_wait_for_a_handshake_for_ever)
{
    server.drain = std::chrono::seconds(1);
    server.start();
    tls_client client = in_the_clear();
    client.command("STARTTLS");
    const auto start = std::chrono::steady_clock::now();
    server.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST_F(tls_test, versions_before_1_2_are_refused)
{
    server.start();
    tls_client old = in_the_clear();
    old.at_most(TLS1_1_VERSION);
    old.command("STARTTLS");
    EXPECT_FALSE(old.handshake());
    tls_client good = in_the_clear();
    good.at_most(TLS1_2_VERSION);
    good.start_tls();
    EXPECT_EQ(good.version(), "TLSv1.2");
}

// Many records in one segment: what our buffers hold is read, though the socket has nothing more.
TEST_F(tls_test, records_that_come_together_are_all_answered)
{
    server.start();
    tls_client client = secure();
    client.cork(true);
    for (int i = 0; i < 200; ++i)
        client.send("NOOP\r\n");
    client.cork(false);
    for (int i = 0; i < 200; ++i)
        ASSERT_EQ(client.reply(), "250 2.0.0 OK") << i;
}

TEST_F(tls_test, records_of_one_octet)
{
    server.start();
    tls_client client = secure();
    client.begin_message();
    for (const char c : notice("Q1") + ".\r\n")
        client.send({&c, 1});
    EXPECT_EQ(client.reply().substr(0, 9), "250 2.0.0");
    EXPECT_EQ(server.events().size(), 1U);
}

TEST_F(tls_test, a_message_larger_than_all_buffers)
{
    server.start();
    tls_client client = secure();
    std::string large = notice("Q1");
    for (int i = 0; i < 50'000; ++i)
        large += "a line behind the end of the report, which nobody reads\r\n";
    EXPECT_EQ(client.deliver(large).substr(0, 3), "250");
    EXPECT_EQ(client.deliver(notice("Q2")).substr(0, 3), "250");
    EXPECT_EQ(server.events().size(), 2U);
}

TEST_F(tls_test, replies_to_a_large_batch)
{
    server.start();
    tls_client client = secure();
    std::string batch;
    for (int i = 0; i < 50; ++i)
        batch += "MAIL FROM:<>\r\nRCPT TO:<a@b>\r\nDATA\r\n" + notice("Q" + std::to_string(i)) + ".\r\n";
    client.send(batch + "QUIT\r\n");
    for (int i = 0; i < 50; ++i) {
        for (const char* code : {"250", "250", "354", "250"})
            ASSERT_EQ(client.reply().substr(0, 3), code) << i;
    }
    EXPECT_EQ(client.reply().substr(0, 3), "221");
    EXPECT_EQ(server.events().size(), 50U);
}

// The end of TLS is the end of the session: octets in the clear behind it are nobody's, in the middle of a chunk too.
TEST_F(tls_test, nothing_is_read_in_the_clear_behind_the_end_of_tls)
{
    server.start();
    tls_client client = secure();
    client.command("MAIL FROM:<>");
    client.command("RCPT TO:<a@b>");
    client.send("BDAT 1000 LAST\r\n" + notice("Q1"));
    client.close_notify();
    client.send_in_the_clear(std::string(1000, 'x'));
    client.rest();
    EXPECT_TRUE(ended("lost"));
    EXPECT_TRUE(server.events().empty());
}

TEST_F(tls_test, a_reload_brings_the_new_certificate_to_new_sessions)
{
    server.start();
    tls_client before = secure();
    install(certificate("new.example.com"));
    EXPECT_EQ(secure().host(), "old.example.com") << "files are read at a reload only";
    server.get().reload();
    ASSERT_TRUE(reloads("ok"));
    EXPECT_EQ(secure().host(), "new.example.com");
    EXPECT_EQ(before.deliver(notice("Q1")).substr(0, 3), "250") << "old sessions go on";
}

TEST_F(tls_test, a_reload_with_a_bad_certificate_is_refused)
{
    server.start();
    certificate("other.example.com").write_key(server.settings.listeners.front().tls.key);
    server.get().reload();
    ASSERT_TRUE(reloads("refused"));
    EXPECT_EQ(server.metric("recoil_config_last_reload_successful"), "0");
    EXPECT_EQ(secure().host(), "old.example.com");
    server.stop();
    EXPECT_NE(server.log().find("is not the key of"), std::string::npos);
}

TEST_F(tls_test, a_reload_may_begin_and_end_the_offer)
{
    const config::tls files = std::exchange(server.settings.listeners.front().tls, {});
    server.start();
    EXPECT_EQ(in_the_clear().command("EHLO c"), "250 DSN");
    server.settings.listeners.front().tls = files;
    server.get().reload();
    ASSERT_TRUE(test::eventually([&] { return in_the_clear().command("EHLO c") == "250 STARTTLS"; }));
    server.settings.listeners.front().tls = {};
    server.get().reload();
    ASSERT_TRUE(test::eventually([&] { return in_the_clear().command("EHLO c") == "250 DSN"; }));
    server.stop();
    EXPECT_EQ(server.log().find("needs a restart"), std::string::npos);
}

} // namespace
} // namespace recoil
