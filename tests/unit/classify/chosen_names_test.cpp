#include "classify/chosen_names.hpp"

#include <gtest/gtest.h>

namespace recoil::classify {
namespace {

std::string covered(std::string_view text)
{
    std::string buffer;
    return std::string(without_chosen_names(text, buffer));
}

TEST(ChosenNames, AddressesSayNothing)
{
    EXPECT_EQ(covered("550 5.1.1 <spam.blocked@full.example.com>: User unknown"),
              "550 5.1.1 <xxxx.xxxxxxx@xxxx.xxxxxxx.xxx>: User unknown");
    EXPECT_EQ(covered("kim1+a@example.com,lee@b.example over quota"), "xxx1+x@xxxxxxx.xxx,xxx@x.xxxxxxx over quota");
    EXPECT_EQ(covered("\"a\"@example.com"), "\"a\"@example.com") << "a quoted name is not looked into";
}

TEST(ChosenNames, AHostSaysNothingInFrontOfItsAddress)
{
    EXPECT_EQ(covered("connect to slow.example.net[192.0.2.1]:25: timed out"),
              "connect to xxxx.xxxxxxx.xxx[192.0.2.1]:25: timed out");
    EXPECT_EQ(covered("host spam.example.com[2001:db8::1] said"), "host xxxx.xxxxxxx.xxx[2001:db8::1] said");
    EXPECT_EQ(covered("blocked using zen.spamhaus.org"), "blocked using zen.spamhaus.org") << "lists are known by name";
    EXPECT_EQ(covered("server.down [192.0.2.1]"), "server.down [192.0.2.1]") << "a sentence may end there";
    EXPECT_EQ(covered("spam[192.0.2.1]"), "spam[192.0.2.1]") << "no host name";
    EXPECT_EQ(covered("a.full[see page]"), "a.full[see page]");
}

TEST(ChosenNames, WhatHoldsNoneIsLeftAlone)
{
    std::string buffer;
    const std::string_view text = "550 5.1.1 User unknown";
    EXPECT_EQ(without_chosen_names(text, buffer).data(), text.data());
    for (const std::string_view odd : {"", "@", "[", "@@", "a@", "@b", "@[", ".[", ".[1", "<@example.com>"})
        EXPECT_EQ(covered(odd).size(), odd.size());
    EXPECT_EQ(covered("a@ b"), "a@ b");
    EXPECT_EQ(covered("a@b@c"), "x@x@c");
}

TEST(ChosenNames, LengthAndPlaceOfTheRestStay)
{
    const std::string text(1'000, '@');
    EXPECT_EQ(covered(text), text);
    const std::string long_name = std::string(60'000, 'a') + "[1";
    EXPECT_EQ(covered(long_name), long_name);
    EXPECT_EQ(covered("." + long_name), "." + std::string(60'000, 'x') + "[1");
}

} // namespace
} // namespace recoil::classify
