#include "classify/rule_values.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::classify {
namespace {

TEST(RuleValues, StatusCode)
{
    const auto one = parse_status_range("5.1.10");
    ASSERT_TRUE(one);
    EXPECT_EQ(one->first, (dsn::status_code{5, 1, 10}));
    EXPECT_TRUE(one->exact());
    EXPECT_TRUE(parse_status_range("4.0.0"));
}

TEST(RuleValues, StatusRange)
{
    const auto range = parse_status_range("5.7.606-649");
    ASSERT_TRUE(range);
    EXPECT_EQ(range->first, (dsn::status_code{5, 7, 606}));
    EXPECT_EQ(range->last_detail, 649);
    EXPECT_TRUE(parse_status_range("4.7.850-999"));
}

TEST(RuleValues, BadStatus)
{
    for (const char* text :
         {"", "5", "5.7", "5.7.606-", "5.7.606-5.7.649", "5.7.649-606", "5.7.606-606", "5.7.606-1000", "2.1.5", "3.1.1",
          "5.7.x", "5.7.606 - 649", " 5.1.1", "5.1.1 ", "5.7.606-649-650", "550"})
        EXPECT_FALSE(parse_status_range(text)) << text;
}

TEST(RuleValues, ReplyCodes)
{
    const auto one = parse_code_range("550");
    ASSERT_TRUE(one);
    EXPECT_EQ(one->first, 550);
    EXPECT_EQ(one->last, 550);
    const auto range = parse_code_range("500-599");
    ASSERT_TRUE(range);
    EXPECT_EQ(range->first, 500);
    EXPECT_EQ(range->last, 599);
    EXPECT_TRUE(parse_code_range("400"));
}

TEST(RuleValues, BadReplyCodes)
{
    for (const char* text :
         {"", "250", "399", "600", "550-", "-550", "559-550", "5xx", "550-600", "550 ", "99999999999"})
        EXPECT_FALSE(parse_code_range(text)) << text;
}

TEST(RuleValues, Identifiers)
{
    for (const char* text : {"a", "m365-banned-ip", "5-7-1", "x2"})
        EXPECT_TRUE(is_identifier(text)) << text;
    for (const char* text : {"", "-a", "A", "a_b", "a b", "a.b", "\xc3\xa4"})
        EXPECT_FALSE(is_identifier(text)) << text;
    EXPECT_TRUE(is_identifier(std::string(64, 'a')));
    EXPECT_FALSE(is_identifier(std::string(65, 'a')));
}

TEST(RuleValues, ProviderNames)
{
    for (const char* text : {"microsoft365", "yahoo_japan", "x"})
        EXPECT_TRUE(is_provider_name(text)) << text;
    for (const char* text : {"", "other", "none", "local", "overflow", "Gmail", "a-b", "a b"})
        EXPECT_FALSE(is_provider_name(text)) << text;
    EXPECT_FALSE(is_provider_name(std::string(33, 'a')));
}

TEST(RuleValues, Links)
{
    for (const char* text : {"https://example.com", "http://example.com/a?b=c#d"})
        EXPECT_TRUE(is_link(text)) << text;
    for (const char* text : {"", "https://", "example.com", "ftp://example.com", "javascript:alert(1)",
                             "https:// x.example", "https://example.com/a b", "https://example.com/\n"})
        EXPECT_FALSE(is_link(text)) << text;
}

} // namespace
} // namespace recoil::classify
