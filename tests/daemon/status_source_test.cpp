#include "daemon/running_server.hpp"
#include "support/json.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace recoil {
namespace {

constexpr const char* ban_pack = R"(pack: notices
version: 2026-01-01
provider: {name: microsoft365, hosts: ["mx.example.net"]}
rules:
  - id: test-banned
    text: ['no such user here']
    reason: ip_banned
    meaning: We are banned.
    advice: Ask for release.
    delist_url: https://sender.office.com
    examples: ['550 5.1.1 No such user here']
)";

class status_source_test : public testing::Test {
protected:
    status_source_test() { setenv("STATE_DIRECTORY", server.folder.path().c_str(), 1); }
    ~status_source_test() override
    {
        server.stop();
        unsetenv("STATE_DIRECTORY");
    }

    test::json board()
    {
        const std::string answer = server.get("/api/v1/status");
        EXPECT_EQ(answer.substr(9, 3), "200");
        return test::parse_json(answer.substr(answer.find("\r\n\r\n") + 4)).value_or(test::json());
    }
    void deliver(const std::string& queue_id, const std::string& recipient = "nobody@example.net")
    {
        test::smtp_client client = server.client();
        client.greet();
        ASSERT_EQ(client.deliver(test::notice(queue_id, recipient)).substr(0, 3), "250");
        client.command("QUIT");
    }
    // Which stand, after at least `count` failures were counted.
    test::json after(std::size_t count)
    {
        EXPECT_TRUE(test::eventually([&] { return board().at("failures").items.size() >= count; }));
        return board();
    }
    test::running_server server;
};

TEST_F(status_source_test, a_failure_reaches_every_list_that_it_belongs_to)
{
    server.start();
    deliver("Q1");
    const test::json b = after(1);
    EXPECT_EQ(b.at("failures").items.at(0).at("recipient").text, "n***@example.net");
    EXPECT_EQ(b.at("failures").items.at(0).at("advice").text, "Remove it.");
    EXPECT_EQ(b.at("last_hour").at("failed").number, 1);
    EXPECT_EQ(b.at("last_hour").at("categories").items.at(0).at("name").text, "bad_address");
    EXPECT_EQ(b.at("rules").items.at(0).at("rule").text, "test-no-such-user");
    EXPECT_EQ(b.at("rules").items.at(0).at("hits").number, 1);
    EXPECT_EQ(b.at("sinks").items.at(0).at("written").number, 1);
    EXPECT_EQ(b.at("sinks").items.at(0).at("path").text, server.settings.events.path);
    EXPECT_EQ(b.at("listeners").items.at(0).at("address").text, server.get().addresses().front());
    EXPECT_EQ(b.at("listeners").items.at(0).at("protocol").text, "lmtp");
    EXPECT_EQ(b.at("state").text, "calm");
    EXPECT_TRUE(test::eventually([&] { return board().at("listeners").items.at(0).at("sessions_ended").number == 1; }));
}

TEST_F(status_source_test, a_ban_is_told_with_its_door)
{
    test::write_file(server.settings.rules.packs.front(), ban_pack);
    server.settings.own_mtas = {"mx.example.com"}; // whose notice it is
    server.start();
    deliver("Q1");
    const test::json b = after(1);
    ASSERT_EQ(b.at("bans").items.size(), 1u);
    const test::json& ban = b.at("bans").items[0];
    EXPECT_EQ(ban.at("provider").text + " " + ban.at("reason").text, "microsoft365 ip_banned");
    EXPECT_TRUE(ban.at("active").boolean);
    EXPECT_TRUE(ban.at("ours").boolean);
    EXPECT_EQ(ban.at("refusals").number, 1);
    EXPECT_EQ(ban.at("delist_url").text, "https://sender.office.com");
    EXPECT_EQ(ban.at("advice").text, "Ask for release.");
    EXPECT_EQ(b.at("state").text, "alarm");
    EXPECT_NE(server.get("/").find("1 ban stands."), std::string::npos);
}

TEST_F(status_source_test, a_ban_stands_over_a_restart)
{
    test::write_file(server.settings.rules.packs.front(), ban_pack);
    server.settings.own_mtas = {"mx.example.com"};
    server.start();
    deliver("Q1");
    const test::json before = after(1).at("bans").items.at(0);
    server.stop();
    server.start();
    const test::json b = board();
    ASSERT_EQ(b.at("bans").items.size(), 1u);
    for (const char* key : {"provider", "sending_ip", "reason", "since", "last_seen", "rule", "delist_url"})
        EXPECT_EQ(b.at("bans").items[0].at(key).text, before.at(key).text) << key;
    EXPECT_TRUE(b.at("bans").items[0].at("ours").boolean);
    EXPECT_TRUE(b.at("bans").items[0].at("active").boolean);
    EXPECT_EQ(b.at("state").text, "alarm");
    const std::string series = R"({provider="microsoft365",reason="ip_banned",sending_ip="unknown"})";
    EXPECT_EQ(server.metric("recoil_ban_active" + series), "1");
    EXPECT_TRUE(b.at("failures").items.empty()) << "the rest starts anew";
}

TEST_F(status_source_test, a_ban_of_somebody_else_is_no_alarm)
{
    test::write_file(server.settings.rules.packs.front(), ban_pack);
    server.start();
    deliver("Q1");
    const test::json b = after(1);
    EXPECT_TRUE(b.at("bans").items.at(0).at("active").boolean);
    EXPECT_FALSE(b.at("bans").items.at(0).at("ours").boolean);
    EXPECT_EQ(b.at("state").text, "calm") << "another system reports it, and no address of egress is named";
    EXPECT_NE(server.get("/").find("No ban of ours stands."), std::string::npos);
}

