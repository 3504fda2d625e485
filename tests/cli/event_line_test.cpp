#include "daemon/cli/event_line.hpp"

#include "cli/event_object.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace recoil::cli {

namespace {

namespace json = boost::json;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string line(const json::object& event)
{
    return event_line(event, terminal(-1)); // 100 columns, no colours
}

// On a terminal of that width, with colours.
std::string line_within(unsigned short columns, const json::object& event, bool heading = false)
{
    int master = -1;
    int slave = -1;
    winsize size{};
    size.ws_col = columns;
    unsetenv("NO_COLOR");
    if (openpty(&master, &slave, nullptr, nullptr, &size) != 0)
        return "no terminal";
    const terminal out(slave);
    const std::string text = heading ? event_line_heading(out) : event_line(event, out);
    close(master);
    close(slave);
    return text;
}

TEST(event_line, when_what_whom_who_why)
{
    EXPECT_EQ(line(event_with()), "11-21 08:00:00 failed    jo@example.net             gmail          user_unknown    "
                                  "         550 5.1.1 User unknown\n");
    EXPECT_EQ(event_line_heading(terminal(-1)), "TIME (UTC)     WHAT      RECIPIENT                  PROVIDER       "
                                                "REASON                   REPLY\n");
}

TEST(event_line, a_ban_names_our_address)
{
    EXPECT_THAT(line(ban_with()), HasSubstr(" BANNED "));
    EXPECT_THAT(line(ban_with()), HasSubstr(" [192.0.2.1] 550 5.7.606 Access denied"));
    EXPECT_THAT(line(ban_with({{"sending_ip", nullptr}})), Not(HasSubstr("[] ")));
}

TEST(event_line, outcomes)
{
    EXPECT_THAT(line(event_with({{"action", "delayed"}})), HasSubstr(" deferred "));
    EXPECT_THAT(line(event_with({{"action", "delivered"}})), HasSubstr(" delivered "));
    EXPECT_THAT(line(event_with({{"action", nullptr}, {"kind", "complaint"}})), HasSubstr(" complaint "));
    EXPECT_THAT(line(ban_with({{"authentic", false}})), HasSubstr(" forged "));
    EXPECT_THAT(line(ban_with({{"duplicate", true}})), HasSubstr(" repeated "));
}

TEST(event_line, what_is_told_once_more_stands_in_brackets)
{
    EXPECT_THAT(line(ban_with({{"counted", false}})), HasSubstr(" (BANNED) "));
    EXPECT_THAT(line(event_with({{"counted", false}, {"action", "delayed"}})), HasSubstr(" (delayed) "));
    EXPECT_THAT(line(event_with({{"counted", false}})), HasSubstr(" (failed) "));
}

TEST(event_line, what_is_absent_is_a_dash)
{
    EXPECT_THAT(line(json::object{}), StartsWith("-              -         -"));
}

TEST(event_line, everything_is_escaped)
{
    const json::value hostile("\x1b[2J\r\n\xE2\x80\xAE");
    for (const char* field : {"recipient", "provider", "reason", "diagnostic", "sending_ip", "action"}) {
        const std::string text = line(ban_with({{field, hostile}}));
        EXPECT_EQ(text.find_first_of("\x1b\r"), std::string::npos) << field;
        EXPECT_EQ(text.find('\n'), text.size() - 1) << field;
        EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos) << field;
    }
}

TEST(event_line, outside_of_a_terminal_nothing_of_the_reply_is_cut)
{
    const std::string reply(3000, 'x');
    EXPECT_THAT(line(event_with({{"diagnostic", json::value(reply)}})), HasSubstr(reply));
}

TEST(event_line, a_terminal_gets_what_fits)
{
    const json::object event = event_with({{"diagnostic", json::value(std::string(300, 'x'))}, {"category", "spam"}});
    EXPECT_EQ(line_within(120, event).size(), 121U);
    EXPECT_THAT(line_within(120, event), HasSubstr("xxx..."));
    EXPECT_EQ(line_within(80, event), "08:00:00 failed    jo@example.net           gmail          user_unknown\n");
    EXPECT_EQ(line_within(60, event), "08:00:00 failed    jo@example.net     user_unknown\n");
    EXPECT_EQ(line_within(60, {}, true), "\033[1mUTC      WHAT      RECIPIENT          REASON\033[0m\n");
}

TEST(event_line, colours_say_what_matters)
{
    EXPECT_THAT(line_within(120, ban_with()), StartsWith("\033[1;31m"));
    EXPECT_THAT(line_within(120, event_with()), StartsWith("\033[33m"));
    EXPECT_THAT(line_within(120, event_with({{"action", "delivered"}, {"category", nullptr}})), StartsWith("\033[32m"));
    EXPECT_THAT(line_within(120, ban_with({{"counted", false}})), StartsWith("\033[2m"));
    EXPECT_THAT(line_within(120, event_with({{"category", "throttled"}})), StartsWith("11-21"));
}

} // namespace

} // namespace recoil::cli
