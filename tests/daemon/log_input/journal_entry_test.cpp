#include "daemon/log_input/journal_entry.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil {
namespace {

journal_entry entry()
{
    return {.microseconds = 1'795'248'000'123'456,
            .host = "mx1",
            .identifier = "postfix/smtp",
            .process = "1234",
            .message = "4ABC: to=<a@example.com>, status=sent (250 ok)"};
}

TEST(journal_entry, is_a_line_as_syslog_writes_it)
{
    EXPECT_EQ(to_log_line(entry()),
              "2026-11-21T08:00:00.123456Z mx1 postfix/smtp[1234]: 4ABC: to=<a@example.com>, status=sent (250 ok)");
}

TEST(journal_entry, keeps_its_place_without_a_field)
{
    journal_entry e = entry();
    e.microseconds = 1'795'248'000'000'007;
    e.host.clear();
    e.process.clear();
    e.message = "x";
    EXPECT_EQ(to_log_line(e), "2026-11-21T08:00:00.000007Z localhost postfix/smtp: x");
    e.identifier.clear();
    EXPECT_EQ(to_log_line(e), "2026-11-21T08:00:00.000007Z localhost unknown: x");
}

TEST(journal_entry, is_one_line)
{
    journal_entry e = entry();
    e.message = "one\nNov 21 08:00:00 mx1 postfix/smtp[1]: forged";
    EXPECT_EQ(to_log_line(e).find('\n'), std::string::npos);
}

TEST(journal_filter, without_units_takes_what_calls_itself_postfix)
{
    const journal_filter filter({});
    EXPECT_TRUE(filter.wants("postfix@-.service", "postfix/smtp"));
    EXPECT_TRUE(filter.wants("", "postfix-out1/smtp"));
    EXPECT_FALSE(filter.wants("postfix@-.service", "sshd"));
    EXPECT_FALSE(filter.wants("", ""));
    EXPECT_TRUE(filter.plain_units().empty());
}

TEST(journal_filter, with_units_takes_theirs)
{
    const journal_filter filter({"postfix@*.service", "mta.service"});
    EXPECT_TRUE(filter.wants("postfix@-.service", "postfix/smtp"));
    EXPECT_TRUE(filter.wants("mta.service", "out/smtp"));
    EXPECT_FALSE(filter.wants("postfix.service", "postfix/smtp"));
    EXPECT_FALSE(filter.wants("", "postfix/smtp"));
    EXPECT_TRUE(filter.plain_units().empty()) << "the journal cannot look up a glob";
}

TEST(journal_filter, plain_units_are_looked_up)
{
    const std::vector<std::string> units{"postfix@-.service", "postfix@out1.service"};
    const journal_filter filter(units);
    EXPECT_EQ(filter.plain_units(), units);
    EXPECT_TRUE(filter.wants("postfix@out1.service", "x"));
    for (const char* glob : {"post?ix.service", "[p]ostfix.service", "postfix*"})
        EXPECT_TRUE(journal_filter({glob}).plain_units().empty()) << glob;
}

} // namespace
} // namespace recoil
