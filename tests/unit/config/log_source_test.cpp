#include "config/log_source.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::config {
namespace {

class log_source_test : public ::testing::Test {
protected:
    std::vector<log_source> read(std::string_view text)
    {
        problems found;
        const auto tree = yaml::parse(text, "f.yaml", found);
        settings all;
        yaml::map_reader root(*tree, "", "f.yaml", found);
        read_log_sources(root, "log_sources", all);
        root.finish();
        check_log_sources(all, "f.yaml", found);
        told_.clear();
        for (const problem& p : found)
            told_ += to_string(p) + "\n";
        return all.log_sources;
    }

    std::string told_;
};

TEST_F(log_source_test, none_by_default)
{
    EXPECT_TRUE(read("log_sources: ~").empty());
    EXPECT_TRUE(read("log_sources: []").empty());
    EXPECT_EQ(told_, "");
}

TEST_F(log_source_test, each_type_has_its_key)
{
    const auto sources = read("log_sources:\n"
                              "  - {type: postfix, path: /var/log/mail.log}\n"
                              "  - {type: journald, units: [\"postfix@*.service\", postfix.service]}\n"
                              "  - {type: syslog, address: \"tcp://[::1]:5140\"}\n"
                              "  - {type: stdin}\n");
    EXPECT_EQ(told_, "");
    ASSERT_EQ(sources.size(), 4U);
    EXPECT_EQ(sources[0].type, "postfix");
    EXPECT_EQ(sources[0].path, "/var/log/mail.log");
    EXPECT_EQ(sources[0].line, 2);
    EXPECT_EQ(sources[1].type, "journald");
    EXPECT_EQ(sources[1].units, (std::vector<std::string>{"postfix@*.service", "postfix.service"}));
    EXPECT_EQ(sources[2].type, "syslog");
    EXPECT_EQ(sources[2].address, "tcp://[::1]:5140");
    EXPECT_EQ(sources[3].type, "stdin");
    EXPECT_EQ(sources[3].line, 5);
}

TEST_F(log_source_test, what_all_have)
{
    const auto sources = read("log_sources:\n"
                              "  - {path: /a}\n"
                              "  - {path: /b, services: [smtp, out-1], max_age: 90m, events: every}\n");
    EXPECT_EQ(told_, "");
    ASSERT_EQ(sources.size(), 2U);
    EXPECT_EQ(sources[0].services, log_source{}.services);
    EXPECT_EQ(sources[0].max_age_seconds, 3600U);
    EXPECT_EQ(sources[0].events, "changes");
    EXPECT_EQ(sources[1].services, (std::vector<std::string>{"smtp", "out-1"}));
    EXPECT_EQ(sources[1].max_age_seconds, 5400U);
    EXPECT_EQ(sources[1].events, "every");
}

TEST_F(log_source_test, a_key_of_another_type_would_do_nothing)
{
    read("log_sources: [{type: stdin, path: /a}]");
    EXPECT_EQ(told_, "f.yaml:1: log_sources[0].path: only a source of the type postfix has one; accepted: null\n");
    read("log_sources: [{type: postfix, path: /a, units: [a.service]}]");
    EXPECT_EQ(told_, "f.yaml:1: log_sources[0].units: only a source of the type journald has some; accepted: null\n");
    read("log_sources: [{type: journald, address: \"unix:/a\"}]");
    EXPECT_EQ(told_, "f.yaml:1: log_sources[0].address: only a source of the type syslog has one; accepted: null\n");
    read("log_sources: [{type: stdin, path: ~, units: ~, address: ~}]");
    EXPECT_EQ(told_, "");
}

TEST_F(log_source_test, the_own_key_is_needed_except_units)
{
    read("log_sources: [{type: postfix}]");
    EXPECT_EQ(told_, "f.yaml:1: log_sources[0].path: missing; accepted: an absolute path such as /var/log/mail.log\n");
    read("log_sources: [{type: syslog}]");
    EXPECT_NE(told_.find("log_sources[0].address: missing; accepted: \"udp://"), std::string::npos) << told_;
    read("log_sources: [{type: journald}]");
    EXPECT_EQ(told_, "");
}

TEST_F(log_source_test, paths_are_absolute)
{
    for (const char* path : {"mail.log", "./mail.log", "''", "\"/var/log/mail\\tlog\""}) {
        EXPECT_TRUE(read("log_sources: [{path: " + std::string(path) + "}]").at(0).path.empty()) << path;
        EXPECT_NE(told_.find("log_sources[0].path"), std::string::npos) << path;
    }
}

TEST_F(log_source_test, a_unit_has_a_suffix_or_is_a_glob)
{
    for (const char* unit : {"postfix.service", "postfix@-.service", "postfix*", "post?ix", "[pq]ostfix"}) {
        read("log_sources: [{type: journald, units: [\"" + std::string(unit) + "\"]}]");
        EXPECT_EQ(told_, "") << unit;
    }
    read("log_sources: [{type: journald, units: [postfix]}]");
    EXPECT_NE(told_.find("log_sources[0].units[0]: \"postfix\" is not accepted; accepted: a systemd unit with"),
              std::string::npos)
        << told_;
}

TEST_F(log_source_test, each_log_once)
{
    const std::string yaml = "log_sources:\n- {path: /a}\n- {path: /b}\n- {path: /a}\n";
    read(yaml);
    EXPECT_EQ(told_, "f.yaml:4: log_sources[2]: reads the same as log_sources[0]; accepted: each log once\n");
    read("log_sources: [{type: stdin}, {type: stdin}]");
    EXPECT_EQ(told_, "f.yaml:1: log_sources[1]: reads the same as log_sources[0]; accepted: each log once\n");
    read("log_sources: [{type: journald, units: [a.service]}, {type: journald, units: [b.service]}]");
    EXPECT_NE(told_.find("log_sources[1]: reads the same"), std::string::npos);
    read("log_sources: [{type: syslog, address: \"udp://127.0.0.1:1\"}, {type: syslog, address: "
         "\"tcp://127.0.0.1:1\"}]");
    EXPECT_EQ(told_, "") << "two sockets";
    read("log_sources: [{type: syslog, address: \"udp://127.0.0.1:0\"}, {type: syslog, address: "
         "\"udp://127.0.0.1:0\"}]");
    EXPECT_EQ(told_, "") << "port 0 is another one each time";
}

TEST(parse_syslog_address, three_forms)
{
    const auto udp = parse_syslog_address("udp://127.0.0.1:514");
    ASSERT_TRUE(udp);
    EXPECT_EQ(udp->over, transport::udp);
    EXPECT_EQ(udp->at, (address{.is_unix = false, .host = "127.0.0.1", .port = 514}));
    const auto tcp = parse_syslog_address("tcp://[2001:DB8::1]:601");
    ASSERT_TRUE(tcp);
    EXPECT_EQ(tcp->over, transport::tcp);
    EXPECT_EQ(tcp->at, (address{.is_unix = false, .host = "2001:db8::1", .port = 601}));
    const auto local = parse_syslog_address("unix:/run/recoil/log");
    ASSERT_TRUE(local);
    EXPECT_EQ(local->over, transport::unix_datagrams);
    EXPECT_EQ(local->at, (address{.is_unix = true, .host = "/run/recoil/log", .port = 0}));
}

TEST(parse_syslog_address, nothing_else)
{
    for (const char* text :
         {"", "127.0.0.1:514", "udp://", "udp://127.0.0.1", "udp://localhost:514", "udp:127.0.0.1:1",
          "udp://unix:/run/log", "unix:run/log", "unix:///", "tls://127.0.0.1:6514", "UDP://127.0.0.1:1"})
        EXPECT_EQ(parse_syslog_address(text).has_value(), std::string_view(text) == "unix:///") << text;
}

} // namespace
} // namespace recoil::config
