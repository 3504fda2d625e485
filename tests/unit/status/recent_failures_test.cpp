#include "status/recent_failures.hpp"

#include "outcomes.hpp"
#include "status/bounded_text.hpp"
#include "util/utf8.hpp"

#include <gtest/gtest.h>

namespace recoil::status {
namespace {

TEST(recent_failures, says_what_an_operator_needs)
{
    recent_failures recent;
    const event::record e = test::full_record();
    recent.add(test::failure_of(e));
    ASSERT_EQ(recent.list().size(), 1u);
    const failure& f = recent.list().front();
    EXPECT_EQ(f.time, e.time);
    EXPECT_EQ(f.recipient, "Jo@example.net");
    EXPECT_EQ(f.original_recipient, "jo@example.org");
    EXPECT_EQ(f.provider, "microsoft365");
    EXPECT_EQ(f.category, "banned_ip");
    EXPECT_EQ(f.reason, "ip_banned");
    EXPECT_EQ(f.fix_owner, "sender_admin");
    EXPECT_EQ(f.status, "5.7.606");
    EXPECT_EQ(f.diagnostic, e.diagnostic);
    EXPECT_EQ(f.advice, "Ask for delisting.");
    EXPECT_EQ(f.rule, "m365-banned-ip");
    EXPECT_FALSE(f.suppress);
}

TEST(recent_failures, a_log_tells_when_it_happened_and_a_notice_when_it_came)
{
    event::record e = test::full_record();
    EXPECT_EQ(known_at(e), e.time);
    e.kind = dsn::kind::log_line;
    EXPECT_EQ(known_at(e), *e.occurred_at);
    e.occurred_at = e.time + std::chrono::hours(1);
    EXPECT_EQ(known_at(e), e.time) << "its clock is ahead of ours";
    e.occurred_at.reset();
    EXPECT_EQ(known_at(e), e.time);
}

TEST(recent_failures, what_is_absent_stays_empty)
{
    recent_failures recent;
    event::record e = test::failed_record("jo@example.net");
    e.cause.reset();
    e.status.reset();
    recent.add(test::failure_of(e));
    const failure& f = recent.list().front();
    EXPECT_EQ(f.original_recipient, "") << "the same one";
    EXPECT_EQ(f.status + f.advice + f.rule + f.fix_owner, "");
    EXPECT_EQ(f.reason, "unknown");
}

TEST(recent_failures, keeps_the_last_fifty_newest_first)
{
    recent_failures recent;
    for (int i = 0; i < 120; ++i) {
        const event::record e = test::failed_record(std::to_string(i));
        recent.add(test::failure_of(e));
    }
    ASSERT_EQ(recent.list().size(), recent_failures::capacity);
    EXPECT_EQ(recent.list().front().recipient, "119");
    EXPECT_EQ(recent.list().back().recipient, "70");
}

TEST(recent_failures, texts_are_bounded)
{
    recent_failures recent;
    std::string wide;
    while (wide.size() < 3000)
        wide += "\xE2\x82\xAC";
    event::record e = test::failed_record(wide, wide);
    e.original_recipient = wide + "x";
    e.cause->advice = wide;
    recent.add(test::failure_of(e));
    const failure& f = recent.list().front();
    for (const std::string& text : {f.recipient, f.original_recipient, f.diagnostic, f.advice}) {
        EXPECT_LE(text.size(), kept_bytes);
        EXPECT_GE(text.size(), shown_bytes - 2) << "as much as is shown";
        EXPECT_TRUE(utf8::valid(text));
    }
}

} // namespace
} // namespace recoil::status
