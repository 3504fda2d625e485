#include "config/checks.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::config {
namespace {

struct check_case {
    const char* name;
    check run;
    std::vector<std::string> good, bad;
};

const std::string label_63(63, 'a');
const std::string host_253 = label_63 + "." + label_63 + "." + label_63 + "." + std::string(61, 'b');

const check_case cases[]{
    {"path", check_path, {"/etc/recoil/rules.d/*.yaml", "events.jsonl", "-", "/a b"}, {"", "/a\nb", "\x7F"}},
    {"event_path", check_event_path, {"-", "/var/log/recoil/events.jsonl"}, {"", "a\tb", std::string("a\0b", 3)}},
    {"host",
     check_host,
     {"mail", "out1.example.com", "3com.example", "_spf.example.com", "xn--mnchen-3ya.example", host_253},
     {"", ".", "a.", ".a", "a..b", "-a.example", "a-.example", "a b", "m\xC3\xBCnchen.example", "192.0.2.1", "::1",
      label_63 + "a.example", host_253 + "b", "user@example.com", "a/b"}},
    {"field_name",
     check_field_name,
     {"X-Campaign-ID", "subject", "!"},
     {"", "X-Campaign-ID:", "X Campaign", "X\tY", "\xC3\xBC", std::string(78, 'x')}},
    {"ip", check_ip, {"192.0.2.3", "2001:db8::3"}, {"", "192.0.2", "[::1]", "example.com", "192.0.2.3:25"}},
    {"listen", check_listen, {"127.0.0.1:2424", "[::1]:25", "unix:/run/a"}, {"", "localhost:25", "unix:a"}},
    {"http_listen", check_http_listen, {"", "127.0.0.1:9850", "[::]:9850"}, {"unix:/run/a", ":9850", "9850", "*:9850"}},
    {"token_file", check_token_file, {"", "/etc/recoil/token"}, {"/a\nb", "\x7F"}},
    {"network",
     check_network,
     {"127.0.0.0/8", "2001:db8::/32", "192.0.2.3", "::1", "0.0.0.0/0"},
     {"", "127.0.0.1/8", "localhost", "10.0.0.0/33", "10/8", "2001:db8::1/32"}},
    {"next_hop",
     check_next_hop,
     {"127.0.0.1:10026", "[::1]:25", "unix:/run/a"},
     {"", "127.0.0.1:0", "localhost:25", "mx.example.com:25", "unix:a"}},
    {"syslog_name",
     check_syslog_name,
     {"postfix-out3", "postfix/out_3.b", std::string(64, 'x')},
     {"", "a b", "a[1]", "a:", "\xC3\xBC", std::string(65, 'x')}},
    {"label",
     check_label,
     {"marketing", "pool-1_a.b", std::string(64, 'x')},
     {"", "a b", "a\"b", "a,b", std::string(65, 'x')}},
    {"stream_from",
     check_stream_from,
     {"", "verp", "sender_domain", "header:X-Stream"},
     {"header", "header:", "header:X Stream", "header:X:", "Verp", "verp ", "recipient"}},
    {"mode",
     check_mode,
     {"0600", "0660", "0777", "660"},
     {"", "0", "0577", "0060", "0o660", "0668", "1777", "00660", "06600", "432"}},
    {"group", check_group, {"postfix", "_recoil", "www-data"}, {"", "-x", "a b", "a:b", std::string(33, 'x')}},
};

TEST(checks, what_is_accepted_and_what_is_not)
{
    for (const check_case& c : cases) {
        for (const std::string& text : c.good)
            EXPECT_EQ(c.run(text), "") << c.name << ": " << text;
        for (const std::string& text : c.bad)
            EXPECT_NE(c.run(text), "") << c.name << ": " << text;
    }
}

TEST(checks, every_refusal_says_what_is_accepted_in_one_line)
{
    for (const check_case& c : cases) {
        for (const std::string& text : c.bad) {
            const std::string_view accepted = c.run(text);
            EXPECT_GE(accepted.size(), 6U) << c.name;
            EXPECT_EQ(accepted.find('\n'), std::string_view::npos) << c.name;
        }
    }
}

} // namespace
} // namespace recoil::config
