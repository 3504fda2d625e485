#include "dsn/field_value.hpp"
#include "util/utf8.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace recoil::dsn {
namespace {

struct type_case {
    std::string_view text, type, value;
};

TEST(field_value, a_type_is_an_atom_before_a_semicolon)
{
    constexpr auto cases = std::to_array<type_case>({
        {"rfc822; a@example.com", "rfc822", "a@example.com"},
        {"RFC822;a@example.com", "rfc822", "a@example.com"},
        {" dns ; mx.example.com ", "dns", "mx.example.com"},
        {"X-Postfix; unknown user", "x-postfix", "unknown user"},
        {"rfc822; \"a;b\"@example.com", "rfc822", "\"a;b\"@example.com"},
        {"; a@example.com", "", "a@example.com"},
        {"a@example.com", "", "a@example.com"},
        {"\"a;b\"@example.com", "", "\"a;b\"@example.com"},
        {"550 5.1.1 gone; sorry", "", "550 5.1.1 gone; sorry"},
        {"550; sorry", "", "550; sorry"},
        {"RESOLVER.ADR.X; not found", "", "RESOLVER.ADR.X; not found"},
        {"smtp;", "smtp", ""},
        {"", "", ""},
    });
    for (const type_case& c : cases) {
        const typed_value found = split_type(c.text);
        EXPECT_EQ(found.type, c.type) << c.text;
        EXPECT_EQ(found.value, c.value) << c.text;
    }
}

TEST(field_value, comments_go_and_quoted_strings_stay)
{
    EXPECT_EQ(drop_comments("5.1.1 (bad address)"), "5.1.1");
    EXPECT_EQ(drop_comments("(a)failed(b (c) d) now"), "failed now");
    EXPECT_EQ(drop_comments("\"a (b)\" c"), "\"a (b)\" c");
    EXPECT_EQ(drop_comments("a \\( b"), "a \\( b");
    EXPECT_EQ(drop_comments("a (never closed"), "a");
    EXPECT_EQ(drop_comments("a ) b"), "a ) b");
    EXPECT_EQ(drop_comments("a (b\\) c) d"), "a  d");
}

struct address_case {
    std::string_view text, address;
};

TEST(field_value, a_final_recipient_is_a_bare_address)
{
    constexpr auto cases = std::to_array<address_case>({
        {"rfc822; a@example.com", "a@example.com"},
        {"rfc822;<a@example.com>", "a@example.com"},
        {"rfc822; a@example.com>", "a@example.com"},
        {"rfc822; a@example.com (Ann)", "a@example.com"},
        {"rfc822;<@relay.example:a@example.com>", "a@example.com"},
        {"rfc822; \"a;b c\"@example.com", "\"a;b c\"@example.com"},
        {"rfc822;<\"a>b\"@example.com>", "\"a>b\"@example.com"},
        {"a@example.com", "a@example.com"},
        {"rfc822; root", "root"},
        {"rfc822", ""},
        {"rf", ""},
        {"rfc822; a+2Dtag@example.com", "a+2Dtag@example.com"},
        {"rfc822; a+3Db@example.com", "a+3Db@example.com"},
        {"rfc822; a\\x{F6}b@example.com", "a\\x{F6}b@example.com"},
        {"utf-8; j\\x{F6}e@example.com", "jöe@example.com"},
        {"UTF-8;\\x{1F408}@example.com", "🐈@example.com"},
        {"utf-8; a\\x{zz}@example.com", "a\\x{zz}@example.com"},
        {"utf-8; a\\x{41", "a\\x{41"},
        {"utf-8; a\\x{}b@example.com", "a\\x{}b@example.com"},
        {"rfc822; jöe@example.com", "jöe@example.com"},
        {"rfc822; =?utf-8?B?w7Y=?=@example.com", "=?utf-8?B?w7Y=?=@example.com"},
        {"rfc822; =?us-ascii?Q?ann=40example=2Ecom?=", "ann@example.com"},
        {"rfc822; =?us-ascii?Q?ann=40exam?= =?us-ascii?Q?ple=2Ecom?=", "ann@example.com"},
        {"rfc822;mailto:a@example.com", "a@example.com"},
        {"rfc822;SMTP:a@example.com", "a@example.com"},
        {"rfc822;smtp@example.com", "smtp@example.com"},
        {"rfc822;", ""},
        {"system;<>", ""},
        {"rfc822; |/usr/bin/filter a@example.com", "|/usr/bin/filter a@example.com"},
    });
    for (const address_case& c : cases)
        EXPECT_EQ(parse_recipient(c.text, false), c.address) << c.text;
}

TEST(field_value, an_original_recipient_may_be_xtext)
{
    EXPECT_EQ(parse_recipient("rfc822;a+2Bnews@example.com", true), "a+news@example.com");
    EXPECT_EQ(parse_recipient("rfc822;a+3Db@example.com", true), "a=b@example.com");
    EXPECT_EQ(parse_recipient("rfc822;a+2Dtag@example.com", true), "a+2Dtag@example.com");
    EXPECT_EQ(parse_recipient("utf-8;j\\x{F6}+2Bx@example.com", true), "jö+x@example.com");
}

TEST(field_value, an_address_is_bounded_utf8)
{
    const std::string address = parse_recipient("rfc822; \xFF" + std::string(5000, 'a') + "@example.com", false);
    EXPECT_LE(address.size(), 998u);
    EXPECT_TRUE(utf8::valid(address));
}

TEST(field_value, a_mailbox_can_be_written_to)
{
    for (const std::string_view address :
         {"a@example.com", "\"a b\"@example.com", "jö@example.com", "a@b@example.com", "/C=US/S=Ann/@example.com",
          "a@[192.0.2.1]", "IMCEA@example.com", "=?utf-8?B?w7Y=?=@example.com"})
        EXPECT_TRUE(is_mailbox(address)) << address;
    for (const std::string_view address :
         {"", "@", "root", "@example.com", "a@", "|/bin/filter a@example.com", "|filter@example.com", "/var/mail/ann",
          ":include:/etc/list@example.com", "a b@example.com", "\"a b@example.com", "a@exam ple",
          "IMCEAEX-_O=ORG_CN=ANN@example.com", "/S=Ann/C=US/", "a\x01@example.com"})
        EXPECT_FALSE(is_mailbox(address)) << address;
}

TEST(field_value, free_encoded_words_are_decoded)
{
    EXPECT_EQ(decode_free_words("550 no"), "550 no");
    EXPECT_EQ(decode_free_words("=?utf-8?B?w7Y=?="), "ö");
    EXPECT_EQ(decode_free_words("550 =?utf-8?B?w7Y=?= x"), "550 ö x");
    EXPECT_EQ(decode_free_words("550 =?utf-8?B?w7Y=?=  =?utf-8?Q?=C3=B6?= x"), "550 öö x");
    EXPECT_EQ(decode_free_words("<=?utf-8?B?w7Y=?=@example.com> gone"), "<=?utf-8?B?w7Y=?=@example.com> gone");
    EXPECT_EQ(decode_free_words("=?x"), "=?x");
    EXPECT_EQ(decode_free_words("a  b "), "a  b ");
    EXPECT_EQ(decode_free_words(""), "");
}

struct host_case {
    std::string_view text, name, ip;
};

TEST(field_value, a_host_may_have_an_address)
{
    constexpr auto cases = std::to_array<host_case>({
        {"dns; mx.example.com", "mx.example.com", ""},
        {"dns;mx.example.com.", "mx.example.com", ""},
        {"mx.example.com", "mx.example.com", ""},
        {"dns; mx.example.com [192.0.2.1]", "mx.example.com", "192.0.2.1"},
        {"dns; mx.example.com[192.0.2.1]", "mx.example.com", "192.0.2.1"},
        {"dns;mx.example.com (192.0.2.1, the server for the domain example.com.)", "mx.example.com", "192.0.2.1"},
        {"dns; mx.example.com. (2001:db8::25, the server for example.com)", "mx.example.com", "2001:db8::25"},
        {"dns; mx.example.com (TCP|198.51.100.7|40000|192.0.2.1|25)", "mx.example.com", "192.0.2.1"},
        {"DNS; [192.0.2.1]", "192.0.2.1", "192.0.2.1"},
        {"dns; 192.0.2.1", "192.0.2.1", "192.0.2.1"},
        {"dns; [IPv6:2001:db8::25]", "2001:db8::25", "2001:db8::25"},
        {"dns; <mx.example.com>", "mx.example.com", ""},
        {"dns; mx.example.com (version 8.17.1)", "mx.example.com", ""},
        {"DNS;", "", ""},
        {"", "", ""},
    });
    for (const host_case& c : cases) {
        const host_value found = parse_host(c.text);
        EXPECT_EQ(found.name, c.name) << c.text;
        EXPECT_EQ(found.ip, c.ip) << c.text;
    }
}

TEST(field_value, an_ip_address_is_checked)
{
    EXPECT_EQ(parse_ip("192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(parse_ip("[192.0.2.1]"), "192.0.2.1");
    EXPECT_EQ(parse_ip("::1"), "::1");
    for (const std::string_view text : {"", "[]", "192.0.2", "192.0.2.256", "192.0.2.1.5", "mx", ":::", "8.17.1.9.x"})
        EXPECT_EQ(parse_ip(text), "") << text;
    EXPECT_EQ(parse_ip(std::string_view("192.0.2.1\0x", 11)), "");
}

TEST(field_value, bounded_text_is_valid_and_whole_characters)
{
    EXPECT_EQ(bounded_text("  abc  ", 10), "abc");
    EXPECT_EQ(bounded_text(std::string_view("a\0b", 3), 10), "a b");
    EXPECT_EQ(bounded_text("öö", 3), "ö");
    EXPECT_TRUE(utf8::valid(bounded_text("\xC3", 10)));
}

} // namespace
} // namespace recoil::dsn
