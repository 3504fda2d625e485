#include "classify/pattern.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recoil::classify {
namespace {

using ::testing::HasSubstr;

std::string condition(std::string_view pattern)
{
    return condition_problem(pattern).value_or("good");
}

std::string capture(std::string_view pattern)
{
    return capture_problem(pattern).value_or("good");
}

TEST(Pattern, GoodConditions)
{
    for (const char* pattern :
         {"banned sending IP", R"(\(S3150\))", R"(AS\d{4,8}\b)", "(?:full|over quota)",
          R"(\[[A-Z0-9]+\.(prod|eurprd)[^]]*\])", "^550", "quota$", "caf\xc3\xa9", "a.*b", R"(\bblocked\b)"})
        EXPECT_EQ(condition(pattern), "good") << pattern;
}

TEST(Pattern, SyntaxErrorsComeInTheEnginesWords)
{
    EXPECT_THAT(condition("(unclosed"), HasSubstr("RE2: missing )"));
    EXPECT_THAT(condition("*"), HasSubstr("RE2: "));
    EXPECT_THAT(condition("a{1001}"), HasSubstr("RE2: "));
    EXPECT_THAT(condition(R"((a)\1)"), HasSubstr("RE2: invalid escape sequence"));
}

TEST(Pattern, LookAroundIsNamed)
{
    for (const char* pattern : {"Blacklisted by (?!recipient)", "a(?=b)", "(?<=a)b", "(?<!a)b"})
        EXPECT_THAT(condition(pattern), HasSubstr("look-around")) << pattern;
    EXPECT_THAT(condition("a(?!b)"), HasSubstr("(?!...)"));
}

TEST(Pattern, LookAroundThatIsOnlyTextIsFine)
{
    EXPECT_EQ(condition(R"(\(\?=ab)"), "good");
}

TEST(Pattern, MatchingTheEmptyTextIsRefused)
{
    for (const char* pattern : {"a*", "(?:x)?", "^", "$", "a|", ".*"})
        EXPECT_THAT(condition(pattern), HasSubstr("empty text")) << pattern;
    EXPECT_THAT(condition(""), HasSubstr("empty"));
}

TEST(Pattern, WhatOnlyOneEngineReadsIsRefused)
{
    EXPECT_THAT(condition("(?U)ab"), HasSubstr("Vectorscan: ")) << "RE2 knows the flag";
    EXPECT_THAT(condition(R"(\p{Greek}x)"), HasSubstr("Vectorscan: ")) << "no octet is a Greek letter";
}

TEST(Pattern, Bounds)
{
    EXPECT_EQ(condition(std::string(pattern_bytes, 'a')), "good");
    EXPECT_THAT(condition(std::string(pattern_bytes + 1, 'a')), HasSubstr("longer than"));
    EXPECT_THAT(condition(std::string_view("a\0b", 3)), HasSubstr("NUL"));
    EXPECT_THAT(capture(std::string_view("(?P<spf>a\0b)", 12)), HasSubstr("NUL"));
}

TEST(Pattern, AGroupInAConditionTakesNothingOut)
{
    EXPECT_THAT(condition("(?P<sending_ip>[0-9.]+) is listed"), HasSubstr("capture"));
    EXPECT_EQ(condition("([0-9.]+) is listed"), "good");
}

TEST(Pattern, GoodCaptures)
{
    for (const char* pattern : {R"(\[(?P<sending_ip>[0-9A-Fa-f.:]+)\])", R"((?P<vendor_code>S\d{4}))",
                                R"(SPF (?P<spf>\w+).*listed at (?P<blocklist>\S+))",
                                R"(after (?P<retry_after_seconds>\d+))", R"((?P<delist_url>https?://\S+))"})
        EXPECT_EQ(capture(pattern), "good") << pattern;
}

TEST(Pattern, CapturesComeFromAClosedSet)
{
    EXPECT_THAT(capture("(?P<recipient>.+@.+)"), HasSubstr("unknown group recipient; known: sending_ip"));
    EXPECT_THAT(capture("(?P<domain>.+)"), HasSubstr("unknown group domain"));
    EXPECT_THAT(capture("([0-9.]+)"), HasSubstr("no named group"));
    EXPECT_THAT(capture("x"), HasSubstr("no named group"));
    EXPECT_THAT(capture("(?P<spf>x*)"), HasSubstr("empty text"));
    EXPECT_THAT(capture("(?P<spf>fail)(?!x)"), HasSubstr("look-around"));
}

TEST(Pattern, ACaptureHasAtMostNineGroups)
{
    EXPECT_EQ(capture("(a)(b)(c)(d)(e)(f)(g)(h)(?P<spf>i)"), "good");
    EXPECT_THAT(capture("(a)(b)(c)(d)(e)(f)(g)(h)(i)(?P<spf>j)"), HasSubstr("more than 9 groups"));
}

} // namespace
} // namespace recoil::classify
