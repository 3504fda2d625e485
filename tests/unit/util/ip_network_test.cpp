#include "util/ip_network.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil {
namespace {

bool holds(std::string_view network, std::string_view address)
{
    const auto parsed = ip_network::parse(network);
    EXPECT_TRUE(parsed) << network;
    const auto octets = parse_ip(address);
    EXPECT_TRUE(octets) << address;
    return parsed->contains(*octets);
}

TEST(ip_network, holds_what_has_its_prefix)
{
    EXPECT_TRUE(holds("127.0.0.0/8", "127.0.0.1"));
    EXPECT_TRUE(holds("127.0.0.0/8", "127.255.255.255"));
    EXPECT_FALSE(holds("127.0.0.0/8", "126.255.255.255"));
    EXPECT_FALSE(holds("127.0.0.0/8", "128.0.0.0"));
    EXPECT_TRUE(holds("192.0.2.64/26", "192.0.2.127"));
    EXPECT_FALSE(holds("192.0.2.64/26", "192.0.2.128"));
    EXPECT_FALSE(holds("192.0.2.64/26", "192.0.2.63"));
    EXPECT_TRUE(holds("2001:db8::/32", "2001:db8:ffff::1"));
    EXPECT_FALSE(holds("2001:db8::/32", "2001:db9::"));
    EXPECT_TRUE(holds("fe80::/10", "febf::1"));
    EXPECT_FALSE(holds("fe80::/10", "fec0::1"));
}

TEST(ip_network, an_address_is_a_network_of_one)
{
    EXPECT_EQ(ip_network::parse("192.0.2.3"), ip_network::parse("192.0.2.3/32"));
    EXPECT_EQ(ip_network::parse("2001:db8::3"), ip_network::parse("2001:DB8:0::3/128"));
    EXPECT_TRUE(holds("192.0.2.3", "192.0.2.3"));
    EXPECT_FALSE(holds("192.0.2.3", "192.0.2.2"));
    EXPECT_TRUE(holds("::1", "::1"));
    EXPECT_FALSE(holds("::1", "::"));
}

TEST(ip_network, a_mapped_address_is_an_ipv4_address)
{
    EXPECT_TRUE(holds("127.0.0.0/8", "::ffff:127.0.0.1"));
    EXPECT_FALSE(holds("127.0.0.0/8", "::ffff:128.0.0.1"));
    EXPECT_FALSE(holds("127.0.0.0/8", "::127.0.0.1"));
    EXPECT_EQ(ip_network::parse("::ffff:10.0.0.0/104"), ip_network::parse("10.0.0.0/8"));
}

TEST(ip_network, everything_of_one_family)
{
    for (const char* address : {"0.0.0.0", "192.0.2.3", "255.255.255.255", "::ffff:192.0.2.3"}) {
        EXPECT_TRUE(holds("0.0.0.0/0", address)) << address;
        EXPECT_FALSE(holds("::/0", address)) << address;
        EXPECT_FALSE(holds("::/64", address)) << address;
    }
    for (const char* address : {"::", "::1", "2001:db8::1", "ffff::"}) {
        EXPECT_FALSE(holds("0.0.0.0/0", address)) << address;
        EXPECT_TRUE(holds("::/0", address)) << address;
    }
}

// An address that differs from the network's in one bit only is inside where that bit is behind the prefix.
TEST(ip_network, every_prefix_against_every_bit)
{
    const ip_octets zeros{0x80}; // no part of the mapped ones
    for (unsigned bits = 1; bits <= 128; ++bits) {
        const ip_network network(zeros, bits);
        EXPECT_TRUE(network.contains(zeros));
        for (unsigned flipped = 0; flipped < 128; ++flipped) {
            ip_octets address = zeros;
            address[flipped / 8] ^= static_cast<std::uint8_t>(0x80U >> flipped % 8);
            EXPECT_EQ(network.contains(address), flipped >= bits) << bits << " " << flipped;
        }
    }
}

TEST(ip_network, refuses_what_is_none)
{
    for (const char* text : {"",
                             "/",
                             "/8",
                             "127.0.0.0/",
                             "127.0.0.0/33",
                             "127.0.0.0/-1",
                             "127.0.0.0/+8",
                             "127.0.0.0/08",
                             "127.0.0.0/8 ",
                             " 127.0.0.0/8",
                             "127.0.0.0/8/8",
                             "127.0.0/8",
                             "127/8",
                             "127.0.0.0/255.0.0.0",
                             "127.0.0.0/99999999999999999999",
                             "::/129",
                             "::/",
                             "[::1]/128",
                             "[::1]",
                             "localhost",
                             "example.com/8",
                             "127.0.0.1:25",
                             "fe80::%eth0/10",
                             "*"})
        EXPECT_FALSE(ip_network::parse(text)) << text;
    EXPECT_FALSE(ip_network::parse(std::string(1'000'000, '1') + "/8"));
}

TEST(ip_network, refuses_bits_behind_the_prefix)
{
    for (const char* text : {"127.0.0.1/8", "192.0.2.64/25", "10.0.0.0/6", "0.0.0.1/0", "2001:db8::1/64", "::1/0",
                             "fe80::/8", "::ffff:10.0.0.1/104"})
        EXPECT_FALSE(ip_network::parse(text)) << text;
    EXPECT_TRUE(ip_network::parse("192.0.2.128/25"));
    EXPECT_TRUE(ip_network::parse("127.0.0.1/32"));
}

} // namespace
} // namespace recoil
