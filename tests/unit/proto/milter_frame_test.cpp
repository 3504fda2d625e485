#include "proto/milter_frame.hpp"

#include "support/cuts.hpp"
#include "support/milter_mta.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::proto {
namespace {

using status = milter_splitter::status;
using test::packet;
using namespace std::string_view_literals;

// "x:data" for a packet, "malformed" once for the end.
std::vector<std::string> split(const std::vector<std::string_view>& pieces)
{
    milter_splitter packets;
    std::vector<std::string> result;
    for (const std::string_view piece : pieces) {
        const std::string copy(piece); // at an address of its own, only until it is consumed
        std::string_view input = copy;
        for (milter_splitter::packet p; (p = packets.next(input)).what != status::need_input;) {
            if (p.what == status::malformed) {
                result.emplace_back("malformed");
                return result;
            }
            result.push_back(p.command + (":" + std::string(p.data)));
        }
        EXPECT_TRUE(input.empty());
    }
    return result;
}

struct vector {
    std::string_view input;
    std::vector<std::string> packets;
};

const vector vectors[] = {
    {"", {}},
    {"\0\0\0\1Q"sv, {"Q:"}},
    {"\0\0\0\1A\0\0\0\1Q"sv, {"A:", "Q:"}},
    {"\0\0\0\5Mab\0c"sv, {std::string("M:ab\0c", 6)}},
    {"\0\0\0\2\0x"sv, {std::string("\0:x", 3)}},
    {"\0\0\0\1"sv, {}},
    {"\0\0\0"sv, {}},
    {"\0\0\0\5Mab"sv, {}},
    {"\0\0\0\1Q\0\0"sv, {"Q:"}},
    {"\0\0\0\0"sv, {"malformed"}},
    {"\0\0\0\1A\0\0\0\0Q"sv, {"A:", "malformed"}},
    {"\0\x10\0\1B"sv, {"malformed"}},
    {"\xff\xff\xff\xffO"sv, {"malformed"}},
    {"\x80\0\0\1O"sv, {"malformed"}},
    {"GET / HTTP/1.1\r\n\r\n"sv, {"malformed"}},
    {"EHLO client\r\n"sv, {"malformed"}},
    {"\x16\x03\x01\x02\0\x01\0"sv, {"malformed"}}, // a TLS hello
};

TEST(milter_splitter, splits_however_the_octets_are_cut)
{
    for (const vector& v : vectors) {
        for (const auto& pieces : test::all_cuts(v.input))
            EXPECT_EQ(split(pieces), v.packets) << testing::PrintToString(v.input) << " in " << pieces.size();
    }
}

TEST(milter_splitter, takes_the_largest_packet_and_none_above_it)
{
    const std::string largest = packet('B', std::string(max_milter_packet - 1, 'x'));
    ASSERT_EQ(read_milter_number(largest), max_milter_packet);
    const std::string_view all = largest;
    EXPECT_EQ(split({all}).at(0).size(), max_milter_packet + 1);
    EXPECT_EQ(split({all.substr(0, 3), all.substr(3, 70'000), all.substr(70'003)}), split({all}));
    const std::string larger = packet('B', std::string(max_milter_packet, 'x'));
    EXPECT_EQ(split({larger}), std::vector<std::string>{"malformed"});
}

TEST(milter_splitter, a_packet_in_one_piece_is_not_copied)
{
    const std::string two = packet('B', "first") + packet('B', "second");
    std::string_view input = two;
    milter_splitter packets;
    EXPECT_EQ(packets.next(input).data.data(), two.data() + 5);
    EXPECT_EQ(packets.next(input).data.data(), two.data() + 15);
    EXPECT_TRUE(input.empty());
}

TEST(milter_splitter, what_was_collected_is_valid_until_the_next_call)
{
    const std::string first = packet('B', std::string(5000, 'a'));
    const std::string rest = first.substr(100) + packet('B', "second");
    milter_splitter packets;
    std::string_view input = std::string_view(first).substr(0, 100);
    EXPECT_EQ(packets.next(input).what, status::need_input);
    input = rest;
    EXPECT_EQ(packets.next(input).data, std::string(5000, 'a'));
    EXPECT_EQ(packets.next(input).data, "second");
    EXPECT_EQ(packets.next(input).what, status::need_input);
}

TEST(milter_frame, numbers_are_in_network_order)
{
    std::string bytes;
    append_milter_number(bytes, 0x01020304);
    append_milter_number(bytes, 0xfffefdfc);
    EXPECT_EQ(bytes, "\1\2\3\4\xff\xfe\xfd\xfc");
    EXPECT_EQ(read_milter_number(bytes), 0x01020304U);
    EXPECT_EQ(read_milter_number(std::string_view(bytes).substr(4)), 0xfffefdfcU);
}

TEST(milter_frame, a_packet_counts_its_command)
{
    std::string bytes = "before";
    append_milter_packet(bytes, 'c');
    append_milter_packet(bytes, 'O', "xyz");
    EXPECT_EQ(bytes, "before\0\0\0\1c\0\0\0\4Oxyz"sv);
}

} // namespace
} // namespace recoil::proto
