#include "proto/syslog_stream.hpp"

#include "support/cuts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::proto {
namespace {

constexpr std::size_t max_bytes = 16;

void read_all(syslog_stream& stream, std::vector<std::string>& out)
{
    while (const auto message = stream.next())
        out.emplace_back(*message);
}

struct example {
    std::string_view input;
    std::vector<std::string> messages;
    std::uint64_t dropped = 0;
};

const example examples[] = {
    {"", {}},
    // ended by LF
    {"<22>a\n", {"<22>a"}},
    {"<22>a\n<22>b\n", {"<22>a", "<22>b"}},
    {"<22>a\r\n<22>b\r\n", {"<22>a\r", "<22>b\r"}},
    {"\n\n<22>a\n\n\n<22>b\n\n", {"<22>a", "<22>b"}},
    {"<22>a\n<22>b", {"<22>a"}},
    {"no priority\n", {"no priority"}},
    {{"<22>\0a\n", 7}, {std::string("<22>\0a", 6)}},
    {"0123456789abcdef\n", {"0123456789abcdef"}},
    // counted
    {"5 <22>a", {"<22>a"}},
    {"5 <22>a5 <22>b", {"<22>a", "<22>b"}},
    {"5 <22>a\n5 <22>b\n", {"<22>a", "<22>b"}},
    {"8 <22>a\nb\n5 <22>c", {"<22>a\nb\n", "<22>c"}},
    {"16 <22>456789abcdef1 <", {"<22>456789abcdef", "<"}},
    {"6 <22>a", {}},
    {"1 <", {"<"}},
    // both, in turn
    {"<22>a\n5 <22>b<22>c\n5 <22>d", {"<22>a", "<22>b", "<22>c", "<22>d"}},
    // what begins as a count and is none
    {"5\n<22>a\n", {"5", "<22>a"}},
    {"5 a\n<22>a\n", {"5 a", "<22>a"}},
    {"5  <22>a\n", {"5  <22>a"}},
    {"5", {}},
    {"5 ", {}},
    {"05 <22>a\n", {"05 <22>a"}},
    {"0 <22>a\n", {"0 <22>a"}},
    {"2026-11-21T08:0\n", {"2026-11-21T08:0"}},
    {"1234567 <22>a\n", {"1234567 <22>a"}},
    // too long
    {"0123456789abcdef0\n<22>a\n", {"<22>a"}, 1},
    {"0123456789abcdef0123456789abcdef0123456789abcdef\n<22>a\n", {"<22>a"}, 1},
    {"0123456789abcdef0\n0123456789abcdef0\n<22>a\n", {"<22>a"}, 2},
    {"17 <22>456789abcdef05 <22>a", {"<22>a"}, 1},
    {"39 <22>456789abcdef\n0123456789\n0123456789\n5 <22>a", {"<22>a"}, 1},
    {"999999 <22>a\n<22>b\n", {}, 1},
    {"99999999999999999999999999999999 <22>a\n<22>b\n", {"<22>b"}, 1},
};

TEST(syslog_stream, messages_however_the_input_is_cut)
{
    for (const example& e : examples) {
        for (const auto& pieces : test::all_cuts(e.input)) {
            SCOPED_TRACE(::testing::PrintToString(pieces));
            syslog_stream stream(max_bytes);
            std::vector<std::string> got;
            for (const std::string_view piece : pieces) {
                stream.feed(std::string(piece));
                read_all(stream, got);
            }
            EXPECT_EQ(got, e.messages);
            EXPECT_EQ(stream.dropped(), e.dropped);
        }
    }
}

TEST(syslog_stream, one_after_the_other_in_any_order)
{
    for (const example& first : examples) {
        for (const example& second : examples) {
            if (first.messages.empty() || first.input.find("<22>b") == first.input.size() - 5)
                continue; // its end is not there
            syslog_stream stream(max_bytes);
            std::vector<std::string> got;
            stream.feed(std::string(first.input) + std::string(second.input));
            read_all(stream, got);
            std::vector<std::string> wanted = first.messages;
            wanted.insert(wanted.end(), second.messages.begin(), second.messages.end());
            EXPECT_EQ(got, wanted) << first.input << " + " << second.input;
        }
    }
}

TEST(syslog_stream, a_message_that_never_ends_takes_no_memory)
{
    syslog_stream stream;
    const std::string megabyte(1 << 20, 'x');
    for (int i = 0; i < 64; ++i) {
        stream.feed(megabyte);
        ASSERT_EQ(stream.next(), std::nullopt);
    }
    stream.feed("\n<22>a\n");
    EXPECT_EQ(stream.next(), "<22>a");
    EXPECT_EQ(stream.dropped(), 1U);
}

TEST(syslog_stream, the_default_limit_takes_the_longest_line_of_a_log)
{
    syslog_stream stream;
    const std::string longest(max_syslog_bytes, 'x');
    stream.feed(longest + "\n" + longest + "x\n8192 <" + longest.substr(1) + "8193 <" + longest + "<22>a\n");
    EXPECT_EQ(stream.next(), longest);
    EXPECT_EQ(stream.next(), "<" + longest.substr(1));
    EXPECT_EQ(stream.next(), "<22>a");
    EXPECT_EQ(stream.next(), std::nullopt);
    EXPECT_EQ(stream.dropped(), 2U);
}

// Octet by octet the beginning of a message must not be searched again and again: this would take minutes.
TEST(syslog_stream, a_slow_sender_is_read_in_linear_time)
{
    syslog_stream stream(1 << 21);
    for (int i = 0; i < 1 << 21; ++i) {
        stream.feed("x");
        ASSERT_EQ(stream.next(), std::nullopt);
    }
    stream.feed("\n");
    EXPECT_EQ(stream.next()->size(), std::size_t{1} << 21);
}

} // namespace
} // namespace recoil::proto
