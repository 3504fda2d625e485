#include "daemon/event_log.hpp"

#include "running_server.hpp"

#include <gtest/gtest.h>

namespace recoil {
namespace {

constexpr int captured = 22;

// A server that keeps much of the returned message: each event has more than twenty kilobytes.
void keep_much(test::running_server& server)
{
    for (int i = 0; i < captured; ++i)
        server.settings.capture_headers.push_back("x-" + std::to_string(i));
}

std::string long_notice(const std::string& queue_id, int recipients)
{
    std::string message = test::notice(queue_id);
    std::string fields;
    for (int i = 0; i < captured; ++i)
        fields += "\r\nX-" + std::to_string(i) + ": " + std::string(950, 'x');
    message.insert(message.rfind("\r\nMessage-Id:"), fields);
    std::string groups;
    for (int i = 1; i < recipients; ++i) {
        groups += "\r\nFinal-Recipient: rfc822; nobody" + std::to_string(i) + "@example.net\r\n";
        groups += "Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 No such user here\r\n";
    }
    return message.insert(message.find("\r\n--b\r\nContent-Type: text/rfc822-headers"), groups);
}

std::string deliver(test::smtp_client& client, const std::string& message)
{
    client.begin_message();
    client.send(message);
    return client.command(".").substr(0, 3);
}

TEST(event_log, a_flood_of_forged_notices_is_counted_and_not_written)
{
    constexpr int recipients = 300;
    test::running_server server;
    keep_much(server);
    server.settings.sending_domains = {"example.org"};
    server.start();
    test::smtp_client client = server.client();
    client.greet();
    EXPECT_EQ(deliver(client, long_notice("Q1", recipients)), "250");
    const std::size_t written = server.events().size();
    EXPECT_EQ(written, static_cast<std::size_t>(recipients)) << "what comes now and then is written";

    for (const char* id : {"Q2", "Q3", "Q4"})
        EXPECT_EQ(deliver(client, long_notice(id, recipients)), "250") << "refusing it would only bring it again";
    const std::size_t lines = server.events().size();
    EXPECT_LT(lines, 4U * recipients);
    EXPECT_EQ(lines % recipients, 0U) << "whole messages";
    const std::string dropped = std::to_string(4U * recipients - lines);
    EXPECT_EQ(server.metric(R"(recoil_sink_events_total{result="dropped",sink="file"})"), dropped);
    EXPECT_EQ(server.metric(R"(recoil_sink_events_total{result="ok",sink="file"})"), std::to_string(lines));
    EXPECT_EQ(server.metric(R"(recoil_limits_hit_total{limit="forged_events"})"),
              std::to_string(4U - lines / recipients));
    EXPECT_EQ(server.metric(R"(recoil_notices_total{authentic="false",kind="dsn",source="lmtp"})"), "4");
}

TEST(event_log, what_was_not_written_is_no_duplicate_when_it_comes_again)
{
    test::running_server server;
    keep_much(server);
    server.settings.sending_domains = {"example.org"};
    server.start();
    test::smtp_client client = server.client();
    client.greet();
    const std::string first = long_notice("Q1", 900); // larger than a whole burst: it never passes
    EXPECT_EQ(deliver(client, first), "250");
    EXPECT_EQ(deliver(client, first), "250");
    EXPECT_EQ(server.events().size(), 0U);
    EXPECT_EQ(deliver(client, test::notice("Q1")), "250");
    ASSERT_EQ(server.events().size(), 1U);
    EXPECT_NE(server.events().front().find("\"duplicate\":false"), std::string::npos);
    EXPECT_NE(server.events().front().find("\"authentic\":false"), std::string::npos);
}

TEST(event_log, what_is_ours_is_not_limited)
{
    test::running_server server;
    keep_much(server);
    server.settings.sending_domains = {"example.com"};
    server.start();
    test::smtp_client client = server.client();
    client.greet();
    EXPECT_EQ(deliver(client, long_notice("Q1", 900)), "250");
    EXPECT_EQ(server.events().size(), 900U);
}

} // namespace
} // namespace recoil
