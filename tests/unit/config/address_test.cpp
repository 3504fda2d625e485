#include "config/address.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::config {
namespace {

TEST(address, ip_version_4)
{
    EXPECT_EQ(parse_address("127.0.0.1:2424"), (address{false, "127.0.0.1", 2424}));
    EXPECT_EQ(parse_address("0.0.0.0:65535"), (address{false, "0.0.0.0", 65535}));
    EXPECT_EQ(parse_address("127.0.0.1:0"), (address{false, "127.0.0.1", 0}));
}

TEST(address, ip_version_6_stands_in_brackets_and_is_canonical)
{
    EXPECT_EQ(parse_address("[::1]:2525"), (address{false, "::1", 2525}));
    EXPECT_EQ(parse_address("[0:0:0:0:0:0:0:1]:2525"), parse_address("[::1]:2525"));
    EXPECT_EQ(parse_address("[2001:DB8::A]:25"), (address{false, "2001:db8::a", 25}));
    EXPECT_EQ(parse_address("[::ffff:192.0.2.1]:25"), (address{false, "::ffff:192.0.2.1", 25}));
}

TEST(address, unix_socket)
{
    EXPECT_EQ(parse_address("unix:/run/recoil/lmtp.sock"), (address{true, "/run/recoil/lmtp.sock", 0}));
    const std::string longest = "/" + std::string(106, 'x');
    EXPECT_TRUE(parse_address("unix:" + longest));
    EXPECT_FALSE(parse_address("unix:" + longest + "x")) << "sun_path has room for 107 octets and a NUL";
    EXPECT_FALSE(parse_address(std::string("unix:/a\0b", 9)));
}

TEST(address, everything_else_is_none)
{
    for (const char* text : {
             "",
             ":",
             ":25",
             "25",
             "127.0.0.1",
             "127.0.0.1:",
             "127.0.0.1:65536",
             "127.0.0.1:025",
             "127.0.0.1:-1",
             "127.0.0.1:25 ",
             " 127.0.0.1:25",
             "127.1:25",
             "127.0.0.01:25",
             "127.0.0.256:25",
             "localhost:25",
             "*:25",
             "[127.0.0.1]:25",
             "::1:25",
             "[::1]",
             "[::1]25",
             "[::1:25",
             "[]:25",
             "[fe80::1%lo]:25",
             "unix:",
             "unix:recoil.sock",
             "unix:@abstract",
             "UNIX:/run/a",
             "tcp://127.0.0.1:25",
         })
        EXPECT_FALSE(parse_address(text)) << text;
}

bool meets(std::string_view to, std::string_view at)
{
    return reaches(parse_address(to).value(), parse_address(at).value());
}

TEST(address, a_connection_meets_who_listens_there)
{
    EXPECT_TRUE(meets("127.0.0.1:25", "127.0.0.1:25"));
    EXPECT_TRUE(meets("[0:0::1]:25", "[::1]:25"));
    EXPECT_TRUE(meets("unix:/run/a", "unix:/run/a"));
    EXPECT_FALSE(meets("127.0.0.1:25", "127.0.0.1:26"));
    EXPECT_FALSE(meets("127.0.0.1:25", "127.0.0.2:25"));
    EXPECT_FALSE(meets("unix:/run/a", "unix:/run/b"));
    EXPECT_FALSE(meets("127.0.0.1:25", "unix:/run/a"));
}

TEST(address, all_addresses_are_met_at_the_loopback_ones)
{
    for (const char* at : {"0.0.0.0:25", "[::]:25"}) {
        for (const char* to : {"127.0.0.1:25", "[::1]:25", "0.0.0.0:25", "[::]:25"})
            EXPECT_TRUE(meets(to, at)) << to << " " << at;
        EXPECT_FALSE(meets("127.0.0.1:26", at));
        EXPECT_FALSE(meets("192.0.2.3:25", at)) << "whose address that is cannot be known";
    }
    EXPECT_FALSE(meets("127.0.0.1:25", "192.0.2.3:25"));
}

} // namespace
} // namespace recoil::config
