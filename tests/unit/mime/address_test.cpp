#include "mime/address.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::mime {
namespace {

TEST(Address, TakesTheFirstAddress)
{
    EXPECT_EQ(first_address("a@example.com"), "a@example.com");
    EXPECT_EQ(first_address("a@example.com, b@example.com"), "a@example.com");
    EXPECT_EQ(first_address("<a@example.com>"), "a@example.com");
    EXPECT_EQ(first_address("Jo Doe <a@example.com>, b@example.com"), "a@example.com");
    EXPECT_EQ(first_address("a@example.com (Jo Doe)"), "a@example.com");
    EXPECT_EQ(first_address("(Jo (the) \\) Doe) a@example.com"), "a@example.com");
}

TEST(Address, IsNotMisledByQuotesAndComments)
{
    EXPECT_EQ(first_address("\"Doe, <x@example.org>\" <a@example.com>"), "a@example.com");
    EXPECT_EQ(first_address("Jo (<x@example.org>) <a@example.com>"), "a@example.com");
    EXPECT_EQ(first_address("\"Jo \\\" <x@example.org>\" <a@example.com>"), "a@example.com");
    EXPECT_EQ(first_address("x@example.org <a@example.com>"), "a@example.com");
}

TEST(Address, KeepsQuotedLocalPartsAndLiterals)
{
    EXPECT_EQ(first_address("<\"a b,>\"@example.com>"), "\"a b,>\"@example.com");
    EXPECT_EQ(first_address("\"a b\"@example.com"), "\"a b\"@example.com");
    EXPECT_EQ(first_address("<a@[IPv6:2001:db8::1]>"), "a@[IPv6:2001:db8::1]");
    EXPECT_EQ(first_address("[List] Owner <a@example.com>"), "a@example.com");
}

TEST(Address, DropsRoutesAndBlanks)
{
    EXPECT_EQ(first_address("<@relay.example,@other.example:a@example.com>"), "a@example.com");
    EXPECT_EQ(first_address("< a @ example.com >"), "a@example.com");
}

TEST(Address, SkipsWhatIsNoAddress)
{
    EXPECT_EQ(first_address(""), "");
    EXPECT_EQ(first_address("<>"), "");
    EXPECT_EQ(first_address("Jo Doe"), "");
    EXPECT_EQ(first_address("undisclosed-recipients:;"), "");
    EXPECT_EQ(first_address("Doe, Jo <a@example.com>"), "a@example.com");
    EXPECT_EQ(first_address("friends: a@example.com, b@example.com;"), "a@example.com");
    EXPECT_EQ(first_address(", ,a@example.com"), "a@example.com");
}

TEST(Address, TakesALoneName)
{
    EXPECT_EQ(first_address("MAILER-DAEMON"), "MAILER-DAEMON");
    EXPECT_EQ(first_address("MAILER-DAEMON (Mail Delivery System)"), "MAILER-DAEMON");
    EXPECT_EQ(first_address("postmaster, a@example.com"), "a@example.com");
}

TEST(Address, ForgivesWhatIsNotClosed)
{
    EXPECT_EQ(first_address("<a@example.com"), "a@example.com");
    EXPECT_EQ(first_address("\"Jo <a@example.com>"), "a@example.com");
    EXPECT_EQ(first_address("a@example.com (never closed, b@example.com"), "a@example.com");
    EXPECT_EQ(first_address("a@[192.0.2.1"), "a@[192.0.2.1");
}

TEST(Address, IsBounded)
{
    const std::string longest = std::string(500, 'a') + "@example.com";
    ASSERT_EQ(longest.size(), 512u);
    EXPECT_EQ(first_address(longest), longest);
    EXPECT_EQ(first_address("a" + longest), "");
    EXPECT_EQ(first_address("<a" + longest + ">"), "");
    for (const std::string unit : {"\"", "\"\\", "[", "@[", "(", "<", ",", "a ", "<@a:", "\\"}) {
        std::string flood;
        while (flood.size() < 200'000)
            flood += unit;
        EXPECT_LE(first_address(flood).size(), 512u);
    }
}

TEST(Address, GivesTheDomainInLowerCase)
{
    EXPECT_EQ(domain_of("Jo@Example.COM"), "example.com");
    EXPECT_EQ(domain_of("\"a@b\"@example.com"), "example.com");
    EXPECT_EQ(domain_of("MAILER-DAEMON"), "");
    EXPECT_EQ(domain_of(""), "");
    EXPECT_EQ(domain_of("jo@"), "");
    EXPECT_EQ(domain_of("jo@B\u00dcCHER.example"), "b\u00dccher.example");
    EXPECT_EQ(domain_of("jo@xn--bcher-KVA.example"), "xn--bcher-kva.example");
    EXPECT_EQ(domain_of("jo@[192.0.2.1]"), "[192.0.2.1]");
}

} // namespace
} // namespace recoil::mime
