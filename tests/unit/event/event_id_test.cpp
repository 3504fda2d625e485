#include "event/event_id.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

namespace recoil::event {
namespace {

TEST(origin_key, takes_the_best_name_that_there_is)
{
    const auto queue = origin_key("mx.example.com", "4ABC", "<r@x>", "<n@x>", "hash");
    const auto returned = origin_key("mx.example.com", "", "<r@x>", "<n@x>", "hash");
    const auto notice = origin_key("", "4ABC", "", "<n@x>", "hash");
    const auto body = origin_key("", "", "", "", "hash");
    EXPECT_EQ((std::set<std::string>{queue, returned, notice, body}).size(), 4u);
    EXPECT_EQ(queue, origin_key("mx.example.com", "4ABC", "", "", ""));
    EXPECT_EQ(returned, origin_key("", "", "<r@x>", "", ""));
    EXPECT_EQ(notice, origin_key("", "", "", "<n@x>", ""));
    EXPECT_NE(body, origin_key("", "", "", "", "other"));
}

TEST(origin_key, of_two_kinds_never_meet)
{
    EXPECT_NE(origin_key("", "", "same", "", ""), origin_key("", "", "", "same", ""));
    EXPECT_NE(origin_key("", "", "", "same", ""), origin_key("", "", "", "", "same"));
}

TEST(origin_key, host_names_have_no_case_but_queue_ids_have)
{
    EXPECT_EQ(origin_key("MX.Example.COM", "4ABC", "", "", ""), origin_key("mx.example.com", "4ABC", "", "", ""));
    EXPECT_NE(origin_key("mx.example.com", "4abc", "", "", ""), origin_key("mx.example.com", "4ABC", "", "", ""));
}

TEST(origin_key, message_ids_are_compared_without_their_brackets)
{
    EXPECT_EQ(origin_key("", "", " <r@x> ", "", ""), origin_key("", "", "r@x", "", ""));
    EXPECT_EQ(origin_key("", "", "<>", "<n@x>", ""), origin_key("", "", "", "n@x", "")) << "an empty one is none";
}

TEST(origin_key, parts_cannot_be_shifted)
{
    EXPECT_NE(origin_key("ab", "c", "", "", ""), origin_key("a", "bc", "", "", ""));
    EXPECT_NE(origin_key("a1:b", "c", "", "", ""), origin_key("a", "b1:c", "", "", ""));
}

bool is_id(const std::string& text)
{
    const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return text.size() == 32 && std::all_of(text.begin(), text.end(), is_hex);
}

TEST(event_id, is_the_same_for_the_same_event_and_for_no_other)
{
    const auto id = event_id("key", "jo@example.net", "failed", "5.1.1");
    EXPECT_TRUE(is_id(id));
    EXPECT_EQ(id, event_id("key", "JO@Example.Net", "failed", "5.1.1"));
    const std::set<std::string> ids{
        id,
        event_id("other", "jo@example.net", "failed", "5.1.1"),
        event_id("key", "jo@example.org", "failed", "5.1.1"),
        event_id("key", "jo@example.net", "delayed", "5.1.1"),
        event_id("key", "jo@example.net", "failed", ""),
        event_id("key", "jo@example.net", "", "failed5.1.1"),
        event_id("keyjo@example.net", "", "failed", "5.1.1"),
        message_key("key", "jo@example.net"),
    };
    EXPECT_EQ(ids.size(), 8u);
}

// The ids are stored by those who read the file: a change of the recipe is a change of the interface.
TEST(event_id, is_half_of_the_sha256_of_the_framed_parts)
{
    const auto framed = "5:event3:key14:jo@example.net6:failed5:5.1.1";
    EXPECT_EQ(event_id("key", "Jo@example.net", "failed", "5.1.1"), digest(framed));
}

TEST(message_key, joins_the_events_of_one_recipient)
{
    EXPECT_TRUE(is_id(message_key("key", "jo@example.net")));
    EXPECT_EQ(message_key("key", "Jo@Example.NET"), message_key("key", "jo@example.net"));
    EXPECT_NE(message_key("key", "jo@example.net"), message_key("key", "ann@example.net"));
}

TEST(digest, is_sha256_cut_to_128_bits)
{
    EXPECT_EQ(digest(""), "e3b0c44298fc1c149afbf4c8996fb924");
    EXPECT_EQ(digest("abc"), "ba7816bf8f01cfea414140de5dae2223");
    EXPECT_EQ(digest(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67");
    EXPECT_NE(digest(std::string_view("a\0b", 3)), digest("a"));
}

TEST(event_id, each_line_of_a_log_has_one_of_its_own)
{
    const std::string notice = event_id("key", "a@example.net", "delayed", "4.7.0");
    const std::string first = event_id("key", "a@example.net", "delayed", "4.7.0", "2026-11-21T08:00:00.000Z");
    EXPECT_NE(first, notice);
    EXPECT_NE(first, event_id("key", "a@example.net", "delayed", "4.7.0", "2026-11-21T08:05:00.000Z"));
    EXPECT_EQ(first, event_id("key", "A@EXAMPLE.net", "delayed", "4.7.0", "2026-11-21T08:00:00.000Z"));
}

} // namespace
} // namespace recoil::event
