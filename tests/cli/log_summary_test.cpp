#include "daemon/cli/log_summary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace recoil::cli {
namespace {

using pipeline::line_result;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr int no_terminal = -1;

pipeline::logged refused(const std::string& provider, const std::string& category, const std::string& reason,
                         dsn::action action = dsn::action::failed)
{
    pipeline::logged said;
    event::record& e = said.record;
    e.kind = dsn::kind::log_line;
    e.action = action;
    e.recipient = "kim@example.net";
    e.provider = provider;
    e.diagnostic = "550 5.7.1 no";
    e.occurred_at = time_point(std::chrono::seconds(1'700'000'000));
    event::cause& cause = e.cause.emplace();
    cause.category = category;
    cause.reason = reason;
    cause.advice = "Ask for delisting.";
    cause.delist_url = "https://delist.example.com/";
    return said;
}

class summary : public ::testing::Test {
protected:
    std::string text(std::size_t top = 0) const { return summary_.text(out_, top); }

    terminal out_{no_terminal};
    log_summary summary_;
};

TEST_F(summary, counts_lines_by_what_they_say)
{
    for (int i = 0; i < 3; ++i)
        summary_.line(line_result::delivery);
    summary_.line(line_result::deferral);
    summary_.line(line_result::ignored);
    EXPECT_EQ(summary_.of(line_result::delivery), 3u);
    EXPECT_EQ(text(), "5 lines: 3 deliveries, 1 deferrals, 0 bounces\n");
    summary_.line(line_result::unparsed);
    EXPECT_THAT(text(), HasSubstr("1 lines could not be read"));
}

TEST_F(summary, tells_which_time_it_covers)
{
    pipeline::logged said = refused("gmail", "bad_address", "user_unknown");
    summary_.add(said);
    *said.record.occurred_at += std::chrono::hours(2);
    summary_.add(said);
    EXPECT_THAT(text(), HasSubstr(", 2023-11-14T22:13:20Z to 2023-11-15T00:13:20Z:"));
}

TEST_F(summary, a_ban_stands_before_what_is_more_frequent)
{
    for (int i = 0; i < 10; ++i)
        summary_.add(refused("gmail", "bad_address", "user_unknown"));
    summary_.add(refused("microsoft365", "banned_ip", "ip_banned"));
    const std::string shown = text();
    EXPECT_LT(shown.find("banned_ip/ip_banned"), shown.find("bad_address/user_unknown"));
    EXPECT_THAT(shown, HasSubstr("Ask for delisting."));
    EXPECT_THAT(shown, HasSubstr("https://delist.example.com/"));
    EXPECT_THAT(shown, HasSubstr("       10  bounced   gmail"));
}

TEST_F(summary, outcomes_are_groups_of_their_own)
{
    summary_.add(refused("gmail", "throttled", "rate_limited"));
    summary_.add(refused("gmail", "throttled", "rate_limited", dsn::action::delayed));
    pipeline::logged expired = refused("gmail", "throttled", "rate_limited");
    expired.record.expired = true;
    summary_.add(expired);
    for (const char* outcome : {"1  bounced", "1  deferred", "1  expired"})
        EXPECT_THAT(text(), HasSubstr(outcome));
}

TEST_F(summary, a_delivery_is_no_group)
{
    pipeline::logged said;
    said.record.action = dsn::action::delivered;
    said.record.provider = "gmail";
    summary_.add(said);
    EXPECT_THAT(text(), Not(HasSubstr("gmail")));
}

TEST_F(summary, shows_as_many_groups_as_are_asked_for)
{
    summary_.add(refused("gmail", "throttled", "rate_limited"));
    summary_.add(refused("yahoo", "throttled", "rate_limited"));
    summary_.add(refused("aol", "throttled", "rate_limited"));
    EXPECT_THAT(text(1), HasSubstr("2 more; --top 0 shows all"));
    EXPECT_THAT(text(3), Not(HasSubstr("more;")));
}

TEST_F(summary, what_a_stranger_wrote_is_escaped)
{
    pipeline::logged said = refused("gmail", "throttled", "rate_limited");
    said.record.diagnostic = "450 \x1b[2J gone";
    said.record.recipient = "a\rb@example.net";
    summary_.add(said);
    EXPECT_EQ(text().find('\x1b'), std::string::npos);
    EXPECT_EQ(text().find('\r'), std::string::npos);
}

} // namespace
} // namespace recoil::cli
