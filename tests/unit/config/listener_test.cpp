#include "config/listener.hpp"

#include <gtest/gtest.h>

#include <string>

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

TEST_F(listener_test, egress_needs_an_address)
{
    read("egress: [{pool: a}, {sending_ip: out.example.com}, {sending_ip: 192.0.2.3, syslog_name: x}]");
    EXPECT_NE(told_.find("egress[0].sending_ip: missing"), std::string::npos);
    EXPECT_NE(told_.find("egress[1].sending_ip: \"out.example.com\" is not accepted"), std::string::npos);
    EXPECT_NE(told_.find("egress[2].syslog_name: not served by this version"), std::string::npos);
}

} // namespace
} // namespace recoil::config
