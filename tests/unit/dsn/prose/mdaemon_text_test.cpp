#include "dsn/prose/statement.hpp"
#include "support/lines.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::dsn {
namespace {

std::vector<statement> read(const std::string& text)
{
    return read_mdaemon_text(test::lines_of(text));
}

const std::string connection =
    " Mon 2026-03-16 08:29:59: *  Connection established (192.0.2.9:4711 -> 192.0.2.83:25)\n";
const std::string heading = "Failed address: kim@example.net\n\n--- Session Transcript ---\n";

TEST(mdaemon_text, the_reply_stands_in_the_transcript)
{
    const auto found =
        read(heading + connection + " Mon 2026-03-16 08:29:59: <-- 220 mx.example.net\n" +
             " Mon 2026-03-16 08:29:59: --> MAIL From:<a@example.com>\n" + " Mon 2026-03-16 08:29:59: <-- 250 ok\n" +
             " Mon 2026-03-16 08:29:59: --> RCPT To:<kim@example.net>\n" +
             " Mon 2026-03-16 08:29:59: <-- 550-5.1.1 no such\n" + " Mon 2026-03-16 08:29:59: <-- 550 5.1.1 user\n" +
             " Mon 2026-03-16 08:29:59: --> QUIT\n--- End Transcript ---\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
    EXPECT_EQ(found[0].answer.text, "550 5.1.1 no such user");
    EXPECT_EQ(found[0].stage, stage::rcpt);
    EXPECT_EQ(found[0].remote_ip, "192.0.2.83");
}

TEST(mdaemon_text, the_last_refusal_counts)
{
    const auto found =
        read(heading + connection + " x: <-- 554 go away\n x: *  Connection established (192.0.2.9:1 -> " +
             "192.0.2.84:25)\n x: <-- 220 hello\n x: --> MAIL From:<a@b>\n x: <-- 451 4.7.1 later\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].answer.code, 451);
    EXPECT_EQ(found[0].stage, stage::mail);
    EXPECT_EQ(found[0].remote_ip, "192.0.2.84");
}

TEST(mdaemon_text, a_greeting_may_refuse)
{
    const auto found = read(heading + connection + " x: <-- 554 192.0.2.9 is listed\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].stage, stage::connect);
    EXPECT_EQ(found[0].answer.code, 554);
}

TEST(mdaemon_text, an_address_alone_is_a_recipient)
{
    const auto found = read("Failed address: <kim@example.net>\nFailed address: lee@example.org\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
    EXPECT_EQ(found[1].recipient, "lee@example.org");
    EXPECT_FALSE(found[0].answer.code);
    EXPECT_TRUE(read(" x: --> RCPT To:<kim@example.net>\n x: <-- 550 no\n").empty());
}

TEST(mdaemon_text, survives_what_is_cut)
{
    for (const std::string rest : {"<-- ", "<-- 550-", "--> ", "Connection ( -> ", "Connection ( -> )", "<-- 5"})
        EXPECT_EQ(read(heading + rest + "\n").size(), 1u) << rest;
}

} // namespace
} // namespace recoil::dsn
