// What happens to a log while nobody looks: recoild is down, stalled, or cannot commit. Nothing is lost in silence.
#include "daemon/log.hpp"
#include "daemon/log_input/file_follower.hpp"
#include "daemon/log_input/log_consumer.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>

namespace recoil {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr follow_times fast{.poll = milliseconds(20), .silence = milliseconds(100), .limit = milliseconds(700)};

class unseen_rotation_test : public testing::Test {
protected:
    struct session {
        session(const std::string& path, const std::string& state, follow_times times)
            : input(loop.get_executor(), path, state, times), consumer(loop, input)
        {
        }
        net::asio::io_context loop{1};
        file_follower input;
        test::log_consumer consumer;
    };

    unseen_rotation_test() { log::start(logged); }
    ~unseen_rotation_test() override
    {
        current.reset();
        log::start();
    }

    test::log_consumer& start(follow_times times = fast)
    {
        current = std::make_unique<session>(path, folder.path().string(), times);
        turn(30);
        return current->consumer;
    }
    test::log_consumer& start_on_an_empty_file(follow_times times = fast)
    {
        append("");
        return start(times);
    }
    void stop()
    {
        current->input.stop();
        EXPECT_TRUE(current->consumer.until([this] { return current->consumer.over; }));
        current.reset();
    }
    void turn(int time) { current->consumer.turn(milliseconds(time)); }
    static void let_the_clock_tick() { std::this_thread::sleep_for(milliseconds(15)); } // that of files is coarse

    void append(const std::string& text) const { std::ofstream(path, std::ios::binary | std::ios::app) << text; }
    std::string append_lines(int count)
    {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += "line " + std::to_string(written++) + "\n";
        append(text);
        let_the_clock_tick();
        return text;
    }
    std::string rotated(int number) const { return path + "." + std::to_string(number); }
    void shift_names(int keep = 1000) const
    {
        for (int i = written; i > 0; --i)
            if (fs::exists(rotated(i)) && i < keep)
                fs::rename(rotated(i), rotated(i + 1));
            else
                fs::remove(rotated(i));
    }
    void rotate(int keep = 1000) const
    {
        shift_names(keep);
        fs::rename(path, rotated(1));
        append("");
    }
    void copy_and_truncate() const
    {
        fs::copy_file(path, rotated(1), fs::copy_options::overwrite_existing);
        let_the_clock_tick();
        fs::resize_file(path, 0);
        let_the_clock_tick();
    }

