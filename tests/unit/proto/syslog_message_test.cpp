#include "proto/syslog_message.hpp"

#include "proto/log_line.hpp"

#include <gtest/gtest.h>

#include <span>
#include <string>

namespace recoil::proto {
namespace {

const syslog_defaults defaults{"here.example.com", std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)};

struct example {
    std::string_view message;
    std::string_view line;
};

constexpr example rfc3164[] = {
    {"<22>Nov 21 08:00:00 mx1 postfix/smtp[123]: 4ABCDEF: x", "Nov 21 08:00:00 mx1 postfix/smtp[123]: 4ABCDEF: x"},
    {"<0>Nov  1 08:00:00 mx1 postfix/smtp[123]: x", "Nov  1 08:00:00 mx1 postfix/smtp[123]: x"},
    {"<191>2026-11-21T08:00:00.123456+01:00 mx1 postfix/smtp[123]: x",
     "2026-11-21T08:00:00.123456+01:00 mx1 postfix/smtp[123]: x"},
    {"Nov 21 08:00:00 mx1 postfix/smtp[123]: x", "Nov 21 08:00:00 mx1 postfix/smtp[123]: x"},
    {"<22>Nov 21 08:00:00 2001:db8::1 postfix/smtp[123]: x", "Nov 21 08:00:00 2001:db8::1 postfix/smtp[123]: x"},
    {"<22>Nov 21 08:00:00 [192.0.2.1] postfix/smtp[123]: x", "Nov 21 08:00:00 [192.0.2.1] postfix/smtp[123]: x"},
    // syslog(3): no host
    {"<22>Nov 21 08:00:00 postfix/smtp[123]: 4ABCDEF: x",
     "Nov 21 08:00:00 here.example.com postfix/smtp[123]: 4ABCDEF: x"},
    {"<22>Nov 21 08:00:00 postfix/smtp: x", "Nov 21 08:00:00 here.example.com postfix/smtp: x"},
    {"<22>Nov 21 08:00:00 sshd[1]: x", "Nov 21 08:00:00 here.example.com sshd[1]: x"},
    {"<22>Nov 21 08:00:00 kernel: x", "Nov 21 08:00:00 here.example.com kernel: x"},
    {"<22>Nov 21 08:00:00 postfix/smtp x", "Nov 21 08:00:00 here.example.com postfix/smtp x"},
    {"<22>Nov 21 08:00:00  postfix/smtp[123]: x", "Nov 21 08:00:00 here.example.com postfix/smtp[123]: x"},
    {"<22>Nov 21 08:00:00 sshd[1] x", "Nov 21 08:00:00 here.example.com sshd[1] x"},
    // no time stamp
    {"<22>postfix/smtp[123]: x", "2026-11-21T00:00:00.000Z here.example.com postfix/smtp[123]: x"},
    {"<22>Nov 21 25:00:00 x", "2026-11-21T00:00:00.000Z here.example.com Nov 21 25:00:00 x"},
    // ends of lines and of C strings
    {"<22>Nov 21 08:00:00 mx1 postfix/smtp[123]: x\n", "Nov 21 08:00:00 mx1 postfix/smtp[123]: x"},
    {"<22>Nov 21 08:00:00 mx1 postfix/smtp[123]: x\r\n", "Nov 21 08:00:00 mx1 postfix/smtp[123]: x"},
    {{"<22>Nov 21 08:00:00 mx1 postfix/smtp[123]: x\n\0", 46}, "Nov 21 08:00:00 mx1 postfix/smtp[123]: x"},
    {{"<22>Nov 21 08:00:00 mx1 postfix/smtp[123]: x\0y", 46}, {"Nov 21 08:00:00 mx1 postfix/smtp[123]: x\0y", 42}},
    // no priority: text
    {"<>Nov 21", "2026-11-21T00:00:00.000Z here.example.com <>Nov 21"},
    {"<2222>x", "2026-11-21T00:00:00.000Z here.example.com <2222>x"},
    {"<22", "2026-11-21T00:00:00.000Z here.example.com <22"},
    {"<-1>x", "2026-11-21T00:00:00.000Z here.example.com <-1>x"},
    {"<22>Nov 21 08:00:00", "Nov 21 08:00:00"},
};

constexpr example rfc5424[] = {
    {"<22>1 2026-11-21T08:00:00Z mx1 postfix/smtp 123 - - 4ABCDEF: x",
     "2026-11-21T08:00:00Z mx1 postfix/smtp[123]: 4ABCDEF: x"},
    {"<22>1 2026-11-21T08:00:00.123456+01:00 mx1 postfix/smtp - - - x",
     "2026-11-21T08:00:00.123456+01:00 mx1 postfix/smtp: x"},
    {"<22>1 2026-11-21T08:00:00Z mx1 postfix/smtp 123 mail - x", "2026-11-21T08:00:00Z mx1 postfix/smtp[123]: x"},
    {"<22>1 2026-11-21T08:00:00Z - postfix/smtp 123 - - x",
     "2026-11-21T08:00:00Z here.example.com postfix/smtp[123]: x"},
    {"<22>1 - mx1 postfix/smtp 123 - - x", "2026-11-21T00:00:00.000Z mx1 postfix/smtp[123]: x"},
    {"<22>1 2026-11-21T08:00:00Z mx1 - - - - x", "2026-11-21T08:00:00Z mx1 -: x"},
    {"<22>1 2026-11-21T08:00:00Z mx1 - 1 - - x", "2026-11-21T08:00:00Z mx1 -[1]: x"},
    {"<22>1 2026-11-21T08:00:00Z mx1 postfix/smtp 1 - -  x", "2026-11-21T08:00:00Z mx1 postfix/smtp[1]:  x"},
    {"<22>1 2026-11-21T08:00:00Z mx1 postfix/smtp 1 - - \xEF\xBB\xBFx", "2026-11-21T08:00:00Z mx1 postfix/smtp[1]: x"},
    {"<22>1 2026-11-21T08:00:00Z mx1 postfix/smtp 1 - -", "2026-11-21T08:00:00Z mx1 postfix/smtp[1]: "},
    // structured data
    {"<22>1 2026-11-21T08:00:00Z mx1 a/b 1 - [x] y", "2026-11-21T08:00:00Z mx1 a/b[1]: y"},
    {R"(<22>1 2026-11-21T08:00:00Z mx1 a/b 1 - [x a="1" b="2"][z c="3"] y)", "2026-11-21T08:00:00Z mx1 a/b[1]: y"},
    {R"(<22>1 2026-11-21T08:00:00Z mx1 a/b 1 - [x a="] \"] \\"] y)", "2026-11-21T08:00:00Z mx1 a/b[1]: y"},
    {R"(<22>1 2026-11-21T08:00:00Z mx1 a/b 1 - [x a="b"])", "2026-11-21T08:00:00Z mx1 a/b[1]: "},
    {"<22>1 2026-11-21T08:00:00Z mx1 a/b 1 - - [y]", "2026-11-21T08:00:00Z mx1 a/b[1]: [y]"},
    // what cannot be read
    {R"(<22>1 2026-11-21T08:00:00Z mx1 a/b 1 - [x a="] y)", ""},
    {R"(<22>1 2026-11-21T08:00:00Z mx1 a/b 1 - [x a="b"]y)", ""},
    {R"(<22>1 2026-11-21T08:00:00Z mx1 a/b 1 - [x a="\)", ""},
    {"<22>1 2026-11-21T08:00:00Z mx1 a/b 1 - y", ""},
    {"<22>1 2026-11-21T08:00:00Z mx1 a/b 1 -", ""},
    {"<22>1 2026-11-21T08:00:00Z", ""},
    {"<22>1 ", ""},
};

