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

} // namespace
} // namespace recoil
