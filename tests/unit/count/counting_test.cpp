#include "count/counting.hpp"

#include <gtest/gtest.h>

namespace recoil::count {
namespace {

event::record failure(dsn::kind kind, event::origin origin)
{
    event::record e;
    e.kind = kind;
    e.action = dsn::action::failed;
    e.origin = origin;
    return e;
}

TEST(counting, takes_failures_and_delays_of_bounces)
{
    const struct {
        dsn::kind kind;
        std::optional<dsn::action> action;
        bool counts;
    } cases[] = {
        {dsn::kind::dsn, dsn::action::failed, true},
        {dsn::kind::dsn, dsn::action::delayed, true},
        {dsn::kind::dsn, dsn::action::delivered, false},
        {dsn::kind::dsn, dsn::action::relayed, false},
        {dsn::kind::dsn, std::nullopt, false},
        {dsn::kind::nonstandard_bounce, dsn::action::failed, true},
        {dsn::kind::complaint, dsn::action::failed, false},
        {dsn::kind::auto_reply, dsn::action::failed, false},
        {dsn::kind::mdn, dsn::action::failed, false},
        {dsn::kind::other, std::nullopt, false},
    };
    for (const auto& c : cases) {
        event::record e = failure(c.kind, event::origin::remote);
        e.action = c.action;
        EXPECT_EQ(countable(e, session_source::notice), c.counts) << dsn::name(c.kind);
        EXPECT_EQ(countable(e, session_source::log), c.counts) << dsn::name(c.kind);
    }
}

TEST(counting, a_refusal_in_our_own_session_counts_from_the_trusted_source_only)
{
    const event::record notice = failure(dsn::kind::dsn, event::origin::session);
    const event::record line = failure(dsn::kind::log_line, event::origin::session);
    EXPECT_TRUE(countable(notice, session_source::notice));
    EXPECT_FALSE(countable(line, session_source::notice));
    EXPECT_FALSE(countable(notice, session_source::log));
    EXPECT_TRUE(countable(line, session_source::log));
}

TEST(counting, a_forged_notice_does_not_count)
{
    event::record e = failure(dsn::kind::dsn, event::origin::remote);
    e.authentic = false;
    EXPECT_FALSE(countable(e, session_source::notice));
    e.authentic = true;
    EXPECT_TRUE(countable(e, session_source::notice));
}

TEST(counting, what_is_late_does_not_count)
{
    event::record e = failure(dsn::kind::log_line, event::origin::session);
    e.late = true;
    EXPECT_FALSE(countable(e, session_source::log));
}

TEST(counting, a_delivery_of_the_log_counts)
{
    event::record e = failure(dsn::kind::log_line, event::origin::session);
    e.action = dsn::action::delivered;
    EXPECT_TRUE(countable(e, session_source::log));
    EXPECT_TRUE(countable(e, session_source::notice));
    e.late = true;
    EXPECT_FALSE(countable(e, session_source::log));
}

} // namespace
} // namespace recoil::count