std::string line_of(std::string_view message)
{
    std::string buffer = "left over";
    return std::string(read_syslog_message(message, defaults, buffer));
}

TEST(syslog_message, rfc3164)
{
    for (const example& e : rfc3164)
        EXPECT_EQ(line_of(e.message), e.line) << e.message;
}

TEST(syslog_message, rfc5424)
{
    for (const example& e : rfc5424)
        EXPECT_EQ(line_of(e.message), e.line) << e.message;
}

TEST(syslog_message, nothing_is_no_line)
{
    for (const std::string_view message : {"", "<22>", "\n", "\r\n", "<22>\n"})
        EXPECT_EQ(line_of(message), "") << message;
    EXPECT_EQ(line_of(std::string_view("\0", 1)), "");
}

TEST(syslog_message, a_line_that_stands_there_is_not_copied)
{
    const std::string_view message = rfc3164[0].message;
    std::string buffer;
    EXPECT_EQ(read_syslog_message(message, defaults, buffer).data(), message.data() + 4);
    EXPECT_TRUE(buffer.empty());
}

// All ways that a message can come say the same.
TEST(syslog_message, every_form_is_read_as_a_line_of_a_log)
{
    log_line_reader reader([](std::chrono::local_seconds local) { return time_point(local.time_since_epoch()); });
    for (const std::string_view message :
         {"<22>Nov 21 08:00:00 mx1 postfix-out1/smtp[123]: 4ABCDEF: x",
          "<22>2026-11-21T08:00:00Z mx1 postfix-out1/smtp[123]: 4ABCDEF: x",
          "<22>1 2026-11-21T08:00:00Z mx1 postfix-out1/smtp 123 - - 4ABCDEF: x",
          "<22>1 2026-11-21T08:00:00Z mx1 postfix-out1/smtp 123 - [m@1 a=\"]\"]  4ABCDEF: x\n"}) {
        SCOPED_TRACE(message);
        const std::string text = line_of(message);
        const auto line = reader.read(text, defaults.now);
        ASSERT_TRUE(line);
        EXPECT_EQ(line->time, defaults.now + std::chrono::hours(8));
        EXPECT_EQ(line->host, "mx1");
        EXPECT_EQ(line->instance, "postfix-out1");
        EXPECT_EQ(line->service, "smtp");
        EXPECT_EQ(line->message, "4ABCDEF: x");
    }
}

TEST(syslog_message, whatever_is_cut_off_it_is_read)
{
    for (const auto& table : {std::span<const example>(rfc3164), std::span<const example>(rfc5424)}) {
        for (const example& e : table) {
            for (std::size_t size = 0; size < e.message.size(); ++size) {
                const std::string cut(e.message.substr(0, size)); // a copy, so that a read beyond is seen
                EXPECT_LE(line_of(cut).size(), cut.size() + 2 * defaults.host.size() + 26) << cut;
            }
        }
    }
}

} // namespace
} // namespace recoil::proto
