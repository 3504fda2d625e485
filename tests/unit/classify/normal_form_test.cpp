#include "classify/normal_form.hpp"

#include "util/ascii.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::classify {
namespace {

TEST(NormalForm, FoldsCaseAndCollapsesWhiteSpace)
{
    EXPECT_EQ(normal_form("  550  User\tUnknown \r\n"), "550 user unknown");
    EXPECT_EQ(normal_form(""), "");
    EXPECT_EQ(normal_form(" \t "), "");
}

TEST(NormalForm, Addresses)
{
    EXPECT_EQ(normal_form("550 5.1.1 <Jane.Doe+tag@Example.com>: Recipient address rejected"),
              "550 5.1.1 <ADDRESS>: recipient address rejected");
    EXPECT_EQ(normal_form("no user jane@example.com."), "no user ADDRESS.");
    EXPECT_EQ(normal_form("from=<bounces+12=x=y.example@example.org>"), "from=<ADDRESS>");
    EXPECT_EQ(normal_form("what @ is"), "what @ is");
    EXPECT_EQ(normal_form("@example or user@"), "@example or user@");
}

TEST(NormalForm, IpAddresses)
{
    EXPECT_EQ(normal_form("Client host [192.0.2.1] blocked"), "client host [IP] blocked");
    EXPECT_EQ(normal_form("[IPv6:2001:db8::25] and 2001:DB8::1."), "[IP] and IP.");
    EXPECT_EQ(normal_form("ip=198.51.100.7:"), "ip=IP:");
    EXPECT_EQ(normal_form("connect to mx1.example.com[192.0.2.25]:25: Connection refused"),
              "connect to HOST[IP]:25: connection refused");
}

TEST(NormalForm, HostsButNotVendorsWords)
{
    EXPECT_EQ(normal_form("name=Mail-1.Example.NET type=MX"), "name=HOST type=mx");
    EXPECT_EQ(normal_form("550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient"),
              "550 5.1.10 resolver.adr.recipientnotfound; recipient");
    EXPECT_EQ(normal_form("end.Start"), "HOST") << "nothing tells a missing blank from a host";
}

TEST(NormalForm, DatesAndTimes)
{
    const std::string form = "at TIME today";
    for (const char* const text :
         {"at 2026-05-14T08:11:37.214Z today", "at 2026-05-14 08:11 today", "at 14/05/2026 today", "at 08:11:37 today",
          "at 14 May 2026 08:11:37 today", "at 1 Dec 2026 today", "at May 14 2026 today", "at May 14 08:11:37 today"})
        EXPECT_EQ(normal_form(text), form) << text;
    EXPECT_EQ(normal_form("you may 14 times, and may not"), "you TIME times, and may not");
    EXPECT_EQ(normal_form("may"), "may");
    EXPECT_EQ(normal_form("14 "), "14");
}

TEST(NormalForm, Ids)
{
    EXPECT_EQ(normal_form("[AB1EUR03FT011.prod.example.com 2026-05-14T08:11:37.214Z 08DC0123456789AB]"),
              "[HOST TIME ID]");
    EXPECT_EQ(normal_form("queued as 4XyZ3bQ3x1Kz9z"), "queued as ID");
    EXPECT_EQ(normal_form("j18-20020a508a92000000b00534235955d5si930283edj.153 - gsmtp"), "ID - gsmtp");
    EXPECT_EQ(normal_form("ref 0x1F2E3D4C"), "ref ID");
    EXPECT_EQ(normal_form("token aGVsbG8gd29ybGQgaGVsbG8gMQ=="), "token ID==");
    EXPECT_EQ(normal_form("deadbeef is a word, deadbee5 is none"), "deadbeef is a word, ID is none");
}

TEST(NormalForm, Numbers)
{
    EXPECT_EQ(normal_form("size 52428800 of 10061 (AS(16012607))"), "size NUMBER of 10061 (as(NUMBER))");
}

TEST(NormalForm, UrlsLoseTheirQuery)
{
    EXPECT_EQ(normal_form("see https://Postmaster.Example.com/Error?ip=192.0.2.1&x=1 now"),
              "see https://postmaster.example.com/error?... now");
    EXPECT_EQ(normal_form("see http://example.com/a."), "see http://example.com/a.");
}

TEST(NormalForm, KeepsWhatTellsCausesApart)
{
    for (const std::string text : {"550 5.7.1 blocked (s3150)", "421 4.7.0 [tss04] deferred", "554 5.7.606 rp-001",
                                   "450-4.2.1 twice", "552 caf\xc3\xa9 full", "550 5.1.1 -- .. // ?? :: @@"})
        EXPECT_EQ(normal_form(text), text);
}

TEST(NormalForm, VariantsOfOneReplyAreOne)
{
    EXPECT_EQ(normal_form("451 4.7.500 Server busy from [192.0.2.1]. [VI1EUR04FT019.prod.example.com "
                          "2026-11-02T10:00:00.001Z 08DE000000000001]"),
              normal_form("451 4.7.500 Server busy from [203.0.113.99]. [DB8EUR05FT064.prod.example.com "
                          "2025-01-31T23:59:59.999Z 08DCFFFFFFFFFFFF]"));
}

TEST(NormalForm, IsItsOwnForm) // whoever groups forms again finds the same groups
{
    for (const char* const text : {"550 <a@b.example> at 08:11:37 by mx.example.com[192.0.2.1] as 4XyZ3bQ3x1Kz9z",
                                   "see https://example.com/?a=b and 12345678"}) {
        const std::string lower = ascii::to_lower(normal_form(text));
        EXPECT_EQ(normal_form(lower), lower);
    }
}

TEST(NormalForm, IsBounded)
{
    std::string words;
    for (int i = 0; i < 20'000; ++i)
        words += "123456 ";
    EXPECT_EQ(normal_form(words).size(), normal_form_bytes);
    EXPECT_EQ(normal_form(std::string(65'536, ' ')), "");
    EXPECT_LE(normal_form(std::string(65'536, '@')).size(), normal_form_bytes);
    const std::string umlauts = "x" + std::string(5'000, '\xc3');
    EXPECT_LE(normal_form(umlauts).size(), normal_form_bytes) << "ill-formed text does no harm";
}

} // namespace
} // namespace recoil::classify
