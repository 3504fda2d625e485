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

} // namespace
} // namespace recoil::config
