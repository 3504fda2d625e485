#include "pipeline/authentication.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::pipeline {

namespace {

struct header_case {
    std::string_view header;
    std::string_view method;
    std::string_view result;
};

TEST(authentication, a_result_is_the_word_behind_its_method)
{
    const auto cases = std::to_array<header_case>({
        {"mx.example.com; spf=fail smtp.mailfrom=example.org; dkim=pass", "spf", "fail"},
        {"mx.example.com; spf=fail smtp.mailfrom=example.org; dkim=pass", "dkim", "pass"},
        {"spf=softfail (sender IP is 192.0.2.1)", "spf", "softfail"},
        {"dkim=pass header.d=example.com;dmarc=fail action=oreject", "dmarc", "fail"},
        {"dmarc=pass action=none;compauth=pass reason=100", "compauth", "pass"},
        {"SPF=TempError", "spf", "temperror"},
        {"mx.example.com;\tspf=none", "spf", "none"},
        {"mx.example.com; dkim=none (message not signed)", "dkim", "none"},
    });
    for (const header_case& c : cases)
        EXPECT_EQ(result_of(c.header, c.method), c.result) << c.header << " " << c.method;
}

TEST(authentication, what_is_no_result_is_none)
{
    const auto cases = std::to_array<header_case>({
        {"", "spf", ""},
        {"mx.example.com; none", "spf", ""},
        {"mx.example.com; spf", "spf", ""},
        {"mx.example.com; spf=", "spf", ""},
        {"mx.example.com; spf=maybe", "spf", ""},
        {"mx.example.com; spf = fail", "spf", ""},
        {"mx.example.com; xspf=fail", "spf", ""},
        {"mx.example.com; reason=\"arc-spf=fail\"", "spf", ""},
        {"mx.example.com; spfx=fail", "spf", ""},
        {"mx.example.com; spf=failed", "spf", ""},
    });
    for (const header_case& c : cases)
        EXPECT_EQ(result_of(c.header, c.method), c.result) << c.header;
}

TEST(authentication, the_name_of_a_method_may_stand_elsewhere_before)
{
    EXPECT_EQ(result_of("spf.example.com; smtp.spf=pass; spf=fail", "spf"), "fail");
}

TEST(authentication, the_first_header_that_names_a_method_wins)
{
    dsn::returned_message returned;
    returned.authentication_results = {"mx.example.com; dkim=pass", "relay.example.net; spf=pass; dkim=fail"};
    returned.received_spf = {"Fail (mx.example.com: not permitted) client-ip=192.0.2.1"};
    const event::authentication auth = authentication_of(returned);
    EXPECT_EQ(auth.dkim, "pass");
    EXPECT_EQ(auth.spf, "pass");
    EXPECT_EQ(auth.dmarc, "");
    EXPECT_EQ(auth.compauth, "");
}

TEST(authentication, received_spf_speaks_where_nothing_else_does)
{
    dsn::returned_message returned;
    returned.authentication_results = {"mx.example.com; dkim=fail"};
    returned.received_spf = {"Unclear", "PermError (mx.example.com: two records) client-ip=192.0.2.1", "Pass"};
    EXPECT_EQ(authentication_of(returned).spf, "permerror");
}

TEST(authentication, a_message_without_headers_has_none)
{
    const event::authentication auth = authentication_of({});
    EXPECT_EQ(auth.spf + auth.dkim + auth.dmarc + auth.compauth, "");
}

} // namespace

} // namespace recoil::pipeline
