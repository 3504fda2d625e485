#include "classify/capture.hpp"

#include <gtest/gtest.h>

namespace recoil::classify {
namespace {

captures take(const std::vector<std::string>& patterns, std::string_view text)
{
    captures values;
    capture_set(patterns).apply(text, values);
    return values;
}

std::string sending_ip(std::string_view text)
{
    return take({R"(IP (?P<sending_ip>\S+))"}, text).sending_ip;
}

TEST(Capture, SendingIp)
{
    EXPECT_EQ(sending_ip("banned sending IP 192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(sending_ip("banned sending IP [192.0.2.1]"), "192.0.2.1");
    EXPECT_EQ(sending_ip("banned sending IP [192.0.2.1]. More"), "192.0.2.1");
    EXPECT_EQ(sending_ip("banned sending IP (192.0.2.1)"), "") << "parentheses are the pattern's work";
    EXPECT_EQ(sending_ip("banned sending ip 2001:db8::1"), "2001:db8::1");
    EXPECT_EQ(sending_ip("banned sending IP [IPv6:2001:db8::1]"), "2001:db8::1");
}

TEST(Capture, WhatIsNoAddressIsDropped)
{
    for (const char* text : {"IP 192.0.2", "IP 192.0.2.256", "IP 192.0.2.1.5", "IP 1921680001", "IP example.com",
                             "IP []", "IP 2001:db8:::1", "IP 0x7f.1.1.1", "IP 192.0.2.1%eth0"})
        EXPECT_EQ(sending_ip(text), "") << text;
}

TEST(Capture, TheFirstGoodValueWins)
{
    const std::vector<std::string> patterns{R"(for (?P<sending_ip>\S+))", R"(from (?P<sending_ip>\S+))"};
    EXPECT_EQ(take(patterns, "from 192.0.2.2 for 192.0.2.1").sending_ip, "192.0.2.1");
    EXPECT_EQ(take(patterns, "from 192.0.2.2 for nobody").sending_ip, "192.0.2.2");
}

TEST(Capture, KeepsWhatIsAlreadyThere)
{
    captures values;
    values.blocklist = "zen.spamhaus.example";
    values.retry_after_seconds = 1;
    capture_set(std::vector<std::string>{R"(by (?P<blocklist>\S+) for (?P<retry_after_seconds>\d+))"})
        .apply("by other.example for 60", values);
    EXPECT_EQ(values.blocklist, "zen.spamhaus.example");
    EXPECT_EQ(values.retry_after_seconds, 1u);
}

TEST(Capture, SeveralGroupsOfOnePattern)
{
    const captures values =
        take({R"(code (?P<vendor_code>\w+) listed by (?P<blocklist>[\w.]+))"}, "CODE AS1234 listed BY bl.example.org.");
    EXPECT_EQ(values.vendor_code, "AS1234");
    EXPECT_EQ(values.blocklist, "bl.example.org") << "without the sentence's full stop";
}

TEST(Capture, TheFullStopBehindAnAddressIsNotPartOfIt)
{
    const std::vector<std::string> patterns{R"(banned IP (?P<sending_ip>[0-9a-f.:]+))"};
    EXPECT_EQ(take(patterns, "banned IP 192.0.2.1. Ask for removal").sending_ip, "192.0.2.1");
    EXPECT_EQ(take(patterns, "banned IP 2001:db8::").sending_ip, "2001:db8::");
}

TEST(Capture, AVendorCodeLosesItsBrackets)
{
    const std::vector<std::string> patterns{R"((?P<vendor_code>AS\(?\d+\)?))"};
    EXPECT_EQ(take(patterns, "Access denied. AS(16012609)").vendor_code, "AS16012609");
    EXPECT_EQ(take(patterns, "Access denied. AS16012609").vendor_code, "AS16012609");
}

TEST(Capture, AnAlternativeThatDidNotMatchCapturesNothing)
{
    const std::vector<std::string> patterns{R"((?:code (?P<vendor_code>\w+)|list (?P<blocklist>\w+)))"};
    EXPECT_EQ(take(patterns, "code A1").vendor_code, "A1");
    EXPECT_EQ(take(patterns, "code A1").blocklist, "");
    EXPECT_EQ(take(patterns, "list bl").vendor_code, "");
}

TEST(Capture, DelistUrl)
{
    const std::vector<std::string> patterns{R"(see (?P<delist_url>.*))"};
    EXPECT_EQ(take(patterns, "see https://bl.example.org/?ip=192.0.2.1").delist_url,
              "https://bl.example.org/?ip=192.0.2.1");
    EXPECT_EQ(take(patterns, "see javascript:alert(1)").delist_url, "");
    EXPECT_EQ(take(patterns, "see bl.example.org").delist_url, "");
    EXPECT_EQ(take(patterns, "see https://bl.example.org/ and call").delist_url, "");
    EXPECT_EQ(take(patterns, "see https://bl.example.org/\x1b[31m").delist_url, "");
}

TEST(Capture, RetryAfter)
{
    const std::vector<std::string> patterns{R"(after (?P<retry_after_seconds>\d+))"};
    EXPECT_EQ(take(patterns, "after 300 s").retry_after_seconds, 300u);
    EXPECT_EQ(take(patterns, "after 0").retry_after_seconds, 0u);
    EXPECT_EQ(take(patterns, "after 999999999999").retry_after_seconds, longest_retry_seconds);
    EXPECT_EQ(take(patterns, "after 99999999999999999999999").retry_after_seconds, std::nullopt);
    EXPECT_EQ(take({R"(after (?P<retry_after_seconds>\S+))"}, "after ten").retry_after_seconds, std::nullopt);
}

TEST(Capture, SpfResultsAreAClosedSet)
{
    const std::vector<std::string> patterns{R"(SPF=(?P<spf>\w+))"};
    EXPECT_EQ(take(patterns, "spf=PermError").spf, "permerror");
    EXPECT_EQ(take(patterns, "SPF=Fail").spf, "fail");
    EXPECT_EQ(take(patterns, "SPF=whatever").spf, "");
}

TEST(Capture, TheResultOfSpfInWords)
{
    EXPECT_EQ(spf_result_in("SPF validation failed: not permitted"), "fail");
    EXPECT_EQ(spf_result_in("SPF did not pass"), "fail");
    EXPECT_EQ(spf_result_in("spf check failed with a permanent error"), "permerror") << "what is surer";
    EXPECT_EQ(spf_result_in("SPF (SoftFail)"), "softfail");
    EXPECT_EQ(spf_result_in("Temporary error in SPF"), "temperror");
    EXPECT_EQ(spf_result_in("your SPF record is odd"), "");
    EXPECT_EQ(spf_result_in(""), "");
}

TEST(Capture, LongValuesAreDropped)
{
    const std::vector<std::string> patterns{R"(code (?P<vendor_code>\S+))"};
    EXPECT_EQ(take(patterns, "code " + std::string(256, 'a')).vendor_code.size(), 256u);
    EXPECT_EQ(take(patterns, "code " + std::string(257, 'a')).vendor_code, "");
}

TEST(Capture, OddTexts)
{
    const std::vector<std::string> patterns{R"(code (?P<vendor_code>\S+))"};
    EXPECT_EQ(take(patterns, "").vendor_code, "");
    EXPECT_EQ(take(patterns, std::string_view()).vendor_code, "");
    EXPECT_EQ(take(patterns, "\xff\xfe code X1").vendor_code, "X1");
    EXPECT_TRUE(capture_set(std::vector<std::string>{}).empty());
}

TEST(Capture, GroupNames)
{
    EXPECT_TRUE(is_capture_group("sending_ip"));
    EXPECT_TRUE(is_capture_group("spf"));
    EXPECT_FALSE(is_capture_group("recipient"));
    EXPECT_EQ(capture_group_names(), "sending_ip, blocklist, delist_url, vendor_code, retry_after_seconds, spf");
}

} // namespace
} // namespace recoil::classify
