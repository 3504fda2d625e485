#include "daemon/log_input/line_queue.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil {
namespace {

class line_queue_test : public testing::Test {
protected:
    // Takes everything until the queue is closed.
    net::task<void> take_all()
    {
        while (std::optional<log_batch> batch = co_await queue.take())
            taken.push_back(*batch);
        over = true;
    }
    net::task<void> wait_for_room()
    {
        co_await queue.room();
        has_room = true;
    }
    void spawn(net::task<void> task) { net::asio::co_spawn(loop, std::move(task), net::asio::detached); }
    void run()
    {
        loop.restart();
        loop.poll();
    }

    net::asio::io_context loop{1};
    line_queue queue{loop.get_executor(), 1'000'000};
    std::vector<log_batch> taken;
    bool over = false;
    bool has_room = false;
};

TEST_F(line_queue_test, lines_come_out_together)
{
    queue.add("one");
    queue.add("");
    queue.add("two\nhalves");
    spawn(take_all());
    run();
    ASSERT_EQ(taken.size(), 1U);
    EXPECT_EQ(taken[0].lines, "one\ntwo halves\n");
    EXPECT_FALSE(taken[0].skipped);
    queue.add("three");
    run();
    ASSERT_EQ(taken.size(), 2U);
    EXPECT_EQ(taken[1].lines, "three\n");
}

TEST_F(line_queue_test, batches_are_bounded_and_say_what_is_behind_them)
{
    const std::string line(999, 'x');
    for (int i = 0; i < 600; ++i)
        queue.add(line);
    spawn(take_all());
    run();
    ASSERT_EQ(taken.size(), 3U);
    std::size_t left = 600'000;
    for (const log_batch& batch : taken) {
        EXPECT_LE(batch.lines.size(), log_input::batch_bytes);
        left -= batch.lines.size();
        EXPECT_EQ(batch.lag_bytes, left);
    }
    EXPECT_EQ(left, 0U);
}

TEST_F(line_queue_test, a_long_line_is_cut)
{
    queue.add(std::string(log_input::line_bytes, 'x'));
    spawn(take_all());
    run();
    EXPECT_EQ(taken.at(0).lines, std::string(log_input::line_bytes - 1, 'x') + "\n");
}

TEST_F(line_queue_test, room_is_waited_for_while_it_is_full)
{
    const std::string line(9'999, 'x');
    for (int i = 0; i < 99; ++i)
        queue.add(line);
    EXPECT_FALSE(queue.full());
    queue.add(line);
    EXPECT_TRUE(queue.full());
    spawn(wait_for_room());
    run();
    EXPECT_FALSE(has_room);
    spawn(take_all());
    run();
    EXPECT_TRUE(has_room);
    EXPECT_FALSE(queue.full());
}

TEST_F(line_queue_test, what_was_lost_is_told_with_the_next_lines)
{
    spawn(take_all());
    queue.lines_were_lost();
    run();
    EXPECT_TRUE(taken.empty());
    queue.add("one");
    run();
    queue.add("two");
    run();
    ASSERT_EQ(taken.size(), 2U);
    EXPECT_TRUE(taken[0].skipped);
    EXPECT_FALSE(taken[1].skipped);
}

TEST_F(line_queue_test, closed_it_gives_what_it_has_and_then_nothing)
{
    queue.add("one");
    queue.close();
    spawn(take_all());
    run();
    ASSERT_EQ(taken.size(), 1U);
    EXPECT_TRUE(over);
}

TEST_F(line_queue_test, closing_wakes_all_who_wait)
{
    spawn(take_all());
    run();
    EXPECT_FALSE(over);
    queue.close();
    run();
    EXPECT_TRUE(over);
    for (int i = 0; i < 200; ++i)
        queue.add(std::string(10'000, 'x'));
    spawn(wait_for_room());
    run();
    EXPECT_TRUE(has_room) << "nobody will take anything any more";
}

} // namespace
} // namespace recoil
