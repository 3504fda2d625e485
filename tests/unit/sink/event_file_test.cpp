#include "sink/event_file.hpp"

#include "support/file_size_limit.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <thread>
#include <utility>

#include <csignal>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace recoil::sink {
namespace {

namespace fs = std::filesystem;

event_file_options options_for(std::string path)
{
    event_file_options options;
    options.path = std::move(path);
    options.min_free_bytes = 0;
    return options;
}

class event_file_on_disk : public testing::Test {
protected:
    std::string content() const { return test::read_file(path_); }

    test::temp_folder folder_;
    std::string path_ = folder_.file("events.jsonl");
    event_file file_{options_for(path_)};
};

TEST_F(event_file_on_disk, is_created_for_owner_and_group)
{
    const auto mask = ::umask(0);
    EXPECT_FALSE(file_.open());
    ::umask(mask);
    EXPECT_EQ(fs::status(path_).permissions(), fs::perms{0640});
    EXPECT_EQ(file_.path(), path_);
    EXPECT_EQ(file_.cut_bytes(), 0u);
}

TEST_F(event_file_on_disk, holds_what_was_appended_in_order)
{
    for (const auto durability : {durability::fsync, durability::write}) {
        fs::remove(path_);
        auto options = options_for(path_);
        options.durability = durability;
        event_file file(options);
        EXPECT_FALSE(file.open());
        EXPECT_FALSE(file.append("{\"a\":1}\n"));
        EXPECT_FALSE(file.append("{\"b\":2}\n{\"c\":3}\n"));
        EXPECT_FALSE(file.append(""));
        EXPECT_EQ(content(), "{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n");
    }
}

TEST_F(event_file_on_disk, goes_on_behind_what_is_there)
{
    test::write_file(path_, "old\n");
    EXPECT_FALSE(file_.open());
    EXPECT_FALSE(file_.append("new\n"));
    EXPECT_EQ(content(), "old\nnew\n");
}

TEST_F(event_file_on_disk, a_torn_line_is_cut_off_at_every_length)
{
    const std::string whole = "{\"a\":1}\n{\"b\":2}\n";
    const std::string line = "{\"c\":3}\n";
    for (std::size_t torn = 0; torn < line.size(); ++torn) {
        test::write_file(path_, whole + line.substr(0, torn));
        event_file file(options_for(path_));
        EXPECT_FALSE(file.open());
        EXPECT_EQ(file.cut_bytes(), torn);
        EXPECT_EQ(content(), whole);
        EXPECT_FALSE(file.append(line));
        EXPECT_EQ(content(), whole + line);
    }
}

TEST_F(event_file_on_disk, a_second_writer_is_refused_until_the_first_is_gone)
{
    event_file second(options_for(path_));
    {
        event_file first(options_for(path_));
        EXPECT_FALSE(first.open());
        EXPECT_EQ(second.open(), std::errc::resource_unavailable_try_again);
        EXPECT_EQ(second.append("x\n"), std::errc::resource_unavailable_try_again);
        EXPECT_FALSE(first.append("a\n"));
    }
    EXPECT_FALSE(second.open());
    EXPECT_EQ(content(), "a\n") << "nothing of the refused one";
}

TEST_F(event_file_on_disk, another_process_is_refused_too)
{
    EXPECT_FALSE(file_.open());
    const pid_t child = ::fork();
    if (child == 0) {
        const int fd = ::open(path_.c_str(), O_RDWR);
        ::_exit(::flock(fd, LOCK_EX | LOCK_NB) == 0 ? 1 : 0);
    }
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
}

TEST_F(event_file_on_disk, what_cannot_be_an_event_file_is_refused)
{
    EXPECT_EQ(event_file(options_for(folder_.path().string())).open(), std::errc::invalid_argument);
    EXPECT_EQ(event_file(options_for(folder_.file("gone/events.jsonl"))).open(), std::errc::no_such_file_or_directory);

    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    folder_.file("socket").copy(address.sun_path, sizeof address.sun_path - 1);
    const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    ASSERT_EQ(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    EXPECT_TRUE(event_file(options_for(folder_.file("socket"))).open());
    ::close(fd);

    ASSERT_EQ(::mkfifo(folder_.file("fifo").c_str(), 0600), 0);
    EXPECT_EQ(event_file(options_for(folder_.file("fifo"))).open(), std::errc::no_such_device_or_address)
        << "nobody reads it: better refused than stuck";
}

TEST_F(event_file_on_disk, what_does_not_fit_leaves_nothing_behind)
{
    EXPECT_FALSE(file_.open());
    EXPECT_FALSE(file_.append("{\"a\":1}\n"));
    {
        const test::file_size_limit full(12);
        EXPECT_EQ(file_.append("{\"b\":2}\n{\"c\":3}\n"), std::errc::file_too_large) << "four octets fitted";
        EXPECT_EQ(content(), "{\"a\":1}\n");
        EXPECT_EQ(file_.append("{\"d\":4}\n"), std::errc::file_too_large);
        EXPECT_EQ(content(), "{\"a\":1}\n");
    }
    EXPECT_FALSE(file_.append("{\"e\":5}\n")) << "at once, without a restart";
    EXPECT_EQ(content(), "{\"a\":1}\n{\"e\":5}\n");
}

TEST_F(event_file_on_disk, below_the_free_space_wanted_nothing_is_written)
{
    auto options = options_for(path_);
    options.min_free_bytes = std::numeric_limits<std::uint64_t>::max();
    event_file file(options);
    EXPECT_FALSE(file.open());
    EXPECT_EQ(file.append("a\n"), std::errc::no_space_on_device);
    EXPECT_EQ(content(), "");
    EXPECT_GT(file.free_bytes(), 0u);
    EXPECT_LT(file.free_bytes(), std::numeric_limits<std::uint64_t>::max());
}

TEST_F(event_file_on_disk, reopening_an_unmoved_file_changes_nothing)
{
    EXPECT_FALSE(file_.open());
    EXPECT_FALSE(file_.append("a\n"));
    EXPECT_FALSE(file_.reopen());
    EXPECT_FALSE(file_.append("b\n"));
    EXPECT_EQ(content(), "a\nb\n");
}

TEST_F(event_file_on_disk, a_renamed_file_is_written_to_until_it_is_reopened)
{
    const std::string rotated = folder_.file("events.jsonl.1");
    EXPECT_FALSE(file_.open());
    EXPECT_FALSE(file_.append("a\n"));
    fs::rename(path_, rotated);
    EXPECT_FALSE(file_.append("b\n"));
    EXPECT_FALSE(file_.reopen());
    EXPECT_FALSE(file_.append("c\n"));
    EXPECT_EQ(test::read_file(rotated), "a\nb\n");
    EXPECT_EQ(content(), "c\n");
    event_file other(options_for(rotated));
    EXPECT_FALSE(other.open()) << "the old lock is gone with the old file";
}

TEST_F(event_file_on_disk, where_a_reopen_fails_the_old_file_stays_in_use)
{
    const std::string rotated = folder_.file("events.jsonl.1");
    EXPECT_FALSE(file_.open());
    fs::rename(path_, rotated);
    fs::create_directory(path_);
    EXPECT_EQ(file_.reopen(), std::errc::invalid_argument);
    EXPECT_FALSE(file_.append("a\n"));
    EXPECT_EQ(test::read_file(rotated), "a\n");
    fs::remove(path_);
    event_file holder(options_for(path_));
    EXPECT_FALSE(holder.open());
    EXPECT_EQ(file_.reopen(), std::errc::resource_unavailable_try_again);
    EXPECT_FALSE(file_.append("b\n"));
    EXPECT_EQ(test::read_file(rotated), "a\nb\n");
}

TEST_F(event_file_on_disk, a_deleted_file_is_made_anew)
{
    EXPECT_FALSE(file_.open());
    EXPECT_FALSE(file_.append("a\n"));
    fs::remove(path_);
    EXPECT_FALSE(file_.append("b\n"));
    EXPECT_EQ(content(), "b\n");
}

TEST_F(event_file_on_disk, a_vanished_folder_is_an_error_until_it_is_back)
{
    const std::string path = folder_.file("log/events.jsonl");
    fs::create_directory(folder_.file("log"));
    event_file file(options_for(path));
    EXPECT_FALSE(file.open());
    fs::remove_all(folder_.file("log"));
    EXPECT_EQ(file.append("a\n"), std::errc::no_such_file_or_directory) << "no event goes into a file without a name";
    EXPECT_EQ(file.append("b\n"), std::errc::no_such_file_or_directory);
    fs::create_directory(folder_.file("log"));
    EXPECT_FALSE(file.append("c\n"));
    EXPECT_EQ(test::read_file(path), "c\n");
}

TEST_F(event_file_on_disk, a_file_that_others_cut_is_gone_on_with)
{
    EXPECT_FALSE(file_.open());
    EXPECT_FALSE(file_.append("a long line that a rotation copies away\n"));
    fs::resize_file(path_, 0);
    EXPECT_FALSE(file_.append("b\n"));
    EXPECT_EQ(content(), "b\n");
    {
        const test::file_size_limit full(3);
        EXPECT_TRUE(file_.append("cc\n"));
    }
    EXPECT_EQ(content(), "b\n") << "cut back to what it is now, not to what it was";
}

TEST_F(event_file_on_disk, moves_with_its_lock)
{
    EXPECT_FALSE(file_.open());
    event_file moved(std::move(file_));
    EXPECT_FALSE(moved.append("a\n"));
    event_file assigned(options_for(folder_.file("other")));
    assigned = std::move(moved);
    EXPECT_FALSE(assigned.append("b\n"));
    EXPECT_EQ(assigned.path(), path_);
    EXPECT_EQ(content(), "a\nb\n");
    event_file second(options_for(path_));
    EXPECT_EQ(second.open(), std::errc::resource_unavailable_try_again);
}

TEST(event_file_stream, a_full_device_refuses)
{
    event_file file(options_for("/dev/full"));
    EXPECT_FALSE(file.open());
    EXPECT_EQ(file.append("a\n"), std::errc::no_space_on_device);
    EXPECT_EQ(file.append("b\n"), std::errc::no_space_on_device);
    EXPECT_EQ(file.free_bytes(), std::numeric_limits<std::uint64_t>::max());
}

TEST(event_file_stream, a_device_takes_everything)
{
    event_file first(options_for("/dev/null"));
    event_file second(options_for("/dev/null"));
    EXPECT_FALSE(first.open());
    EXPECT_FALSE(second.open()) << "a device is not locked";
    EXPECT_FALSE(first.append("a\n"));
    EXPECT_FALSE(first.reopen());
    EXPECT_FALSE(first.append("b\n"));
}

TEST(event_file_stream, a_fifo_is_read_by_somebody_else)
{
    const test::temp_folder folder;
    ASSERT_EQ(::mkfifo(folder.file("fifo").c_str(), 0600), 0);
    const int reader = ::open(folder.file("fifo").c_str(), O_RDONLY | O_NONBLOCK);
    event_file file(options_for(folder.file("fifo")));
    EXPECT_FALSE(file.open());
    EXPECT_FALSE(file.append("a\n"));
    char text[8] = {};
    EXPECT_EQ(::read(reader, text, sizeof text), 2);
    EXPECT_STREQ(text, "a\n");
    ::close(reader);
    const auto handler = std::signal(SIGPIPE, SIG_IGN);
    EXPECT_EQ(file.append("b\n"), std::errc::broken_pipe);
    std::signal(SIGPIPE, handler);
}

// Standard output is the process's own: it is changed for one call, in a child.
TEST(event_file_stream, standard_output_is_written_to_and_never_closed)
{
    for (const char* path : {"-", "/dev/stdout"}) {
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            event_file file(options_for(path));
            const bool good = !file.open() && !file.append("a\n") && !file.reopen() && !file.append("b\n") &&
                              file.free_bytes() == std::numeric_limits<std::uint64_t>::max();
            ::_exit(good ? 0 : 1);
        }
        ::close(ends[1]);
        int status = -1;
        ::waitpid(child, &status, 0);
        EXPECT_EQ(status, 0) << path;
        char text[16] = {};
        EXPECT_EQ(::read(ends[0], text, sizeof text), 4);
        EXPECT_STREQ(text, "a\nb\n");
        ::close(ends[0]);
    }
}

TEST(event_file_stream, a_line_that_broke_off_is_ended_before_the_next)
{
    const test::temp_folder folder;
    const std::string path = folder.file("fifo");
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    int reader = ::open(path.c_str(), O_RDONLY | O_NONBLOCK);
    event_file file(options_for(path));
    ASSERT_FALSE(file.open());
    const auto handler = std::signal(SIGPIPE, SIG_IGN);
    ::close(reader);
    EXPECT_EQ(file.append("a\n"), std::errc::broken_pipe);
    reader = ::open(path.c_str(), O_RDONLY | O_NONBLOCK);
    EXPECT_FALSE(file.append("b\n"));
    std::signal(SIGPIPE, handler);
    char text[8] = {};
    EXPECT_EQ(::read(reader, text, sizeof text), 3);
    EXPECT_STREQ(text, "\nb\n");
    ::close(reader);
}

} // namespace
} // namespace recoil::sink
