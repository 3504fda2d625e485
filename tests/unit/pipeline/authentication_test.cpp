#include "pipeline/authentication.hpp"

#include <gtest/gtest.h>

namespace recoil::pipeline {
namespace {

class authentication_test : public testing::Test {
protected:
    authentication_test() { context.sending_domains = {"example.com"}; }

    std::string results(std::string_view sending_ip = "") const
    {
        const event::authentication auth = authentication_of(returned, own_hosts(context, ""), sending_ip);
        return auth.spf + "/" + auth.dkim + "/" + auth.dmarc + "/" + auth.compauth;
    }

    pipeline::context context;
    dsn::returned_message returned;
};

TEST_F(authentication_test, a_message_without_headers_has_none)
{
    EXPECT_EQ(results(), "///");
}

TEST_F(authentication_test, each_method_is_from_the_newest_header_that_names_it)
{
    returned.authentication_results = {"mx.example.net; dkim=pass", "relay.example.net; spf=pass; dkim=fail"};
    EXPECT_EQ(results(), "pass/pass//");
}

TEST_F(authentication_test, the_border_is_where_our_address_was_seen)
{
    returned.authentication_results = {
        "spf=fail (sender IP is 203.0.113.9) smtp.mailfrom=example.com; dkim=fail;dmarc=fail;compauth=fail reason=001",
        "spf=fail (sender IP is 192.0.2.1) smtp.mailfrom=example.com; dkim=fail",
        "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=example.com; dkim=pass;dmarc=pass"};
    EXPECT_EQ(results("192.0.2.1"), "pass/pass/pass/fail");
    EXPECT_EQ(results("192.0.2.2"), "fail/fail/fail/fail");
    EXPECT_EQ(results(), "fail/fail/fail/fail");
}

TEST_F(authentication_test, what_we_wrote_ourselves_is_no_verdict_of_a_receiver)
{
    returned.authentication_results = {"out1.example.com; dkim=pass; spf=pass"};
    returned.received_spf = {"Pass (out1.example.com: ok) client-ip=192.0.2.1"};
    returned.arc_authentication_results = {"i=1; example.com; dmarc=pass"};
    EXPECT_EQ(results(), "///");
    returned.authentication_results.emplace_back("mx.example.net; dkim=fail");
    returned.received_spf.emplace_back("Fail (mx.example.net: no) client-ip=192.0.2.1");
    EXPECT_EQ(results(), "fail/fail//");
}

TEST_F(authentication_test, received_spf_stands_behind_authentication_results)
{
    returned.received_spf = {"Unclear", "PermError (mx.example.net: two records) client-ip=192.0.2.1", "Pass"};
    EXPECT_EQ(results(), "permerror///");
    returned.authentication_results = {"mx.example.net; spf=none"};
    EXPECT_EQ(results(), "none///");
}

TEST_F(authentication_test, renamed_headers_come_late_and_arc_last)
{
    returned.arc_authentication_results = {"i=1; mx.example.net; spf=pass; dkim=pass; dmarc=pass"};
    EXPECT_EQ(results(), "pass/pass/pass/");
    returned.earlier_authentication_results = {"relay.example.net; spf=neutral; dkim=none"};
    EXPECT_EQ(results(), "neutral/none/pass/");
    returned.received_spf = {"SoftFail (mx.example.net: no)"};
    EXPECT_EQ(results(), "softfail/none/pass/");
    returned.authentication_results = {"mx.example.net; dkim=fail"};
    EXPECT_EQ(results(), "softfail/fail/pass/");
}

TEST_F(authentication_test, a_reply_knows_best)
{
    event::authentication auth{"pass", "pass", "", "pass"};
    take_results_of_reply(auth, "550 5.7.515 Access denied. Spf= Fail , Dkim= Fail , DMARC= Fail");
    EXPECT_EQ(auth.spf + auth.dkim + auth.dmarc + auth.compauth, "failfailfailpass");
    take_results_of_reply(auth, "550 5.1.1 User unknown");
    EXPECT_EQ(auth.spf, "fail");
}

} // namespace
} // namespace recoil::pipeline
