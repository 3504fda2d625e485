#include "pipeline/authentication_results.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace recoil::pipeline {
namespace {

struct result_case {
    std::string_view text;
    std::string_view method;
    std::string_view result;
};

TEST(result_of, is_the_word_behind_its_method)
{
    const auto cases = std::to_array<result_case>({
        {"mx.example.com; spf=fail smtp.mailfrom=example.org; dkim=pass", "spf", "fail"},
        {"mx.example.com; spf=fail smtp.mailfrom=example.org; dkim=pass", "dkim", "pass"},
        {"spf=softfail (sender IP is 192.0.2.1)", "spf", "softfail"},
        {"dkim=pass header.d=example.com;dmarc=fail action=oreject", "dmarc", "fail"},
        {"dmarc=pass action=none;compauth=pass reason=100", "compauth", "pass"},
        {"SPF=TempError", "spf", "temperror"},
        {"mx.example.com;\tspf=none", "spf", "none"},
        {"mx.example.com; dkim=none (message not signed)", "dkim", "none"},
        {"mx.example.com; spf = fail", "spf", "fail"},
        {"550 5.7.515 Access denied. Spf= Fail , Dkim= Pass , DMARC= Fail", "spf", "fail"},
        {"550 5.7.515 Access denied. Spf= Fail , Dkim= Pass , DMARC= Fail", "dkim", "pass"},
        {"550 5.7.515 Access denied. Spf= Fail ,Dkim= Pass ,DMARC= Fail", "dmarc", "fail"},
        {"550-5.7.26 Authentication results: DKIM = did not pass", "dkim", "fail"},
        {"550-5.7.26 SPF [example.com] with ip: [192.0.2.11] = did not pass", "spf", "fail"},
        {"550-5.7.26 SPF [example.com] with ip: [192.0.2.11 = pass", "spf", ""},
        {"spf.example.com; smtp.spf=pass; spf=fail", "spf", "fail"},
        {"spf first, spf=fail", "spf", "fail"},
    });
    for (const result_case& c : cases)
        EXPECT_EQ(result_of(c.text, c.method), c.result) << c.text << " " << c.method;
}

TEST(result_of, what_is_no_result_is_none)
{
    for (const std::string_view text :
         {"", "mx.example.com; none", "mx.example.com; spf", "mx.example.com; spf=", "mx.example.com; spf=maybe",
          "mx.example.com; xspf=fail", "mx.example.com; reason=\"arc-spf=fail\"", "mx.example.com; spfx=fail",
          "mx.example.com; spf=failed", "mx.example.com; spf =  ", "550 SPF check did not pass"})
        EXPECT_EQ(result_of(text, "spf"), "") << text;
}

TEST(result_of_received_spf, is_the_word_at_the_begin)
{
    EXPECT_EQ(result_of_received_spf("Fail (mx.example.com: not permitted) client-ip=192.0.2.1"), "fail");
    EXPECT_EQ(result_of_received_spf(" PermError (x)"), "permerror");
    EXPECT_EQ(result_of_received_spf("none"), "none");
    EXPECT_EQ(result_of_received_spf("Unclear"), "");
    EXPECT_EQ(result_of_received_spf(""), "");
}

TEST(authserv_of, is_the_host_that_wrote_it)
{
    EXPECT_EQ(authserv_of("mx.example.com; spf=fail"), "mx.example.com");
    EXPECT_EQ(authserv_of(" mx.example.com 1; spf=fail"), "mx.example.com");
    EXPECT_EQ(authserv_of("mx.example.com (filter 3); none"), "mx.example.com");
    EXPECT_EQ(authserv_of("i=2; mx.example.com; arc=none"), "mx.example.com");
    EXPECT_EQ(authserv_of("i=1;mx.example.com 1;spf=pass"), "mx.example.com");
    EXPECT_EQ(authserv_of("spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=example.com"), "") << "Microsoft's";
    EXPECT_EQ(authserv_of("i=1"), "");
    EXPECT_EQ(authserv_of("i=1;"), "");
    EXPECT_EQ(authserv_of(""), "");
}

TEST(receiver_of, is_named_or_stands_in_the_comment)
{
    EXPECT_EQ(receiver_of("Pass (mx.example.com: domain of a@example.org designates) client-ip=192.0.2.1"),
              "mx.example.com");
    EXPECT_EQ(receiver_of("Pass (protection.outlook.com: ok) receiver=mx1.example.com; client-ip=192.0.2.1"),
              "mx1.example.com");
    EXPECT_EQ(receiver_of("None (no SPF record: at all) identity=mailfrom; receiver=\"mx2.example.com\""),
              "mx2.example.com");
    EXPECT_EQ(receiver_of("None (no SPF record: at all)"), "");
    EXPECT_EQ(receiver_of("Pass"), "");
    EXPECT_EQ(receiver_of("Pass (mx.example.com"), "");
    EXPECT_EQ(receiver_of(""), "");
}

struct address_case {
    std::string_view text;
    std::string_view ip;
};

TEST(client_ip_of, knows_the_usual_ways_to_name_it)
{
    const auto cases = std::to_array<address_case>({
        {"spf=fail (sender IP is 192.0.2.1) smtp.mailfrom=example.org; dkim=none", "192.0.2.1"},
        {"spf=fail (sender IP is 2001:DB8:0::1)", "2001:db8::1"},
        {"Fail (mx.example.com: no) client-ip=192.0.2.1; helo=out1.example.org;", "192.0.2.1"},
        {"Fail (mx.example.com: no) client-ip=\"2001:db8::1\"; helo=x", "2001:db8::1"},
        {"mx.example.com; iprev=pass policy.iprev=192.0.2.1 (out1.example.org)", "192.0.2.1"},
        {"mx.example.com; auth=pass smtp.remote-ip=[IPv6:2001:db8::1]", "2001:db8::1"},
        {"CIP:192.0.2.1;CTRY:DE;LANG:en;SCL:1;SRV:;IPV:NLI;SFV:NSPM;H:out1.example.org;PTR:InfoNoRecords", "192.0.2.1"},
        {"SFV:NSPM;CIP:192.0.2.1;CTRY:", "192.0.2.1"},
        {"550-5.7.26 SPF [example.com] with ip: [2001:db8::1] = did not pass", "2001:db8::1"},
    });
    for (const address_case& c : cases)
        EXPECT_EQ(client_ip_of(c.text), c.ip) << c.text;
}

TEST(client_ip_of, says_nothing_where_none_of_the_internet_is_named)
{
    for (const std::string_view text :
         {"", "spf=pass", "client-ip=", "client-ip=10.0.0.1;", "CIP:255.255.255.255;CTRY:", "CIP:127.0.0.1",
          "(sender IP is )", "(sender IP is unknown)", "xclient-ip=192.0.2.1", "ACIP:192.0.2.1",
          "client-ip=192.0.2.1.5"})
        EXPECT_EQ(client_ip_of(text), "") << text;
}

} // namespace
} // namespace recoil::pipeline
