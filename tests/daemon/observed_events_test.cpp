#include "daemon/observed_events.hpp"

#include "daemon/observing.hpp"
#include "support/file_size_limit.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace recoil {
namespace {

using namespace std::chrono_literals;
using test::no_room;
using test::observing;

pipeline::outcome notice(const std::string& id, std::size_t recipients = 1)
{
    pipeline::outcome result;
    result.kind = dsn::kind::dsn;
    for (std::size_t i = 0; i < recipients; ++i) {
        event::record e;
        e.id = id + "/" + std::to_string(i);
        e.source = event::source::milter;
        e.kind = dsn::kind::dsn;
        e.action = dsn::action::failed;
        e.recipient = "nobody@example.net";
        result.events.push_back(std::move(e));
    }
    return result;
}

observed_limits quick()
{
    observed_limits result;
    result.pause = 5ms;
    return result;
}

TEST(observed_events, what_is_taken_is_written_and_counted)
{
    observing o;
    o.observed->take(notice("1"));
    o.observed->take(notice("2", 3));
    EXPECT_EQ(o.observed->waiting(), 2U);
    ASSERT_TRUE(o.turn_until([&] { return o.observed->waiting() == 0; }));
    EXPECT_EQ(o.lines().size(), 4U);
    EXPECT_EQ(o.sink_events("ok"), 4);
    EXPECT_EQ(o.sink_events("dropped"), 0);
    EXPECT_EQ(o.notices("dsn"), 2);
}

TEST(observed_events, ordinary_mail_is_counted_and_has_no_event)
{
    observing o;
    pipeline::outcome mail = notice("1");
    mail.kind = mail.events.front().kind = dsn::kind::other;
    o.observed->take(std::move(mail));
    o.observed->ordinary(event::source::milter, 1234);
    EXPECT_EQ(o.observed->waiting(), 0U);
    EXPECT_EQ(o.notices("other"), 2);
    EXPECT_EQ(o.metric("recoil_message_size_bytes_sum"), 1234);
    o.turn_for(20ms);
    EXPECT_TRUE(o.lines().empty());
    EXPECT_EQ(o.sink_events("ok"), 0);
}

TEST(observed_events, what_finds_no_room_is_dropped_and_counted)
{
    observed_limits limits;
    limits.messages = 2;
    observing o(limits);
    for (const char* id : {"1", "2", "3", "4"})
        o.observed->take(notice(id, 2));
    EXPECT_EQ(o.observed->waiting(), 2U);
    EXPECT_EQ(o.sink_events("dropped"), 4) << "events, not messages";
    ASSERT_TRUE(o.turn_until([&] { return o.observed->waiting() == 0; }));
    EXPECT_EQ(o.lines().size(), 4U);
    EXPECT_EQ(o.log().find("are dropped"), o.log().rfind("are dropped")) << "one line a minute is enough";
    EXPECT_NE(o.log().find("are dropped"), std::string::npos);
    o.observed->take(notice("5"));
    ASSERT_TRUE(o.turn_until([&] { return o.lines().size() == 5; })) << "there is room again";
}

TEST(observed_events, the_room_is_in_bytes_as_well)
{
    observed_limits limits;
    limits.bytes = 100'000;
    observing o(limits);
    pipeline::outcome large = notice("1");
    large.events.front().diagnostic = std::string(99'999, 'x');
    o.observed->take(std::move(large));
    EXPECT_EQ(o.sink_events("dropped"), 1);
    o.observed->take(notice("2", 1000));
    EXPECT_EQ(o.sink_events("dropped"), 1001);
    o.observed->take(notice("3"));
    ASSERT_TRUE(o.turn_until([&] { return o.observed->waiting() == 0; }));
    EXPECT_EQ(o.lines().size(), 1U);
}

TEST(observed_events, a_message_waits_until_the_file_takes_it)
{
    observing o(quick());
    {
        const test::file_size_limit full(0);
        for (int i = 0; i < 20; ++i)
            o.observed->take(notice(std::to_string(i)));
        o.turn_for(100ms);
        EXPECT_TRUE(o.lines().empty());
        EXPECT_EQ(o.observed->waiting(), 20U);
        EXPECT_EQ(o.sink_events("dropped"), 0);
        EXPECT_EQ(o.notices("dsn"), 0) << "nothing is counted before it is durable";
    }
    ASSERT_TRUE(o.turn_until([&] { return o.observed->waiting() == 0; }));
    EXPECT_EQ(o.lines().size(), 20U);
    EXPECT_EQ(o.notices("dsn"), 20);
}

// Else a full disk would cost more work than one with room.
TEST(observed_events, while_the_file_refuses_one_message_at_a_time_is_tried)
{
    observed_limits limits;
    limits.pause = 50ms;
    observing o(limits, no_room);
    o.observed->take(notice("0"));
    ASSERT_TRUE(o.turn_until([&] { return o.sink_events("refused") == 1; }));
    for (int i = 1; i < 100; ++i)
        o.observed->take(notice(std::to_string(i)));
    o.turn_for(500ms);
    EXPECT_EQ(o.observed->waiting(), 100U);
    EXPECT_LE(o.sink_events("refused"), 12);
    EXPECT_GE(o.sink_events("refused"), 2);
}

TEST(observed_events, what_is_refused_too_often_is_dropped)
{
    observed_limits limits = quick();
    limits.tries = 3;
    observing o(limits, no_room);
    o.observed->take(notice("1", 2));
    ASSERT_TRUE(o.turn_until([&] { return o.observed->waiting() == 0; }));
    EXPECT_EQ(o.sink_events("dropped"), 2);
    EXPECT_EQ(o.sink_events("refused"), 6);
    EXPECT_EQ(o.notices("dsn"), 0);
    EXPECT_TRUE(o.lines().empty());
}

TEST(observed_events, closing_waits_for_the_commit)
{
    observing o;
    bool done = false;
    o.observed->take(notice("1"));
    o.observed->take(notice("2"));
    o.observed->close([&] {
        done = true;
        EXPECT_EQ(o.lines().size(), 2U);
    });
    EXPECT_FALSE(done);
    ASSERT_TRUE(o.turn_until([&] { return done; }));
    EXPECT_EQ(o.observed->waiting(), 0U);
}

TEST(observed_events, closing_with_nothing_left_is_at_once)
{
    observing o;
    int times = 0;
    o.observed->close([&] { ++times; });
    EXPECT_EQ(times, 1);
    o.turn_for(20ms);
    EXPECT_EQ(times, 1);
}

TEST(observed_events, closing_tries_once_more_and_drops_what_is_refused)
{
    observed_limits limits;
    limits.pause = 1h;
    observing o(limits, no_room);
    for (const char* id : {"1", "2", "3"})
        o.observed->take(notice(id));
    o.turn_for(50ms);
    ASSERT_EQ(o.observed->waiting(), 3U);
    bool done = false;
    o.observed->close([&] { done = true; });
    ASSERT_TRUE(o.turn_until([&] { return done; }));
    EXPECT_EQ(o.sink_events("dropped"), 3);
}

TEST(observed_events, what_waits_at_the_end_is_counted_as_dropped)
{
    observed_limits limits;
    limits.pause = 1h;
    observing o(limits, no_room);
    o.observed->take(notice("1", 2));
    o.turn_for(50ms);
    o.observed.reset();
    EXPECT_EQ(o.sink_events("dropped"), 2);
    o.turn_for(20ms); // the timer that was cancelled touches nothing
}

TEST(observed_events, every_thread_may_give)
{
    observing o;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 50; ++i)
                o.observed->take(notice(std::to_string(t) + "-" + std::to_string(i)));
        });
    EXPECT_TRUE(o.turn_until([&] { return o.lines().size() == 200 && o.observed->waiting() == 0; }));
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(o.sink_events("ok"), 200);
    EXPECT_EQ(o.sink_events("dropped"), 0);
}

} // namespace
} // namespace recoil
