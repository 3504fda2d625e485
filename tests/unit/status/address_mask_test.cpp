#include "status/address_mask.hpp"

#include "util/utf8.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace recoil::status {
namespace {

struct row {
    std::string_view text;
    std::string_view masked;
};

TEST(address_mask, of_one_address_only_the_first_character_stays)
{
    const row rows[] = {
        {"", ""},
        {"jo@contoso.com", "j***@contoso.com"},
        {"j@contoso.com", "j***@contoso.com"},
        {"j.doe+news@contoso.com", "j***@contoso.com"},
        {"@contoso.com", "***@contoso.com"},
        {"jdoe", "j***"},
        {R"("john doe"@contoso.com)", "j***@contoso.com"},
        {R"("a@b"@contoso.com)", "a***@contoso.com"},
        {"bounces+kim=fabrikam.com@example.com", "b***@example.com"},
        {"\xC3\xBC"
         "ser@example.com",
         "\xC3\xBC***@example.com"},
        {"\xF0\x9F\x93\xAC@example.com", "\xF0\x9F\x93\xAC***@example.com"},
        {"kim@[192.0.2.1]", "k***@[192.0.2.1]"},
        {"\"", "***"},
    };
    for (const auto& [text, masked] : rows)
        EXPECT_EQ(mask_address(text), masked);
}

TEST(address_mask, every_address_in_a_reply_is_masked)
{
    const row rows[] = {
        {"", ""},
        {"550 5.1.1 No such user here", "550 5.1.1 No such user here"},
        {"550 5.1.1 <jo@example.net>: unknown", "550 5.1.1 <j***@example.net>: unknown"},
        {"jo@a.example,kim@b.example", "j***@a.example,k***@b.example"},
        {"to=jo@a.example", "t***@a.example"},
        {"mailto:jo@a.example", "mailto:j***@a.example"},
        {"(jo@example.net)", "(j***@example.net)"},
        {R"(User "john doe"@example.net is gone)", "User j***@example.net is gone"},
        {R"(User "a\"b"@example.net)", "User a***@example.net"},
        {R"(say "hello" at 10 @ night)", R"(say "hello" at 10 @ night)"},
        {"meet @ noon, or @home", "meet @ noon, or @home"},
        {"a@@b", "a@@b"},
        {"@", "@"},
        {"\"@x", "\"@x"},
        {"gr\xC3\xBC\xC3\x9F@example.net", "g***@example.net"},
        {"jo@[192.0.2.1]", "j***@[192.0.2.1]"},
    };
    for (const auto& [text, masked] : rows)
        EXPECT_EQ(mask_addresses(text, ""), masked);
}

TEST(address_mask, the_mailbox_alone_tells_as_much)
{
    EXPECT_EQ(mask_addresses("550 User jsmith unknown", "jsmith@contoso.com"), "550 User j*** unknown");
    EXPECT_EQ(mask_addresses("550 User JSmith unknown", "jsmith@contoso.com"), "550 User j*** unknown");
    EXPECT_EQ(mask_addresses("<j.smith> (j.smith)", "j.smith@contoso.com"), "<j***> (j***)");
    EXPECT_EQ(mask_addresses("jsmith%40contoso.com", "jsmith@contoso.com"), "j***%40contoso.com");
    EXPECT_EQ(mask_addresses("jsmith", "jsmith"), "j***") << "a mailbox without a domain";
}

TEST(address_mask, part_of_a_word_is_no_mailbox)
{
    EXPECT_EQ(mask_addresses("550 unknown", "know@contoso.com"), "550 unknown");
    EXPECT_EQ(mask_addresses("jo.smith jo-smith jo_1 xjo", "jo@contoso.com"), "jo.smith jo-smith jo_1 xjo");
    EXPECT_EQ(mask_addresses("anything", ""), "anything");
    EXPECT_EQ(mask_addresses("anything", "@contoso.com"), "anything");
}

TEST(address_mask, what_ends_a_sentence_is_no_part_of_a_mailbox)
{
    const row rows[] = {
        {"550 5.1.1 No such user: john.doe.", "550 5.1.1 No such user: j***."},
        {"unknown: john.doe...", "unknown: j***..."},
        {"john.doe- gone", "j***- gone"},
        {"-john.doe", "-j***"},
        {"no john.doe. Sorry", "no j***. Sorry"},
        {"john.doe.jr john.doe-x x.john.doe john.doe..x", "john.doe.jr john.doe-x x.john.doe john.doe..x"},
        {"xjohn.doejohn.doe john.doe", "xjohn.doejohn.doe j***"},
    };
    for (const auto& [text, masked] : rows)
        EXPECT_EQ(mask_addresses(text, "john.doe@contoso.com"), masked);
}

TEST(address_mask, words_of_every_reply_stay)
{
    EXPECT_EQ(mask_addresses("550 User unknown", "user@contoso.com"), "550 User unknown");
    EXPECT_EQ(mask_addresses("552 mailbox full", "Mailbox@contoso.com"), "552 mailbox full");
    EXPECT_EQ(mask_addresses("user@contoso.com unknown", "user@contoso.com"), "u***@contoso.com unknown");
}

TEST(address_mask, valid_text_stays_valid)
{
    const std::string_view pieces[] = {"@", "\"", "a", "\xC3\xBC", "\xF0\x9F\x93\xAC", " ", "\\", "."};
    for (const auto a : pieces) {
        for (const auto b : pieces) {
            for (const auto c : pieces) {
                const std::string text = std::string(a) + std::string(b) + "@" + std::string(c) + std::string(a);
                EXPECT_TRUE(utf8::valid(mask_addresses(text, b))) << text;
                EXPECT_TRUE(utf8::valid(mask_address(text))) << text;
            }
        }
    }
}

} // namespace
} // namespace recoil::status
