#include "pipeline/queued_messages.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace recoil::pipeline {
namespace {

deferral to(const std::string& recipient, const std::string& reason = "greylisted")
{
    deferral d;
    d.recipient = recipient;
    d.reason = reason;
    return d;
}

TEST(queued_message, knows_the_last_deferral_of_each_recipient)
{
    queued_message m;
    EXPECT_EQ(m.find("a@example.net"), nullptr);
    m.put(to("a@example.net"));
    m.put(to("b@example.net"));
    m.put(to("a@example.net", "mailbox_full"));
    ASSERT_EQ(m.deferred.size(), 2u);
    ASSERT_NE(m.find("a@example.net"), nullptr);
    EXPECT_EQ(m.find("a@example.net")->reason, "mailbox_full");
    m.erase("a@example.net");
    EXPECT_EQ(m.find("a@example.net"), nullptr);
    EXPECT_NE(m.find("b@example.net"), nullptr);
}

TEST(queued_message, holds_a_bounded_number_of_recipients)
{
    queued_message m;
    for (int i = 0; i < 12'000; ++i)
        m.put(to(std::to_string(i) + "@example.net"));
    EXPECT_EQ(m.deferred.size(), 10'000u);
    EXPECT_NE(m.find("0@example.net"), nullptr);
}

TEST(queued_messages, remembers_what_was_changed_until_it_is_erased)
{
    queued_messages all;
    EXPECT_EQ(all.find("mx 4ABC"), nullptr);
    all.change("mx 4ABC", [](queued_message& m) { m.sender = "news@example.com"; });
    all.change("mx 4ABC", [](queued_message& m) { m.message_id = "<1@example.com>"; });
    ASSERT_NE(all.find("mx 4ABC"), nullptr);
    EXPECT_EQ(all.find("mx 4ABC")->sender, "news@example.com");
    EXPECT_EQ(all.find("mx 4ABC")->message_id, "<1@example.com>");
    EXPECT_EQ(all.size(), 1u);
    all.erase("mx 4ABC");
    all.erase("mx 4ABC");
    EXPECT_EQ(all.find("mx 4ABC"), nullptr);
    EXPECT_EQ(all.bytes(), 0u);
}

TEST(queued_messages, a_sender_that_was_not_seen_is_not_the_null_sender)
{
    queued_messages all;
    all.change("mx 4ABC", [](queued_message&) {});
    EXPECT_FALSE(all.find("mx 4ABC")->sender.has_value());
}

TEST(queued_messages, forgets_those_that_were_silent_for_longest)
{
    queued_messages all(10'000);
    all.change("first", [](queued_message& m) { m.put(to("a@example.net")); });
    for (int i = 0; i < 1000; ++i) {
        all.change("m" + std::to_string(i), [](queued_message& m) { m.put(to("b@example.net")); });
        ASSERT_NE(all.find("first"), nullptr) << "it is touched again and again";
        ASSERT_LE(all.bytes(), 10'000u);
    }
    EXPECT_EQ(all.find("m0"), nullptr);
    EXPECT_NE(all.find("m999"), nullptr);
    EXPECT_LT(all.size(), 40u);
}

TEST(queued_messages, one_that_is_too_large_is_not_kept)
{
    queued_messages all(1000);
    all.change("large", [](queued_message& m) { m.put(to(std::string(2000, 'x') + "@example.net")); });
    EXPECT_EQ(all.find("large"), nullptr);
    EXPECT_EQ(all.bytes(), 0u);
}

TEST(queued_messages, can_be_moved)
{
    queued_messages first;
    first.change("mx 4ABC", [](queued_message& m) { m.sender = ""; });
    queued_messages second = std::move(first);
    ASSERT_NE(second.find("mx 4ABC"), nullptr);
    second.change("mx 4ABC", [](queued_message& m) { m.message_id = "<1@example.com>"; });
    EXPECT_EQ(second.size(), 1u);
}

} // namespace
} // namespace recoil::pipeline
