#include "proto/reply_reader.hpp"

#include "support/cuts.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::proto {
namespace {

using test::all_cuts;

// Every reply as "code octets"; "malformed" ends the list.
std::vector<std::string> read(const std::vector<std::string_view>& pieces)
{
    reply_reader replies;
    std::vector<std::string> result;
    for (const std::string_view piece : pieces) {
        const std::string copy(piece);
        std::string_view input = copy;
        for (;;) {
            const reply_reader::status status = replies.next(input);
            if (status == reply_reader::status::need_input)
                break;
            if (status == reply_reader::status::malformed) {
                result.emplace_back("malformed");
                return result;
            }
            result.push_back(std::to_string(replies.code()) + " " + replies.bytes());
        }
    }
    return result;
}

void expect(std::string_view input, const std::vector<std::string>& replies)
{
    for (const auto& pieces : all_cuts(input))
        EXPECT_EQ(read(pieces), replies) << ::testing::PrintToString(std::string(input));
}

TEST(reply_reader, one_line)
{
    expect("250 2.0.0 Ok\r\n", {"250 250 2.0.0 Ok\r\n"});
    expect("354 \r\n", {"354 354 \r\n"});
    expect("250\r\n", {"250 250\r\n"});
}

TEST(reply_reader, several_lines)
{
    expect("250-a\r\n250-b\r\n250 c\r\n", {"250 250-a\r\n250-b\r\n250 c\r\n"});
    expect("550-\r\n550\r\n", {"550 550-\r\n550\r\n"});
}

TEST(reply_reader, replies_behind_each_other)
{
    expect("250 a\r\n550-b\r\n550 c\r\n421 d\r\n", {"250 250 a\r\n", "550 550-b\r\n550 c\r\n", "421 421 d\r\n"});
}

TEST(reply_reader, what_has_not_ended_waits)
{
    expect("250-a\r\n250-b\r\n", {});
    expect("250 a\r", {});
    expect("25", {});
}

TEST(reply_reader, octets_stay_as_they_are)
{
    expect("250 \t\xff\x80 \x01 x \r\n", {"250 250 \t\xff\x80 \x01 x \r\n"});
}

TEST(reply_reader, what_is_no_reply)
{
    for (const std::string_view line :
         {"", "ok", "25 a", "2500 a", "250_a", "150 a", "650 a", "050 a", " 250 a", "+OK", "25x a"})
        expect(std::string(line) + "\r\n250 a\r\n", {"malformed"});
}

TEST(reply_reader, one_reply_has_one_code)
{
    expect("250-a\r\n550 b\r\n", {"malformed"});
    expect("250-a\r\n251 b\r\n", {"malformed"});
}

TEST(reply_reader, a_bare_newline_ends_no_line)
{
    expect("250 a\n250 b\r\n", {"malformed"});
    expect("250-a\r250 b\r\n", {"malformed"});
}

TEST(reply_reader, a_line_has_a_limit)
{
    const std::string longest = "250 " + std::string(reply_reader::max_line_bytes - 6, 'x') + "\r\n";
    EXPECT_EQ(read({longest}), std::vector<std::string>{"250 " + longest});
    EXPECT_EQ(read({"250 x" + longest.substr(4)}), std::vector<std::string>{"malformed"});
}

TEST(reply_reader, a_reply_has_a_limit)
{
    const std::string line = "250-" + std::string(4090, 'x') + "\r\n"; // 4096 octets
    std::string reply;
    for (std::size_t i = 1; i < reply_reader::max_bytes / 4096; ++i)
        reply += line;
    const std::string last = "250 " + line.substr(4);
    EXPECT_EQ(read({reply + last}), std::vector<std::string>{"250 " + reply + last});
    EXPECT_EQ(read({reply + line + "250 \r\n"}), std::vector<std::string>{"malformed"});
}

} // namespace
} // namespace recoil::proto
