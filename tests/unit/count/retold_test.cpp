#include "count/retold.hpp"

#include <gtest/gtest.h>

namespace recoil::count {
namespace {

event::record failure(dsn::kind kind, event::origin origin, std::string recipient = "gone@example.net")
{
    event::record e;
    e.kind = kind;
    e.origin = origin;
    e.action = dsn::action::failed;
    e.queue_id = "4Xy1";
    e.recipient = std::move(recipient);
    e.counted = true;
    return e;
}

event::record line()
{
    return failure(dsn::kind::log_line, event::origin::session);
}

event::record strange_notice()
{
    return failure(dsn::kind::dsn, event::origin::remote);
}

TEST(retold_failures, the_second_of_log_and_strange_notice_is_found)
{
    retold_failures log_first;
    EXPECT_FALSE(log_first.add(line()));
    EXPECT_TRUE(log_first.add(strange_notice()));
    retold_failures notice_first;
    EXPECT_FALSE(notice_first.add(strange_notice()));
    EXPECT_TRUE(notice_first.add(line()));
}

TEST(retold_failures, the_recipient_is_the_same_in_any_case)
{
    retold_failures told;
    told.add(line());
    EXPECT_TRUE(told.add(failure(dsn::kind::dsn, event::origin::remote, "Gone@Example.NET")));
}

TEST(retold_failures, one_source_that_repeats_itself_is_no_second)
{
    retold_failures told;
    EXPECT_FALSE(told.add(line()));
    EXPECT_FALSE(told.add(line()));
    retold_failures notices;
    EXPECT_FALSE(notices.add(strange_notice()));
    EXPECT_FALSE(notices.add(strange_notice()));
}

TEST(retold_failures, what_is_known_as_ours_or_does_not_count_is_no_second)
{
    event::record uncounted = strange_notice();
    uncounted.counted = false;
    event::record delayed = strange_notice();
    delayed.action = dsn::action::delayed; // the log says so many times
    event::record nameless = strange_notice();
    nameless.queue_id.clear();
    event::record elsewhere = strange_notice();
    elsewhere.queue_id = "4Xy2";
    for (const event::record& e : {failure(dsn::kind::dsn, event::origin::session), uncounted, delayed, nameless,
                                   elsewhere, failure(dsn::kind::dsn, event::origin::remote, "other@example.net")}) {
        retold_failures told;
        told.add(line());
        EXPECT_FALSE(told.add(e)) << e.queue_id << e.recipient;
    }
}

TEST(retold_failures, forgets_the_oldest_first)
{
    retold_failures told(2);
    told.add(line());
    for (const char* other : {"a@example.net", "b@example.net"})
        told.add(failure(dsn::kind::log_line, event::origin::session, other));
    EXPECT_FALSE(told.add(strange_notice()));
    EXPECT_TRUE(told.add(failure(dsn::kind::dsn, event::origin::remote, "b@example.net")));
}

} // namespace
} // namespace recoil::count