TEST_F(status_source_test, what_is_not_counted_is_not_shown)
{
    server.settings.sending_domains = {"example.org"}; // the notices return mail of example.com
    server.start();
    deliver("Q1");
    EXPECT_TRUE(test::eventually([&] { return board().at("sinks").items.at(0).at("written").number == 1; }));
    EXPECT_TRUE(board().at("failures").items.empty()) << "forged";
    EXPECT_EQ(board().at("last_hour").at("failed").number, 0);
}

TEST_F(status_source_test, a_notice_that_comes_again_is_no_other_failure)
{
    server.start();
    deliver("Q1");
    deliver("Q1");
    deliver("Q2");
    EXPECT_EQ(after(2).at("failures").items.size(), 2u);
    EXPECT_EQ(board().at("sinks").items.at(0).at("written").number, 3);
}

TEST_F(status_source_test, addresses_are_shown_where_it_is_configured)
{
    server.settings.status.addresses = "shown";
    server.start();
    deliver("Q1", "j.doe@example.net");
    const test::json b = after(1);
    EXPECT_EQ(b.at("addresses").text, "shown");
    EXPECT_EQ(b.at("failures").items.at(0).at("recipient").text, "j.doe@example.net");
}

TEST_F(status_source_test, a_refused_reload_is_told_and_a_good_one_ends_it)
{
    bool good = false;
    server.load = [&]() -> load_result {
        if (good)
            return load_snapshot(server.settings, bad_packs::refuse);
        load_result refused;
        refused.problems.push_back({"recoil.yaml", 7, "limits.sessions", "is wrong"});
        return refused;
    };
    server.start();
    EXPECT_TRUE(board().at("configuration").at("accepted").boolean);
    server.get().reload();
    EXPECT_TRUE(test::eventually([&] { return !board().at("configuration").at("accepted").boolean; }));
    EXPECT_EQ(board().at("configuration").at("problems").items.at(0).text, "recoil.yaml:7: limits.sessions: is wrong");
    EXPECT_EQ(board().at("state").text, "attention");
    good = true;
    server.settings.workers = 3;
    server.get().reload();
    EXPECT_TRUE(test::eventually([&] { return board().at("configuration").at("accepted").boolean; }));
    EXPECT_TRUE(board().at("configuration").at("problems").items.empty());
    EXPECT_EQ(board().at("configuration").at("restart").items.at(0).text, "workers");
    server.get().reload();
    EXPECT_TRUE(test::eventually([&] { return server.metric(R"(recoil_config_reloads_total{result="ok"})") == "2"; }));
    EXPECT_EQ(board().at("configuration").at("restart").items.size(), 1u) << "it still waits";
}

TEST_F(status_source_test, a_full_disk_is_told)
{
    server.settings.events.min_free_bytes = std::numeric_limits<std::uint64_t>::max();
    server.start();
    const test::json b = board();
    EXPECT_EQ(b.at("state").text, "alarm");
    EXPECT_FALSE(b.at("sinks").items.at(0).at("enough_space").boolean);
    EXPECT_NE(b.at("verdict").items.at(0).text.find("deferred"), std::string::npos);
}

TEST_F(status_source_test, a_disk_is_too_full_also_where_writing_has_failed)
{
    server.settings.events.min_free_bytes = std::numeric_limits<std::uint64_t>::max();
    server.start();
    test::smtp_client client = server.client();
    client.greet();
    EXPECT_EQ(client.deliver(test::notice("Q1")).substr(0, 3), "451");
    const test::json b = board();
    EXPECT_TRUE(b.at("sinks").items.at(0).at("blocked").boolean);
    EXPECT_FALSE(b.at("sinks").items.at(0).at("enough_space").boolean);
    EXPECT_NE(b.at("verdict").items.at(0).text.find("too little space"), std::string::npos) << "the cause of it";
}

TEST_F(status_source_test, what_waits_for_a_restart_is_not_shown_as_in_use)
{
    server.load = [&] { return load_snapshot(server.settings, bad_packs::refuse); };
    server.start();
    const std::string in_use = server.settings.events.path;
    config::log_source source;
    source.path = server.folder.file("mail.log");
    server.settings.events.path = server.folder.file("other.jsonl");
    server.settings.log_sources.push_back(source);
    server.get().reload();
    EXPECT_TRUE(test::eventually([&] { return board().at("configuration").at("restart").items.size() == 2; }));
    EXPECT_EQ(board().at("sinks").items.at(0).at("path").text, in_use);
    EXPECT_TRUE(board().at("log_sources").items.empty());
}

TEST_F(status_source_test, a_log_that_is_followed_is_told)
{
    config::log_source source;
    source.path = server.folder.file("mail.log");
    test::write_file(source.path, "");
    server.settings.log_sources.push_back(source);
    server.start();
    const test::json b = board();
    ASSERT_EQ(b.at("log_sources").items.size(), 1u);
    EXPECT_EQ(b.at("log_sources").items[0].at("input").text, "postfix:" + source.path);
    EXPECT_EQ(b.at("log_sources").items[0].at("lines").number, 0);
    EXPECT_FALSE(b.at("log_sources").items[0].has("last_line")) << "none was read";
}

TEST_F(status_source_test, the_token_opens_it)
{
    server.settings.metrics.token_file = server.folder.file("token");
    test::write_file(server.settings.metrics.token_file, "a-token-of-24-characters\n");
    server.start();
    EXPECT_EQ(server.get("/api/v1/status").substr(9, 3), "401");
    EXPECT_EQ(server.http("GET / HTTP/1.0\r\nAuthorization: Bearer a-token-of-24-characters\r\n\r\n").substr(9, 3),
              "200");
    EXPECT_EQ(server.get("/metrics").substr(9, 3), "200");
}

} // namespace
} // namespace recoil
