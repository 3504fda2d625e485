#include "pipeline/own_hosts.hpp"

#include <gtest/gtest.h>

namespace recoil::pipeline {
namespace {

context with(std::vector<std::string> own_mtas, std::vector<std::string> sending_domains)
{
    context made;
    made.own_mtas = std::move(own_mtas);
    made.sending_domains = std::move(sending_domains);
    return made;
}

TEST(own_hosts, are_our_mtas_and_what_is_in_our_domains)
{
    const context made = with({"mail.example.org"}, {"example.com"});
    const own_hosts own(made, "");
    for (const char* host : {"mail.example.org", "MAIL.example.org.", "example.com", "out1.example.com",
                             "a.b.Example.COM", "out1.example.com."})
        EXPECT_TRUE(own.contains(host)) << host;
    for (const char* host : {"", ".", "example.org", "x.mail.example.org", "notexample.com", "example.com.evil.example",
                             "mx.example.net", "com"})
        EXPECT_FALSE(own.contains(host)) << host;
}

TEST(own_hosts, the_senders_domain_counts_only_where_none_is_configured)
{
    const context unknown = with({"mail.example.org"}, {});
    EXPECT_TRUE(own_hosts(unknown, "example.com").contains("out1.example.com"));
    EXPECT_FALSE(own_hosts(unknown, "").contains("out1.example.com"));
    const context known = with({}, {"example.net"});
    EXPECT_FALSE(own_hosts(known, "example.com").contains("out1.example.com")) << "anybody may be a sender";
    EXPECT_TRUE(own_hosts(known, "example.com").contains("out1.example.net"));
}

TEST(own_hosts, a_domain_ends_at_a_dot)
{
    EXPECT_TRUE(is_in_domain("example.com", "EXAMPLE.com"));
    EXPECT_TRUE(is_in_domain("a.example.com", "example.com"));
    EXPECT_FALSE(is_in_domain("aexample.com", "example.com"));
    EXPECT_FALSE(is_in_domain("com", "example.com"));
    EXPECT_FALSE(is_in_domain("example.com", ""));
    EXPECT_FALSE(is_in_domain("", ""));
}

} // namespace
} // namespace recoil::pipeline
