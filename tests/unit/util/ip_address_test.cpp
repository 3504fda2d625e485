#include "util/ip_address.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil {
namespace {

TEST(ip_address, equal_addresses_become_equal_texts)
{
    EXPECT_EQ(canonical_ip("192.0.2.3"), "192.0.2.3");
    EXPECT_EQ(canonical_ip("2001:0DB8:0::3"), "2001:db8::3");
    EXPECT_EQ(canonical_ip("0000:0000:0000:0000:0000:ffff:192.000.002.255"), std::nullopt);
    EXPECT_EQ(canonical_ip("0000:0000:0000:0000:0000:ffff:255.255.255.255"), "::ffff:255.255.255.255");
}

TEST(ip_address, refuses_what_is_none)
{
    for (const char* text : {"", "192.0.2", "192.0.2.3.4", "192.0.2.3/32", "[::1]", "example.com", "0x7f.0.0.1",
                             "192.0.2.3:25", "fe80::1%eth0", " 192.0.2.3", "::1 "})
        EXPECT_FALSE(canonical_ip(text)) << text;
    EXPECT_FALSE(canonical_ip(std::string_view("192.0.2.3\0x", 11)));
    EXPECT_FALSE(canonical_ip(std::string(1'000'000, ':')));
}

TEST(ip_address, octets_of_both_families)
{
    EXPECT_EQ(parse_ip("192.0.2.3"), (ip_octets{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 192, 0, 2, 3}));
    EXPECT_EQ(parse_ip("::ffff:192.0.2.3"), parse_ip("192.0.2.3")) << "the same host";
    EXPECT_EQ(parse_ip("2001:db8::3"), (ip_octets{0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3}));
    EXPECT_FALSE(parse_ip("192.0.2"));
    EXPECT_FALSE(parse_ip("192.0.2.3/32"));
    EXPECT_EQ(canonical_ip("::ffff:192.0.2.3"), "::ffff:192.0.2.3") << "but not the same text";
}

TEST(ip_address, public_ones_are_those_of_the_internet)
{
    for (const char* ip : {"192.0.2.3", "198.51.100.1", "203.0.113.1", "8.8.8.8", "100.63.255.255", "100.128.0.1",
                           "172.15.0.1", "172.32.0.1", "169.253.0.1", "223.255.255.255", "2001:db8::3", "2603:10a6::1",
                           "::2", "fe00::1", "::ffff:192.0.2.3", "[::1"})
        EXPECT_EQ(is_public_ip(ip), ip[0] != '[') << ip;
}

TEST(ip_address, special_ones_are_not_public)
{
    for (const char* ip : {"0.0.0.0",
                           "10.20.0.5",
                           "100.64.0.1",
                           "100.127.255.255",
                           "127.0.0.1",
                           "169.254.1.1",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.168.1.1",
                           "224.0.0.1",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "fc00::1",
                           "fdff::1",
                           "fe80::1",
                           "febf::1",
                           "fec0::1",
                           "ff02::1",
                           "::ffff:10.0.0.1",
                           "::ffff:127.0.0.1",
                           "",
                           "host"})
        EXPECT_FALSE(is_public_ip(ip)) << ip;
}

} // namespace
} // namespace recoil
