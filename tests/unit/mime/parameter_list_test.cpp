#include "mime/parameter_list.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::mime {
namespace {

parameter_list list(std::string_view text)
{
    parameter_scanner scanner(text);
    return read_parameters(scanner);
}

// The value of the first parameter.
std::string value(std::string_view text)
{
    const parameter_list found = list(text);
    return found.empty() ? "(none)" : found.front().second;
}

TEST(ParameterList, ReadsTokensAndQuotedStrings)
{
    EXPECT_EQ(list("; A=1; b=\"2 ;3\""), (parameter_list{{"a", "1"}, {"b", "2 ;3"}}));
    EXPECT_EQ(value(R"(;a="x\"y\\z")"), R"(x"y\z)");
    EXPECT_EQ(value(";a=\"\""), "");
    EXPECT_EQ(value(";a="), "");
    EXPECT_EQ(value(";a=\"never closed; b=2"), "never closed; b=2");
    EXPECT_EQ(value(";a=\"x\\"), "x\\");
}

TEST(ParameterList, ToleratesWhatMailersWrite)
{
    EXPECT_EQ(value(";boundary=abc=_def"), "abc=_def");
    EXPECT_EQ(value(";boundary=----=_Part(1)/2:3?4"), "----=_Part(1)/2:3?4");
    EXPECT_EQ(value("; boundary = \"b\""), "b");
    EXPECT_EQ(value(";;; ; boundary=b;"), "b");
    EXPECT_EQ(list(";a=\"1\" b=2"), (parameter_list{{"a", "1"}, {"b", "2"}}));
    EXPECT_EQ(list("; alone; =x; a=1"), (parameter_list{{"a", "1"}}));
    EXPECT_EQ(value(";a=x(stays) (goes)"), "x(stays)");
    EXPECT_EQ(list(";(a=0) a=1 (unclosed ; b=2"), (parameter_list{{"a", "1"}}));
    EXPECT_EQ(list("/(\"x"), parameter_list{});
}

TEST(ParameterList, TakesTheFirstOfAName)
{
    EXPECT_EQ(list(";a=1;A=2;b=3"), (parameter_list{{"a", "1"}, {"b", "3"}}));
}

TEST(ParameterList, JoinsContinuationsInTheirOrder)
{
    EXPECT_EQ(value(";a*0=x;a*1=y;a*2=z"), "xyz");
    EXPECT_EQ(value(";a*2=z;a*0=x;a*1=\"y;\""), "xy;z");
    EXPECT_EQ(value(";a*0=x;a*2=z"), "x");
    EXPECT_EQ(value(";a*1=y"), "");
    EXPECT_EQ(value(";a*0=x;a*0=no;a*1=y"), "xy");
}

TEST(ParameterList, NeverMixesAWholeValueWithPieces)
{
    EXPECT_EQ(value(";a=whole;a*0=x;a*1=y"), "whole");
    EXPECT_EQ(value(";a*0=x;a=whole;a*1=y"), "xy");
}

TEST(ParameterList, DecodesPercentEscapesAndCharsets)
{
    EXPECT_EQ(value(";a*=utf-8'en'%E2%82%AC%20rates"), "\u20ac rates");
    EXPECT_EQ(value(";a*=iso-8859-1''caf%e9"), "caf\u00e9");
    EXPECT_EQ(value(";a*0*=utf-8''x%20;a*1=%20;a*2*=%20y"), "x %20 y");
    EXPECT_EQ(value(";a*=''%41"), "A");
    EXPECT_EQ(value(";a*=%41"), "A");
    EXPECT_EQ(value(";a*=utf-8''100%;"), "100%");
    EXPECT_EQ(value(";a*=utf-8''%4%zz"), "%4%zz");
    // A character that is split between two pieces.
    EXPECT_EQ(value(";a*0*=utf-8''%E2%82;a*1*=%AC"), "\u20ac");
}

TEST(ParameterList, KeepsAStarThatNumbersNothing)
{
    EXPECT_EQ(list(";a*b=1").front().first, "a*b");
    EXPECT_EQ(list(";a*12345=1").front().first, "a*12345");
}

TEST(ParameterList, GivesUtf8ButLeavesABoundaryAsItIs)
{
    EXPECT_EQ(value(";name=caf\xe9"), "caf\u00e9");
    EXPECT_EQ(value(";boundary=caf\xe9"), "caf\xe9");
}

TEST(ParameterList, KeepsALimitedNumber)
{
    std::string text;
    for (int i = 0; i < 1000; ++i)
        text += ";p" + std::to_string(i) + "=1";
    EXPECT_EQ(list(text).size(), max_parameters);
    std::string pieces;
    for (int i = 0; i < 5000; ++i)
        pieces += ";a*" + std::to_string(i % 1000) + "=xy";
    EXPECT_EQ(value(pieces).size(), 2000u);
}

TEST(ParameterList, SurvivesFloods)
{
    EXPECT_EQ(list(std::string(200'000, '(')), parameter_list{});
    EXPECT_EQ(list(std::string(200'000, ';')), parameter_list{});
    EXPECT_EQ(list(";a=" + std::string(200'000, '"')).size(), 1u);
    EXPECT_EQ(value(";a=\"" + std::string(200'000, '\\')).size(), 100'000u);
}

} // namespace
} // namespace recoil::mime
