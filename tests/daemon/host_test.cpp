#include "daemon/host.hpp"

#include <gtest/gtest.h>

namespace recoil {
namespace {

constexpr const char* debian = "127.0.0.1\tlocalhost\n"
                               "127.0.1.1\tout1.example.com\tout1\n"
                               "# 192.0.2.9 out1.example.org out1\n"
                               "::1     localhost ip6-localhost ip6-loopback\n";

TEST(full_name, is_the_one_with_a_dot_beside_the_short_one)
{
    EXPECT_EQ(full_name("out1", debian), "out1.example.com");
    EXPECT_EQ(full_name("OUT1", debian), "out1.example.com");
    EXPECT_EQ(full_name("out1", "192.0.2.1 out1 out1.example.com"), "out1.example.com") << "in either order";
    EXPECT_EQ(full_name("out1", "192.0.2.1 out1\n192.0.2.2 out1.example.com out1 # me\n"), "out1.example.com");
}

TEST(full_name, is_the_short_one_where_the_file_does_not_say)
{
    EXPECT_EQ(full_name("out2", debian), "out2");
    EXPECT_EQ(full_name("localhost", debian), "localhost");
    EXPECT_EQ(full_name("out1", ""), "out1");
    EXPECT_EQ(full_name("out1", "192.0.2.1 out1"), "out1");
    EXPECT_EQ(full_name("out1", "out1 out1x.example.com"), "out1") << "the first word is the address";
    EXPECT_EQ(full_name("out1", "192.0.2.1 out1.example.com"), "out1") << "perhaps another host";
    EXPECT_EQ(full_name("out1", "\n\n\t\n#"), "out1");
}

TEST(host_name, is_never_empty)
{
    EXPECT_FALSE(host_name().empty());
    EXPECT_EQ(host_name(), host_name());
}

} // namespace
} // namespace recoil
