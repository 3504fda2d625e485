#include "daemon/log_input/standard_input.hpp"

#include "daemon/log_input/log_consumer.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <thread>

namespace recoil {
namespace {

class pipe_test : public testing::Test {
protected:
    pipe_test() { EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0); }
    ~pipe_test() override
    {
        close(ends[0]);
        close_writer();
    }
    void write(const std::string& text) const
    {
        EXPECT_EQ(::write(ends[1], text.data(), text.size()), ssize_t(text.size()));
    }
    void close_writer()
    {
        if (ends[1] >= 0)
            close(ends[1]);
        ends[1] = -1;
    }

    int ends[2] = {-1, -1};
    net::asio::io_context loop{1};
};

TEST_F(pipe_test, lines_come_as_they_are_written)
{
    standard_input input(loop.get_executor(), ends[0]);
    test::log_consumer log(loop, input);
    write("one\ntw");
    EXPECT_TRUE(log.has("one\n"));
    write("o\nthree");
    EXPECT_TRUE(log.has("one\ntwo\n"));
    EXPECT_FALSE(log.over);
    close_writer();
    EXPECT_TRUE(log.until([&] { return log.over; }));
    EXPECT_EQ(log.lines, "one\ntwo\nthree\n") << "the last line needs no end";
    EXPECT_EQ(input.name(), "stdin");
}

TEST_F(pipe_test, the_writer_waits_while_nothing_can_be_committed)
{
    standard_input input(loop.get_executor(), ends[0]);
    test::log_consumer log(loop, input);
    log.commits = false;
    write("one\n");
    EXPECT_TRUE(log.has("one\n"));
    std::string text;
    for (int i = 0; i < 50'000; ++i)
        text += "line " + std::to_string(i) + "\n";
    std::thread writer([&] {
        write(text);
        close_writer();
    });
    log.turn(std::chrono::milliseconds(50));
    EXPECT_EQ(log.lines, "one\n");
    log.commits = true;
    EXPECT_TRUE(log.until([&] { return log.over; }));
    writer.join();
    EXPECT_EQ(log.lines, "one\n" + text);
}

TEST_F(pipe_test, stop_breaks_off_the_wait)
{
    standard_input input(loop.get_executor(), ends[0]);
    test::log_consumer log(loop, input);
    log.turn(std::chrono::milliseconds(20));
    EXPECT_FALSE(log.over);
    input.stop();
    EXPECT_TRUE(log.until([&] { return log.over; }));
}

TEST_F(pipe_test, the_flags_of_the_descriptor_stay)
{
    const int before = fcntl(ends[0], F_GETFL);
    {
        standard_input input(loop.get_executor(), ends[0]);
        test::log_consumer log(loop, input);
        write("one\n");
        EXPECT_TRUE(log.has("one\n"));
        EXPECT_EQ(fcntl(ends[0], F_GETFL), before) << "a terminal belongs to the shell, too";
        input.stop();
    }
    EXPECT_EQ(fcntl(ends[0], F_GETFL), before) << "it is still open";
}

TEST(standard_input, a_file_is_read_to_its_end)
{
    test::temp_folder folder;
    std::string text;
    for (int i = 0; i < 100'000; ++i)
        text += "line " + std::to_string(i) + "\n";
    test::write_file(folder.file("log"), text + "last");
    const int fd = open(folder.file("log").c_str(), O_RDONLY | O_CLOEXEC);
    net::asio::io_context loop{1};
    standard_input input(loop.get_executor(), fd);
    test::log_consumer log(loop, input);
    log.commits = false;
    EXPECT_TRUE(log.until([&] { return log.batches == 1; }));
    EXPECT_EQ(log.lag, text.size() + 4 - log_input::batch_bytes);
    log.commits = true;
    EXPECT_TRUE(log.until([&] { return log.over; }));
    EXPECT_EQ(log.lines, text + "last\n");
    EXPECT_GT(log.batches, 4);
    close(fd);
}

TEST(standard_input, nothing_at_all)
{
    const int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    net::asio::io_context loop{1};
    standard_input input(loop.get_executor(), fd);
    test::log_consumer log(loop, input);
    EXPECT_TRUE(log.until([&] { return log.over; }));
    EXPECT_EQ(log.lines, "");
    close(fd);
}

} // namespace
} // namespace recoil
