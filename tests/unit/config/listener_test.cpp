#include "config/listener.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::config {
namespace {

class listener_test : public ::testing::Test {
protected:
    settings read(std::string_view text)
    {
        problems found;
        const auto tree = yaml::parse(text, "f.yaml", found);
        settings all;
        yaml::map_reader root(*tree, "", "f.yaml", found);
        read_listeners(root, "listeners", all);
        read_egress(root, "egress", all);
        root.finish();
        told_.clear();
        for (const problem& p : found)
            told_ += to_string(p) + "\n";
        return all;
    }

    std::string told_;
};

TEST_F(listener_test, absent_lists_leave_the_defaults)
{
    EXPECT_EQ(read("{listeners: ~, egress: ~}"), settings{});
    EXPECT_EQ(told_, "");
}

TEST_F(listener_test, a_listener_with_everything)
{
    const settings all = read("listeners:\n"
                              "  - protocol: lmtp\n"
                              "    address: unix:/run/recoil/lmtp.sock\n"
                              "    mode: 0666\n"
                              "    group: postfix\n"
                              "    hostname: bounces.example.com\n"
                              "  - {address: \"[::1]:2525\", protocol: smtp}\n");
    EXPECT_EQ(told_, "");
    ASSERT_EQ(all.listeners.size(), 2U);
    const listener& first = all.listeners[0];
    EXPECT_EQ(first.protocol, "lmtp");
    EXPECT_EQ(first.address, "unix:/run/recoil/lmtp.sock");
    EXPECT_EQ(first.mode, 0666U);
    EXPECT_EQ(first.group, "postfix");
    EXPECT_EQ(first.hostname, "bounces.example.com");
    EXPECT_EQ(first.line, 2);
    EXPECT_EQ(all.listeners[1].protocol, "smtp");
    EXPECT_EQ(all.listeners[1].mode, 0660U);
    EXPECT_EQ(all.listeners[1].line, 7);
}

TEST_F(listener_test, an_empty_list_is_no_listener)
{
    EXPECT_TRUE(read("listeners: []").listeners.empty());
    EXPECT_EQ(told_, "");
}

TEST_F(listener_test, mode_and_group_belong_to_a_unix_socket)
{
    read("listeners: [{address: \"127.0.0.1:25\", mode: \"0660\", group: postfix}]");
    EXPECT_EQ(told_, "f.yaml:1: listeners[0].mode: only a unix socket has one; accepted: null\n"
                     "f.yaml:1: listeners[0].group: only a unix socket has one; accepted: null\n");
    read("listeners: [{address: \"127.0.0.1:25\", mode: ~, group: ~}]");
    EXPECT_EQ(told_, "");
}

TEST_F(listener_test, networks_and_certificates_belong_to_tcp)
{
    const settings all = read("listeners:\n"
                              "  - protocol: smtp\n"
                              "    address: \"[::1]:2525\"\n"
                              "    allow: [127.0.0.0/8, \"2001:db8::/32\", 192.0.2.3]\n"
                              "    tls: {certificate: /etc/ssl/recoil.pem, key: /etc/ssl/recoil.key}\n"
                              "  - {protocol: milter, address: \"127.0.0.1:2527\", allow: 127.0.0.1}\n");
    EXPECT_EQ(told_, "");
    ASSERT_EQ(all.listeners.size(), 2U);
    EXPECT_EQ(all.listeners[0].allow, (std::vector<std::string>{"127.0.0.0/8", "2001:db8::/32", "192.0.2.3"}));
    EXPECT_EQ(all.listeners[0].tls, (tls{"/etc/ssl/recoil.pem", "/etc/ssl/recoil.key"}));
    EXPECT_EQ(all.listeners[1].allow, std::vector<std::string>{"127.0.0.1"});

    read("listeners: [{address: unix:/run/a, allow: 127.0.0.1, tls: {certificate: /c, key: /k}}]");
    EXPECT_EQ(told_, "f.yaml:1: listeners[0].allow: only a TCP listener has one; accepted: null\n"
                     "f.yaml:1: listeners[0].tls: only a TCP listener has one; accepted: null\n");
    read("listeners: [{address: unix:/run/a, allow: ~, tls: ~}]");
    EXPECT_EQ(told_, "");
}

TEST_F(listener_test, a_certificate_needs_its_key)
{
    read("listeners: [{address: \"127.0.0.1:25\", tls: {certificate: /c}}]");
    EXPECT_EQ(told_, "f.yaml:1: listeners[0].tls.key: missing; accepted: a path\n");
    read("listeners: [{address: \"127.0.0.1:25\", tls: {key: /k}}]");
    EXPECT_EQ(told_, "f.yaml:1: listeners[0].tls.certificate: missing; accepted: a path\n");
    read("listeners: [{address: \"127.0.0.1:25\", tls: {}}]");
    EXPECT_EQ(told_, "f.yaml:1: listeners[0].tls.certificate: missing; accepted: a path\n"
                     "f.yaml:1: listeners[0].tls.key: missing; accepted: a path\n");
    read("listeners: [{address: \"127.0.0.1:25\", tls: yes}]");
    EXPECT_EQ(told_, "f.yaml:1: listeners[0].tls: \"yes\" is not accepted here; accepted: a map of keys and values\n");
    for (const char* protocol : {"proxy, next_hop: unix:/run/b", "milter"}) {
        read("listeners: [{address: \"127.0.0.1:25\", tls: {certificate: /c, key: /k}, protocol: " +
             std::string(protocol) + "}]");
        EXPECT_EQ(told_, "f.yaml:1: listeners[0].tls: only lmtp and smtp have one; accepted: null\n");
    }
}

TEST_F(listener_test, a_proxy_needs_a_next_hop_and_nobody_else_has_one)
{
    const settings all = read("listeners: [{protocol: proxy, address: \"127.0.0.1:2526\", next_hop: \"[::1]:26\"},"
                              "{protocol: proxy, address: unix:/run/a, next_hop: unix:/run/b}]");
    EXPECT_EQ(told_, "");
    EXPECT_EQ(all.listeners.at(0).next_hop, "[::1]:26");
    EXPECT_EQ(all.listeners.at(1).next_hop, "unix:/run/b");

    read("listeners: [{protocol: proxy, address: \"127.0.0.1:2526\"}]");
    EXPECT_NE(told_.find("f.yaml:1: listeners[0].next_hop: missing; accepted: \"127.0.0.1:10026\""), std::string::npos);
    for (const char* protocol : {"lmtp", "smtp", "milter"}) {
        read("listeners: [{protocol: " + std::string(protocol) +
             ", address: \"127.0.0.1:25\", next_hop: \"127.0.0.1:26\"}]");
        EXPECT_EQ(told_, "f.yaml:1: listeners[0].next_hop: only a proxy has one; accepted: null\n");
    }
}

std::string circles(const std::vector<listener>& listeners)
{
    settings all;
    all.listeners = listeners;
    problems found;
    check_next_hops(all, "f.yaml", found);
    std::string told;
    for (const problem& p : found)
        told += to_string(p) + "\n";
    return told;
}

listener proxy(const char* address, const char* next_hop, int line = 1)
{
    listener result;
    result.protocol = "proxy";
    result.address = address;
    result.next_hop = next_hop;
    result.line = line;
    return result;
}

TEST(check_next_hops, an_mta_is_none_of_our_proxies)
{
    listener lmtp, milter;
    milter.protocol = "milter";
    milter.address = "127.0.0.1:2527";
    EXPECT_EQ(circles({}), "");
    EXPECT_EQ(circles({lmtp, milter, proxy("127.0.0.1:2526", "127.0.0.1:10026")}), "");
    EXPECT_EQ(circles({lmtp, proxy("127.0.0.1:2526", "127.0.0.1:2424")}), "") << "no circle";
    EXPECT_EQ(circles({proxy("0.0.0.0:2526", "192.0.2.3:2526")}), "") << "another host, for all we know";
}

TEST(check_next_hops, a_proxy_of_ours_is_a_circle)
{
    for (const auto& one : {proxy("127.0.0.1:2526", "127.0.0.1:2526"), proxy("0.0.0.0:2526", "127.0.0.1:2526"),
                            proxy("[::]:2526", "127.0.0.1:2526"), proxy("unix:/run/a", "unix:/run/a")})
        EXPECT_EQ(circles({one}), "f.yaml:1: listeners[0].next_hop: this proxy itself; accepted: the MTA that takes "
                                  "the mail\n");
    EXPECT_EQ(circles({proxy("127.0.0.1:1", "127.0.0.1:2", 3), proxy("127.0.0.1:2", "127.0.0.1:1", 7)}),
              "f.yaml:3: listeners[0].next_hop: listeners[1], a proxy, too; accepted: the MTA that takes the mail\n"
              "f.yaml:7: listeners[1].next_hop: listeners[0], a proxy, too; accepted: the MTA that takes the mail\n");
}

TEST_F(listener_test, problems_name_the_entry)
{
    read("listeners:\n- {address: \"127.0.0.1:25\"}\n- {protocol: smtp, adress: \"127.0.0.1:26\"}\n- plain\n");
    EXPECT_NE(told_.find("f.yaml:3: listeners[1].address: missing; accepted: "), std::string::npos) << told_;
    EXPECT_NE(told_.find("f.yaml:3: listeners[1].adress: unknown key; known: protocol, address,"), std::string::npos);
    EXPECT_NE(told_.find("f.yaml:4: listeners[2]: \"plain\" is not accepted here"), std::string::npos) << told_;
}

TEST_F(listener_test, egress)
{
    const settings all = read("egress:\n"
                              "  - {sending_ip: 192.0.2.3, reporting_mta: out3.example.com, pool: marketing}\n"
                              "  - {sending_ip: \"2001:DB8:0::3\"}\n");
    EXPECT_EQ(told_, "");
    ASSERT_EQ(all.egress.size(), 2U);
    EXPECT_EQ(all.egress[0].sending_ip, "192.0.2.3");
    EXPECT_EQ(all.egress[0].reporting_mta, "out3.example.com");
    EXPECT_EQ(all.egress[0].pool, "marketing");
    EXPECT_EQ(all.egress[1].sending_ip, "2001:db8::3") << "as replies are compared with it";
}

TEST_F(listener_test, a_syslog_name_has_one_address)
{
    const settings all = read("egress:\n"
                              "  - {sending_ip: 192.0.2.3, syslog_name: postfix-out3}\n"
                              "  - {sending_ip: 192.0.2.4, syslog_name: postfix-out4}\n"
                              "  - {sending_ip: 192.0.2.5}\n"
                              "  - {sending_ip: 192.0.2.6}\n");
    EXPECT_EQ(told_, "");
    EXPECT_EQ(all.egress.at(1).syslog_name, "postfix-out4");
    EXPECT_EQ(all.egress.at(2).syslog_name, "");
    read("egress:\n- {sending_ip: 192.0.2.3, syslog_name: a}\n- {sending_ip: 192.0.2.4, syslog_name: a}\n");
    EXPECT_EQ(told_, "f.yaml:3: egress[1].syslog_name: \"a\" has an entry above; accepted: one of its own\n");
}

TEST_F(listener_test, egress_needs_an_address)
{
    read("egress: [{pool: a}, {sending_ip: out.example.com}, {sending_ip: 192.0.2.3, syslog_name: \"a b\"}]");
    EXPECT_NE(told_.find("egress[0].sending_ip: missing"), std::string::npos);
    EXPECT_NE(told_.find("egress[1].sending_ip: \"out.example.com\" is not accepted"), std::string::npos);
    EXPECT_NE(told_.find("egress[2].syslog_name: \"a b\" is not accepted"), std::string::npos);
}

} // namespace
} // namespace recoil::config
