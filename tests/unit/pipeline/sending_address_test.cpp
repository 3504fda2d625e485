#include "pipeline/sending_address.hpp"

#include <gtest/gtest.h>

namespace recoil::pipeline {
namespace {

constexpr const char* inside =
    "from app7.example.com (app7.example.com [192.0.2.77]) by out1.example.com (Postfix) id 1";
constexpr const char* handed_over = "from out1.example.com (out1.example.com [192.0.2.11]) by mx.example.net (Postfix)";
constexpr const char* theirs = "from mx.example.net (mx.example.net [203.0.113.25]) by store.example.net (Postfix)";

class sending_address_test : public testing::Test {
protected:
    sending_address_test() { context.sending_domains = {"example.com"}; }

    std::string seen() const { return address_seen(returned, own_hosts(context, ""), context.egress); }

    pipeline::context context;
    dsn::returned_message returned;
};

TEST_F(sending_address_test, is_where_we_hand_over_to_a_stranger)
{
    returned.received = {theirs, handed_over, inside};
    EXPECT_EQ(seen(), "192.0.2.11");
    returned.received = {handed_over, inside};
    EXPECT_EQ(seen(), "192.0.2.11");
}

TEST_F(sending_address_test, what_had_not_left_us_tells_nothing)
{
    returned.received = {inside};
    EXPECT_EQ(seen(), "");
    returned.received = {inside, handed_over}; // it came back to us once: an older story
    EXPECT_EQ(seen(), "");
    returned.received.clear();
    EXPECT_EQ(seen(), "");
}

TEST_F(sending_address_test, a_host_is_ours_by_dns_or_by_what_it_calls_itself)
{
    returned.received = {"from localhost (out1.example.com [192.0.2.11]) by mx.example.net"};
    EXPECT_EQ(seen(), "192.0.2.11");
    returned.received = {"from unknown (HELO out1.example.com) (192.0.2.11) by mx.example.net with SMTP"};
    EXPECT_EQ(seen(), "192.0.2.11");
    returned.received = {"from out1.example.com (192.0.2.11) by  DB8EUR05FT012.mail.protection.outlook.com "
                         "(203.0.113.90) with Microsoft SMTP Server id 15.20.8699.11"};
    EXPECT_EQ(seen(), "192.0.2.11");
    returned.received = {"from mail.example.org (mail.example.org [192.0.2.11]) by mx.example.net"};
    EXPECT_EQ(seen(), "");
    context.own_mtas = {"mail.example.org"};
    EXPECT_EQ(seen(), "192.0.2.11");
}

TEST_F(sending_address_test, private_addresses_are_no_evidence)
{
    for (const char* ip : {"10.0.0.1", "192.168.0.1", "127.0.0.1", "IPv6:fe80::1", "IPv6:::1"}) {
        returned.received = {"from out1.example.com (out1.example.com [" + std::string(ip) + "]) by mx.example.net"};
        EXPECT_EQ(seen(), "") << ip;
    }
}

TEST_F(sending_address_test, a_configured_address_is_the_best_evidence)
{
    returned.received = {handed_over, "from x.example.org (x.example.org [198.51.100.5]) by relay.example.net"};
    context.egress = {{"198.51.100.5", "", "bulk"}};
    EXPECT_EQ(seen(), "198.51.100.5") << "a relay of ours by its address, older than one by its name";
    context.egress = {{"198.51.100.6", "", ""}};
    EXPECT_EQ(seen(), "192.0.2.11");
    returned.antispam_reports = {"CIP:198.51.100.6;CTRY:DE;"};
    EXPECT_EQ(seen(), "198.51.100.6") << "stated, and configured";
}

TEST_F(sending_address_test, statements_of_strangers_count_where_no_name_is_ours)
{
    returned.antispam_reports = {"CIP:198.51.100.7;CTRY:DE;LANG:en"};
    returned.received_spf = {"Pass (mx.example.net: ok) client-ip=198.51.100.8;"};
    returned.authentication_results = {"spf=pass (sender IP is 198.51.100.9) smtp.mailfrom=example.com"};
    EXPECT_EQ(seen(), "198.51.100.7");
    returned.antispam_reports = {"CIP:255.255.255.255;"};
    EXPECT_EQ(seen(), "198.51.100.8");
    returned.received_spf.clear();
    EXPECT_EQ(seen(), "198.51.100.9");
    returned.received = {handed_over};
    EXPECT_EQ(seen(), "192.0.2.11") << "a name of ours is better";
}

TEST_F(sending_address_test, a_statement_must_fit_the_hops_outside)
{
    returned.received = {"from x.example.org (x.example.org [198.51.100.5]) by mx.example.net", inside};
    returned.received_spf = {"Pass (mx.example.net: ok) client-ip=198.51.100.8;"};
    EXPECT_EQ(seen(), "") << "it may be of the way in";
    returned.received_spf = {"Pass (mx.example.net: ok) client-ip=198.51.100.5;"};
    EXPECT_EQ(seen(), "198.51.100.5");
}

TEST_F(sending_address_test, our_own_statements_are_about_who_wrote_to_us)
{
    returned.received_spf = {"Pass (mx.example.com: ok) client-ip=198.51.100.8;"};
    returned.authentication_results = {"mx.example.com; spf=pass smtp.remote-ip=198.51.100.8"};
    EXPECT_EQ(seen(), "");
}

} // namespace
} // namespace recoil::pipeline
