#include "dsn/statement.hpp"

#include <gtest/gtest.h>

namespace recoil::dsn {

namespace {

TEST(exchange_text, takes_the_attempt_that_an_expiry_hides)
{
    const std::vector<std::string_view> lines{
        "Diagnostic information for administrators:",
        "Generating server: EX1.example.com",
        "",
        "kim@example.net",
        "1/12/2026 3:52:04 PM - Remote Server at mx.example.net (192.0.2.9) returned '550 4.4.7 QUEUE.Expired; message "
        "expired'",
        "1/12/2026 3:43:04 PM - Remote Server at mx.example.net (192.0.2.9) returned '441 4.4.1 Can't connect'",
        "1/12/2026 3:33:04 PM - Remote Server at mx.example.net (192.0.2.9) returned '441 4.4.1 Older'",
        "",
    };
    const std::vector<statement> found = read_exchange_text(lines);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
    EXPECT_EQ(found[0].first_line, "550 4.4.7 QUEUE.Expired; message expired");
    const std::vector<reply> nested = causes(found[0].answer);
    ASSERT_GE(nested.size(), 2U);
    EXPECT_EQ(nested.front().text, "441 4.4.1 Can't connect");
}

TEST(exchange_text, takes_the_error_behind_a_delay)
{
    const std::vector<std::string_view> lines{
        "kim@example.net",
        "7/7/2026 3:58:12 PM - Server at EX1.example.com returned '400 4.4.7 Message delayed'",
        "7/7/2026 3:48:12 PM - Server at mx.example.net (192.0.2.9) returned '450 4.4.316 Connection refused'",
    };
    const std::vector<statement> found = read_exchange_text(lines);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(causes(found[0].answer).front().status, (status_code{4, 4, 316}));
}

TEST(exchange_text, a_final_refusal_stands_alone)
{
    const std::vector<std::string_view> lines{
        "kim@example.net",
        "Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found'",
        "Remote Server returned '450 4.4.316 Connection refused'",
        "lee@example.net",
        "Remote Server returned '550 5.7.1 TRANSPORT.RULES.RejectMessage; refused'",
    };
    const std::vector<statement> found = read_exchange_text(lines);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].answer.status, (status_code{5, 1, 10}));
    EXPECT_EQ(causes(found[0].answer).size(), 1U);
    EXPECT_EQ(found[1].recipient, "lee@example.net");
}

TEST(exchange_text, stops_at_the_original_headers)
{
    const std::vector<std::string_view> lines{
        "kim@example.net",
        "Received: from a.example.com (192.0.2.1)",
        "Remote Server returned '550 5.1.1 not ours'",
    };
    EXPECT_TRUE(read_exchange_text(lines).empty());
}

TEST(exchange_text, needs_an_address_and_a_reply)
{
    const std::vector<std::string_view> no_address{"Remote Server returned '550 5.1.1 x'"};
    EXPECT_TRUE(read_exchange_text(no_address).empty());
    const std::vector<std::string_view> no_reply{
        "kim@example.net", "It wasn't found at 'example.net'", "@", "x@", " ''", "'"};
    EXPECT_TRUE(read_exchange_text(no_reply).empty());
}

} // namespace

} // namespace recoil::dsn
