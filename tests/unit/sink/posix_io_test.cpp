#include "sink/posix_io.hpp"

#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <thread>

#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace recoil::sink::posix {
namespace {

class posix_io : public testing::Test {
protected:
    int make(std::string_view text)
    {
        test::write_file(folder_.file("f"), text);
        fd_ = ::open(folder_.file("f").c_str(), O_RDWR | O_APPEND);
        return fd_;
    }
    ~posix_io() override { ::close(fd_); }

    test::temp_folder folder_;
    int fd_ = -1;
};

TEST_F(posix_io, finds_the_end_of_the_last_line)
{
    struct file {
        std::string text;
        std::uint64_t end;
    };
    const std::string long_line(200'000, 'x'); // over several blocks
    const file files[] = {
        {"", 0},
        {"\n", 1},
        {"a\n", 2},
        {"a\nb", 2},
        {"a", 0},
        {"a\n\n", 3},
        {"a\n" + long_line, 2},
        {long_line, 0},
        {long_line + "\n" + long_line, 200'001},
        {"\n" + std::string(65'535, 'x'), 1},
        {"\n" + std::string(65'536, 'x'), 1},
        {"\n" + std::string(65'537, 'x'), 1},
        {"a\n" + std::string(10, '\0'), 2}, // what a crash may leave where data never reached the disk
    };
    for (const auto& [text, expected] : files) {
        const int fd = make(text);
        std::uint64_t end = 99;
        EXPECT_FALSE(end_of_last_line(fd, text.size(), end));
        EXPECT_EQ(end, expected) << text.size();
        ::close(fd);
    }
    fd_ = -1;
}

TEST_F(posix_io, reading_a_line_end_reports_what_fails)
{
    const int fd = make("a\n");
    std::uint64_t end = 0;
    EXPECT_EQ(end_of_last_line(fd, 100, end), std::errc::io_error) << "the file is shorter than it was said to be";
    EXPECT_EQ(end_of_last_line(-1, 2, end), std::errc::bad_file_descriptor);
}

TEST_F(posix_io, writes_and_truncates)
{
    const int fd = make("a\n");
    EXPECT_FALSE(write_all(fd, "bc\n"));
    EXPECT_FALSE(sync_data(fd));
    EXPECT_EQ(test::read_file(folder_.file("f")), "a\nbc\n");
    std::uint64_t size = 0;
    EXPECT_FALSE(file_size(fd, size));
    EXPECT_EQ(size, 5u);
    EXPECT_FALSE(truncate(fd, 2));
    EXPECT_EQ(test::read_file(folder_.file("f")), "a\n");
}

TEST_F(posix_io, errors_are_told)
{
    std::uint64_t size = 0;
    EXPECT_EQ(write_all(-1, "x"), std::errc::bad_file_descriptor);
    EXPECT_EQ(sync_data(-1), std::errc::bad_file_descriptor);
    EXPECT_EQ(truncate(-1, 0), std::errc::bad_file_descriptor);
    EXPECT_EQ(file_size(-1, size), std::errc::bad_file_descriptor);
    EXPECT_EQ(sync_directory_of(folder_.file("gone/f")), std::errc::no_such_file_or_directory);
}

TEST_F(posix_io, synchronises_the_folder_of_a_path)
{
    EXPECT_FALSE(sync_directory_of(folder_.file("f")));
    EXPECT_FALSE(sync_directory_of("f")) << "the working directory";
    EXPECT_FALSE(sync_directory_of("/f"));
}

// A pipe takes a bit at a time: every write is short, or has to wait where the pipe does not block.
void through_a_pipe(int flags)
{
    int ends[2];
    ASSERT_EQ(::pipe2(ends, flags), 0);
    const std::string sent(3'000'000, 'y');
    std::string received;
    std::thread reader([&] {
        char block[4096];
        for (;;) {
            const auto got = ::read(ends[0], block, sizeof block);
            if (got > 0)
                received.append(block, static_cast<std::size_t>(got));
            else if (got == 0)
                return;
            else
                std::this_thread::yield();
        }
    });
    EXPECT_FALSE(write_all(ends[1], sent));
    ::close(ends[1]);
    reader.join();
    ::close(ends[0]);
    EXPECT_EQ(received, sent);
}

TEST(posix_pipe, is_written_to_the_end_over_short_writes)
{
    through_a_pipe(0);
}

TEST(posix_pipe, is_waited_for_where_it_does_not_block)
{
    through_a_pipe(O_NONBLOCK);
}

TEST(posix_signals, do_not_break_a_write)
{
    struct sigaction quiet {};
    struct sigaction before {};
    quiet.sa_handler = [](int) {}; // without SA_RESTART: system calls end with EINTR
    ::sigaction(SIGUSR2, &quiet, &before);
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const std::string sent(1'000'000, 'z');
    const pthread_t writer = ::pthread_self();
    std::size_t received = 0;
    std::thread reader([&] {
        char block[4096];
        while (received < sent.size()) {
            ::pthread_kill(writer, SIGUSR2);
            received += static_cast<std::size_t>(std::max<ssize_t>(::read(ends[0], block, sizeof block), 0));
        }
    });
    EXPECT_FALSE(write_all(ends[1], sent));
    reader.join();
    EXPECT_EQ(received, sent.size());
    ::close(ends[0]);
    ::close(ends[1]);
    ::sigaction(SIGUSR2, &before, nullptr);
}

TEST_F(posix_io, knows_the_free_space)
{
    constexpr auto unknown = std::numeric_limits<std::uint64_t>::max();
    EXPECT_LT(free_bytes(folder_.path().string()), unknown);
    EXPECT_LT(free_bytes(make("a")), unknown);
    EXPECT_EQ(free_bytes(folder_.file("gone")), unknown);
    EXPECT_EQ(free_bytes(-1), unknown);
}

} // namespace
} // namespace recoil::sink::posix
