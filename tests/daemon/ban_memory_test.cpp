#include "daemon/ban_memory.hpp"

#include "classify/classifier.hpp"
#include "daemon/host.hpp"
#include "daemon/log.hpp"
#include "support/file_size_limit.hpp"
#include "support/full_record.hpp"
#include "support/sample_packs.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <sstream>
#include <string>

namespace recoil {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

const time_point now = wall_clock(); // by which start() writes

sink::metrics_options options()
{
    sink::metrics_options made;
    made.egress_ips = {"192.0.2.3"};
    return made;
}

struct run { // from one start of the daemon to its end
    explicit run(const std::string& state_folder, const std::string& events = "/var/log/recoil/events.jsonl")
        : memory(loop.get_executor(), state_folder, events, metrics, outcomes)
    {
        problems found;
        metrics.rules(*classify::classifier::build(test::sample_packs(), found), 0);
        memory.load(now);
    }
    void refuse(std::string_view reason = "ip_banned")
    {
        event::record e = test::full_record();
        e.kind = dsn::kind::log_line;
        e.origin = event::origin::session;
        e.time = now;
        e.occurred_at = now - 1min;
        e.cause->reason = reason;
        metrics.delivery(e, false);
    }
    void deliver()
    {
        event::record e = test::full_record();
        e.kind = dsn::kind::log_line;
        e.origin = event::origin::session;
        e.action = dsn::action::delivered;
        e.cause.reset();
        e.time = now;
        e.occurred_at = now;
        metrics.delivery(e, false);
    }
    std::size_t standing() const { return metrics.bans(now).size(); }
    void turn(std::chrono::milliseconds time)
    {
        loop.restart();
        loop.run_for(time);
    }

    net::asio::io_context loop{1};
    status::recent_outcomes outcomes;
    sink::metrics metrics{options(), &outcomes};
    ban_memory memory;
};

class ban_memory_test : public testing::Test {
protected:
    ban_memory_test() { log::start(logged); }
    ~ban_memory_test() override { log::start(); }

    std::size_t files() const
    {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()));
    }

    std::ostringstream logged;
    test::temp_folder folder;
    std::string state = folder.path().string();
};

TEST_F(ban_memory_test, without_a_ban_there_is_no_file)
{
    run first(state);
    first.refuse("user_unknown");
    first.memory.save(now);
    EXPECT_EQ(files(), 0u);
}

TEST_F(ban_memory_test, a_ban_is_known_after_a_restart)
{
    run first(state);
    first.refuse();
    first.memory.save(now);
    run second(state);
    ASSERT_EQ(second.standing(), 1u);
    const auto ban = second.metrics.bans(now).front();
    EXPECT_TRUE(ban.active);
    EXPECT_EQ(ban.since, now - 1min);
    ASSERT_EQ(second.outcomes.bans().count(ban.ban), 1u);
    EXPECT_EQ(second.outcomes.bans().at(ban.ban).refused_us, now - 1min);
    EXPECT_EQ(second.outcomes.bans().at(ban.ban).rule, test::full_record().cause->rule);
}

TEST_F(ban_memory_test, one_that_is_over_is_forgotten)
{
    run first(state);
    first.refuse();
    first.memory.save(now);
    first.memory.save(now + 6h);
    EXPECT_EQ(run(state).standing(), 0u);
}

TEST_F(ban_memory_test, then_the_file_goes_even_where_none_can_be_written)
{
    run first(state);
    first.refuse();
    first.memory.save(now);
    const test::file_size_limit full(1);
    first.memory.save(now + 6h);
    EXPECT_EQ(files(), 0u);
    EXPECT_EQ(logged.str(), "");
}

TEST_F(ban_memory_test, one_that_ended_is_not_brought_back_by_a_late_report)
{
    run first(state);
    first.refuse();
    first.deliver();
    first.memory.save(now);
    run second(state);
    EXPECT_FALSE(second.metrics.bans(now).front().active);
    second.refuse();
    EXPECT_FALSE(second.metrics.bans(now).front().active);
}

TEST_F(ban_memory_test, files_of_other_events_go_when_they_can_tell_nothing)
{
    run first(state, "/srv/a.jsonl");
    first.refuse();
    first.memory.save(now);
    const std::string old = folder.file("bans-0000000000000000"), other = folder.file("rules-0");
    for (const std::string& file : {old, other}) {
        test::write_file(file, "x");
        fs::last_write_time(file, fs::file_time_type::clock::now() - 7h);
    }
    run second(state, "/srv/b.jsonl");
    EXPECT_FALSE(fs::exists(old));
    EXPECT_TRUE(fs::exists(other));
    EXPECT_EQ(run(state, "/srv/a.jsonl").standing(), 1u);
}

TEST_F(ban_memory_test, what_cannot_be_read_is_told_and_replaced)
{
    run first(state);
    first.refuse();
    first.memory.save(now);
    const std::string file = fs::directory_iterator(state)->path();
    test::write_file(file, "nonsense\n");
    run second(state);
    EXPECT_EQ(second.standing(), 0u);
    EXPECT_NE(logged.str().find("the bans of before in " + file + " cannot be read"), std::string::npos);
    second.refuse();
    second.memory.save(now);
    EXPECT_EQ(run(state).standing(), 1u);
    fs::remove(file);
    fs::create_directory(file);
    EXPECT_EQ(run(state).standing(), 0u) << "a folder stops no start";
}

TEST_F(ban_memory_test, what_a_crash_leaves_is_a_minute_old)
{
    run first(state);
    first.memory.start(20ms);
    first.refuse();
    first.turn(200ms);
    EXPECT_EQ(run(state).standing(), 1u) << "nobody said save";
}

TEST_F(ban_memory_test, a_file_is_written_only_where_something_has_changed)
{
    run first(state);
    first.refuse();
    first.memory.save(now);
    const std::string file = fs::directory_iterator(state)->path();
    test::write_file(file, "");
    first.memory.save(now);
    EXPECT_EQ(test::read_file(file), "");
    first.refuse();
    first.memory.save(now);
    EXPECT_NE(test::read_file(file), "");
}

TEST_F(ban_memory_test, who_writes_other_events_has_other_bans)
{
    run first(state, "/srv/a.jsonl");
    first.refuse();
    first.memory.save(now);
    EXPECT_EQ(run(state, "/srv/b.jsonl").standing(), 0u);
    EXPECT_EQ(run(state, "a.jsonl").standing(), 0u) << "of the working directory";
    EXPECT_EQ(run(state, "/srv/a.jsonl").standing(), 1u);
}

TEST_F(ban_memory_test, without_a_state_folder_nothing_is_kept)
{
    run first("");
    first.refuse();
    first.memory.save(now);
    EXPECT_EQ(run("").standing(), 0u);
    EXPECT_EQ(logged.str(), "");
}

TEST_F(ban_memory_test, a_failure_is_logged_once)
{
    run first(state + "/none");
    first.refuse();
    first.memory.save(now);
    first.memory.save(now);
    const std::string told = "what is known of bans cannot be kept in " + state + "/none/bans-";
    const std::size_t at = logged.str().find(told);
    ASSERT_NE(at, std::string::npos) << logged.str();
    EXPECT_EQ(logged.str().find(told, at + 1), std::string::npos);
    fs::create_directory(state + "/none");
    first.memory.save(now);
    EXPECT_EQ(run(state + "/none").standing(), 1u) << "and tried again";
}

} // namespace
} // namespace recoil
