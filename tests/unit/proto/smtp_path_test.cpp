#include "proto/smtp_path.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::proto {
namespace {

constexpr path_kind reverse = path_kind::reverse;
constexpr path_kind forward = path_kind::forward;

struct good {
    path_kind kind;
    std::string_view argument;
    std::string_view address;
    std::string_view rest = "";
    bool ascii = true;
};

constexpr good accepted[] = {
    {reverse, "<>", ""},
    {reverse, "<> SIZE=1", "", " SIZE=1"},
    {forward, "<a@b>", "a@b"},
    {forward, "<a@example.org> ORCPT=rfc822;a", "a@example.org", " ORCPT=rfc822;a"},
    {forward, "<a@example.org>\tX=1", "a@example.org", "\tX=1"},
    {forward, "<Case.Kept@Example.ORG>", "Case.Kept@Example.ORG"},
    {forward, "<bounces+user=example.com@bounce.example.org>", "bounces+user=example.com@bounce.example.org"},
    {forward, "<prvs=0123abcdef=a@example.org>", "prvs=0123abcdef=a@example.org"},
    {forward, "<SRS0=x/y=2A=example.net=u@example.org>", "SRS0=x/y=2A=example.net=u@example.org"},
    {forward, "<!#$%&'*+-/=?^_`{|}~@example.org>", "!#$%&'*+-/=?^_`{|}~@example.org"},
    {forward, "<postmaster>", "postmaster"},
    {forward, "<PostMaster>", "PostMaster"},
    {forward, "<postmaster@example.org>", "postmaster@example.org"},
    {forward, R"(<"a b"@example.org>)", R"("a b"@example.org)"},
    {forward, R"(<"a\"b\\>"@example.org>)", R"("a\"b\\>"@example.org)"},
    {forward, R"(<"a@b"@example.org>)", R"("a@b"@example.org)"},
    {forward, R"(<""@example.org>)", R"(""@example.org)"},
    {forward, "<a@[192.0.2.1]>", "a@[192.0.2.1]"},
    {forward, "<a@[IPv6:2001:db8::1]>", "a@[IPv6:2001:db8::1]"},
    {reverse, "<#@[]>", "#@[]"},
    {forward, "<@one.example,@two.example:a@example.org>", "a@example.org"},
    {reverse, "<@one.example:a@example.org> SIZE=1", "a@example.org", " SIZE=1"},
    {forward, "<a..b.@example.org>", "a..b.@example.org"},
    {forward, "<.a@under_score.example>", ".a@under_score.example"},
    {forward, "<j\xC3\xB6@example.org>", "j\xC3\xB6@example.org", "", false},
    {forward,
     "<a@b\xC3\xBC"
     "cher.example>",
     "a@b\xC3\xBC"
     "cher.example",
     "", false},
    {forward, "<\"j \xC3\xB6\"@example.org>", "\"j \xC3\xB6\"@example.org", "", false},
};

TEST(smtp_path, accepted)
{
    for (const good& g : accepted) {
        SCOPED_TRACE(g.argument);
        const path got = parse_path(g.argument, g.kind);
        EXPECT_TRUE(got.valid);
        EXPECT_EQ(got.address, g.address);
        EXPECT_EQ(got.rest, g.rest);
        EXPECT_EQ(got.ascii, g.ascii);
    }
}

struct bad {
    path_kind kind;
    std::string_view argument;
};

constexpr bad refused[] = {
    {reverse, ""},
    {reverse, "a@b"},
    {reverse, "<"},
    {reverse, "<a@b"},
    {reverse, "a@b>"},
    {reverse, "<<a@b>>"},
    {reverse, "<a@b>x"},
    {reverse, "<a@b>SIZE=1"},
    {reverse, "< a@b>"},
    {reverse, "<a@b >"},
    {reverse, "<a b@c>"},
    {reverse, "<@>"},
    {reverse, "<@b>"},
    {reverse, "<a@>"},
    {reverse, "<a@b@c>"},
    {reverse, "<a@.b>"},
    {reverse, "<a@b..c>"},
    {reverse, "<a@b.>"},
    {reverse, "<a>"},
    {reverse, "<postmaster>"},
    {forward, "<>"},
    {forward, "<a>"},
    {forward, "<@one.example:>"},
    {forward, "<@one.example a@b>"},
    {forward, "<@:a@b>"},
    {forward, "<@one.example,a@b>"},
    {forward, "<\"a@b>"},
    {forward, "<\"a\"b@c>"},
    {forward, "<\"a\\"},
    {forward, "<\"a\tb\"@c>"},
    {forward, "<a@[192.0.2.1>"},
    {forward, "<a@[a b]>"},
    {forward, "<a@[\xC3\xBC]>"},
    {forward, "<a@b[c]>"},
    {forward, "<a\x01@b>"},
    {forward, "<a@b\x7f>"},
    {forward, {"<a\0@b>", 7}},
    {forward, "<a@b\xff>"},
    {forward, "<\xC0\xAF@b>"},
    {forward, "<\xED\xA0\x80@b>"},
    {forward, "<a,b@c>"},
    {forward, "<a;b@c>"},
};

TEST(smtp_path, refused)
{
    for (const bad& b : refused)
        EXPECT_FALSE(parse_path(b.argument, b.kind).valid) << b.argument;
}

TEST(smtp_path, an_address_has_a_greatest_length)
{
    const std::string domain = "@example.org";
    const std::string longest(max_address_bytes - domain.size(), 'a');
    EXPECT_TRUE(parse_path("<" + longest + domain + ">", forward).valid);
    EXPECT_FALSE(parse_path("<a" + longest + domain + ">", forward).valid);
    EXPECT_TRUE(parse_path("<@relay.example:" + longest + domain + ">", forward).valid) << "the route does not count";
}

} // namespace
} // namespace recoil::proto