    std::ostringstream logged;
    test::temp_folder folder;
    std::string path = folder.file("mail.log");
    std::unique_ptr<session> current;
    int written = 0;
};

TEST_F(unseen_rotation_test, an_empty_file_is_filled_and_truncated_while_we_are_down)
{
    start_on_an_empty_file();
    stop();
    std::string expected = append_lines(5);
    copy_and_truncate();
    expected += append_lines(1);
    auto& log = start();
    EXPECT_TRUE(log.has(expected)) << log.lines;
    EXPECT_FALSE(log.skipped);
}

TEST_F(unseen_rotation_test, its_copy_is_compressed_while_we_are_down)
{
    start_on_an_empty_file();
    stop();
    append_lines(5);
    copy_and_truncate();
    fs::rename(rotated(1), rotated(1) + ".gz");
    const std::string last = append_lines(1);
    auto& log = start();
    EXPECT_TRUE(log.has(last)) << log.lines;
    EXPECT_TRUE(log.skipped);
}

TEST_F(unseen_rotation_test, a_truncated_file_is_truncated_again_while_we_are_stalled)
{
    for (const bool overwritten : {false, true}) {
        auto& log = start_on_an_empty_file();
        std::string expected = append_lines(1);
        EXPECT_TRUE(log.has(expected));
        copy_and_truncate();
        turn(60);
        expected += append_lines(20);
        if (!overwritten)
            shift_names();
        copy_and_truncate();
        expected += append_lines(1);
        EXPECT_TRUE(log.has(expected)) << overwritten << log.lines;
        EXPECT_FALSE(log.skipped);
        stop();
        fs::remove_all(folder.path() / "log-positions");
        fs::remove(path);
    }
}

TEST_F(unseen_rotation_test, a_file_without_a_line_is_truncated_twice_while_we_are_stalled)
{
    auto& log = start_on_an_empty_file();
    std::string expected;
    for (int i = 0; i < 3; ++i) {
        shift_names();
        expected += append_lines(10);
        copy_and_truncate();
    }
    expected += append_lines(1);
    EXPECT_TRUE(log.has(expected)) << log.lines;
    EXPECT_FALSE(log.skipped);
}

TEST_F(unseen_rotation_test, a_line_behind_a_truncation_is_told_by_inotify)
{
    auto& log =
        start_on_an_empty_file({.poll = std::chrono::hours(1), .silence = milliseconds(50), .limit = milliseconds(50)});
    std::string expected = append_lines(1);
    EXPECT_TRUE(log.has(expected));
    for (int i = 0; i < 5; ++i) { // each copy takes the place of the one before
        copy_and_truncate();
        turn(100);
        expected += append_lines(2);
        EXPECT_TRUE(log.has(expected)) << log.lines;
    }
    EXPECT_FALSE(log.skipped);
}

TEST_F(unseen_rotation_test, a_copy_without_a_truncation_is_not_read_twice)
{
    auto& log = start_on_an_empty_file();
    std::string expected = append_lines(5);
    fs::copy_file(path, path + "-20261122");
    expected += append_lines(2);
    EXPECT_TRUE(log.has(expected)) << log.lines;
    expected += append_lines(1);
    EXPECT_TRUE(log.has(expected)) << log.lines;
}

TEST_F(unseen_rotation_test, what_is_in_the_copy_does_not_wait_for_another_line)
{
    auto& log = start_on_an_empty_file();
    std::string expected = append_lines(1);
    EXPECT_TRUE(log.has(expected));
    copy_and_truncate();
    turn(60);
    shift_names();
    expected += append_lines(5);
    copy_and_truncate();
    EXPECT_TRUE(log.has(expected)) << log.lines;
    EXPECT_FALSE(log.skipped);
}

TEST_F(unseen_rotation_test, a_file_is_renamed_several_times_while_we_are_stalled)
{
    auto& log = start_on_an_empty_file();
    std::string expected = append_lines(1);
    EXPECT_TRUE(log.has(expected));
    for (int i = 0; i < 3; ++i) {
        expected += append_lines(10);
        rotate();
    }
    expected += append_lines(1);
    EXPECT_TRUE(log.has(expected)) << log.lines;
    EXPECT_FALSE(log.skipped);
    rotate();
    expected += append_lines(1);
    EXPECT_TRUE(log.has(expected)) << log.lines;
}

TEST_F(unseen_rotation_test, the_file_that_was_read_is_removed_meanwhile)
{
    auto& log = start_on_an_empty_file();
    const std::string first = append_lines(1);
    EXPECT_TRUE(log.has(first));
    for (int i = 0; i < 5; ++i) {
        append_lines(1);
        rotate(2);
    }
    append_lines(1);
    EXPECT_TRUE(log.until([&] { return log.lines.ends_with("line 6\n"); })) << log.lines;
    EXPECT_EQ(log.lines, "line 0\nline 1\nline 4\nline 5\nline 6\n");
    EXPECT_TRUE(log.skipped);
}

TEST_F(unseen_rotation_test, what_comes_before_there_was_a_file)
{
    auto& log = start();
    std::string expected = append_lines(3);
    rotate();
    expected += append_lines(3);
    EXPECT_TRUE(log.has(expected)) << log.lines;
    EXPECT_FALSE(log.skipped);
}

TEST_F(unseen_rotation_test, more_files_than_are_held_open)
{
    auto& log = start_on_an_empty_file({.poll = milliseconds(5), .silence = milliseconds(10)});
    log.commits = false;
    std::string expected = append_lines(1);
    EXPECT_TRUE(log.has(expected));
    for (int i = 0; i < 80; ++i) {
        rotate();
        expected += append_lines(1);
        turn(6);
    }
    log.commits = true;
    EXPECT_TRUE(log.has(expected)) << log.lines;
    EXPECT_FALSE(log.skipped);
}

TEST_F(unseen_rotation_test, more_files_than_are_held_open_and_than_are_kept)
{
    auto& log = start_on_an_empty_file({.poll = milliseconds(5), .silence = milliseconds(10)});
    log.commits = false;
    EXPECT_TRUE(log.has(append_lines(1)));
    for (int i = 0; i < 80; ++i) {
        rotate(3);
        append_lines(1);
        turn(6);
    }
    log.commits = true;
    EXPECT_TRUE(log.until([&] { return log.lines.ends_with("line 80\n"); })) << log.lines;
    EXPECT_TRUE(log.skipped);
}

TEST_F(unseen_rotation_test, a_path_that_cannot_be_read_is_told_once)
{
    auto& log = start_on_an_empty_file();
    std::string expected = append_lines(1);
    EXPECT_TRUE(log.has(expected));
    fs::rename(path, path + ".1");
    fs::create_directory(path);
    for (int i = 0; i < 5; ++i) {
        std::ofstream(path + ".1", std::ios::app) << "more\n";
        expected += "more\n";
        EXPECT_TRUE(log.has(expected));
    }
    const std::string told = "Is a directory";
    const std::size_t first = logged.str().find(told);
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(logged.str().find(told, first + 1), std::string::npos) << logged.str();
}

} // namespace
} // namespace recoil
