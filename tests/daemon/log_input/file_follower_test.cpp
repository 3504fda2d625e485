#include "daemon/log_input/file_follower.hpp"

#include "daemon/log.hpp"
#include "daemon/log_input/log_consumer.hpp"
#include "daemon/start_error.hpp"
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

class file_follower_test : public testing::Test {
protected:
    struct session { // from one start of the daemon to its end
        session(const std::string& path, const std::string& state, follow_times times)
            : input(loop.get_executor(), path, state, times), consumer(loop, input)
        {
        }
        net::asio::io_context loop{1};
        file_follower input;
        test::log_consumer consumer;
    };

    file_follower_test() { log::start(logged); }
    ~file_follower_test() override
    {
        current.reset();
        log::start();
    }

    test::log_consumer& start(follow_times times = fast)
    {
        current.reset();
        current = std::make_unique<session>(path, folder.path().string(), times);
        return current->consumer;
    }
    test::log_consumer& start_on_an_empty_file()
    {
        append("");
        return start();
    }
    void stop()
    {
        current->input.stop();
        EXPECT_TRUE(current->consumer.until([this] { return current->consumer.over; }));
        current.reset();
    }
    void append(const std::string& text) { append_to("mail.log", text); }
    void append_to(const std::string& name, const std::string& text)
    {
        std::ofstream(folder.file(name), std::ios::binary | std::ios::app) << text;
    }
    void rename(const std::string& from, const std::string& to) { fs::rename(folder.file(from), folder.file(to)); }
    void turn(milliseconds time) { current->consumer.turn(time); }

    std::ostringstream logged;
    test::temp_folder folder;
    std::string path = folder.file("mail.log");
    std::unique_ptr<session> current;
};

TEST_F(file_follower_test, at_the_first_start_an_old_file_is_followed_from_its_end)
{
    append("old\nol");
    auto& log = start();
    append("d\nnew\n");
    EXPECT_TRUE(log.has("old\nnew\n")) << log.lines;
    EXPECT_FALSE(log.skipped);
    EXPECT_EQ(current->input.name(), "postfix:" + path);
}

TEST_F(file_follower_test, a_file_that_comes_later_is_read_from_its_beginning)
{
    auto& log = start();
    turn(milliseconds(30));
    append("one\n");
    EXPECT_TRUE(log.has("one\n"));
    append("two\n");
    EXPECT_TRUE(log.has("one\ntwo\n"));
}

TEST_F(file_follower_test, what_came_after_the_first_start_is_not_skipped_by_the_second)
{
    start();
    turn(milliseconds(30));
    append("one\n"); // the daemon is killed before it sees this
    auto& log = start();
    EXPECT_TRUE(log.has("one\n"));
    EXPECT_FALSE(log.skipped);
}

TEST_F(file_follower_test, inotify_tells_of_a_line_at_once)
{
    append("");
    auto& log = start({.poll = std::chrono::hours(1)});
    turn(milliseconds(30));
    append("one\n");
    EXPECT_TRUE(log.has("one\n"));
    rename("mail.log", "mail.log.1");
    append_to("mail.log.1", "two\n");
    EXPECT_TRUE(log.has("one\ntwo\n")) << "the file is followed, not its name";
}

TEST_F(file_follower_test, only_whole_lines_are_handed_out)
{
    auto& log = start_on_an_empty_file();
    append("half");
    turn(milliseconds(60));
    EXPECT_EQ(log.lines, "");
    append(" a line\nand");
    EXPECT_TRUE(log.has("half a line\n"));
}

TEST_F(file_follower_test, a_backlog_comes_in_batches_and_says_how_much_is_left)
{
    auto& log = start_on_an_empty_file();
    const std::string line(999, 'x');
    std::string text;
    for (int i = 0; i < 1000; ++i)
        text += line + "\n";
    log.commits = false;
    append(text);
    EXPECT_TRUE(log.until([&] { return log.batches == 1; }));
    EXPECT_LE(log.lines.size(), log_input::batch_bytes);
    EXPECT_EQ(log.lag, text.size() - log.lines.size());
    turn(milliseconds(60));
    EXPECT_EQ(log.batches, 1) << "nothing is read while nothing can be committed";
    log.commits = true;
    EXPECT_TRUE(log.has(text));
    EXPECT_EQ(log.lag, 0U);
}

TEST_F(file_follower_test, late_lines_of_a_renamed_file_come_before_those_of_the_new_one)
{
    auto& log = start_on_an_empty_file();
    append("one\n");
    rename("mail.log", "mail.log.1");
    append("four\n");
    append_to("mail.log.1", "two\n");
    EXPECT_TRUE(log.has("one\ntwo\n"));
    append_to("mail.log.1", "three\n");
    EXPECT_TRUE(log.has("one\ntwo\nthree\nfour\n")) << log.lines;
    append("five\n");
    EXPECT_TRUE(log.has("one\ntwo\nthree\nfour\nfive\n"));
}

TEST_F(file_follower_test, a_renamed_file_is_not_left_for_an_empty_one)
{
    auto& log = start_on_an_empty_file();
    append("one\n");
    rename("mail.log", "mail.log.1");
    append("");
    turn(milliseconds(300)); // the mailer has not reopened its log
    append_to("mail.log.1", "two\n");
    EXPECT_TRUE(log.has("one\ntwo\n"));
    append("three\n");
    EXPECT_TRUE(log.has("one\ntwo\nthree\n"));
}

TEST_F(file_follower_test, a_renamed_file_to_which_somebody_writes_on_is_left_in_the_end)
{
    auto& log = start_on_an_empty_file();
    rename("mail.log", "mail.log.1");
    append("new\n");
    EXPECT_TRUE(log.until([&] {
        append_to("mail.log.1", "old\n");
        return log.lines.ends_with("new\n");
    }));
}

TEST_F(file_follower_test, the_last_line_of_a_renamed_file_needs_no_end)
{
    auto& log = start_on_an_empty_file();
    append("one\ntwo");
    rename("mail.log", "mail.log.1");
    append("three\n");
    EXPECT_TRUE(log.has("one\ntwo\nthree\n")) << log.lines;
}

TEST_F(file_follower_test, a_removed_file_is_finished_too)
{
    auto& log = start_on_an_empty_file();
    log.commits = false;
    append("one\n");
    EXPECT_TRUE(log.has("one\n"));
    append("two\n");
    fs::remove(path);
    turn(milliseconds(60));
    append("three\n");
    log.commits = true;
    EXPECT_TRUE(log.has("one\ntwo\nthree\n")) << log.lines;
    EXPECT_FALSE(log.skipped);
}

TEST_F(file_follower_test, files_that_were_rotated_while_nothing_could_be_committed)
{
    auto& log = start_on_an_empty_file();
    log.commits = false;
    append("0\n");
    EXPECT_TRUE(log.has("0\n"));
    std::string expected = "0\n";
    for (int i = 1; i <= 5; ++i) {
        fs::remove(folder.file("mail.log.1"));
        rename("mail.log", "mail.log.1");
        append(std::to_string(i) + "\n");
        expected += std::to_string(i) + "\n";
        turn(milliseconds(10));
    }
    EXPECT_EQ(log.lines, "0\n");
    log.commits = true;
    EXPECT_TRUE(log.has(expected)) << log.lines;
}

TEST_F(file_follower_test, a_truncated_file_is_read_from_its_beginning)
{
    auto& log = start_on_an_empty_file();
    append("one\n");
    EXPECT_TRUE(log.has("one\n"));
    fs::copy_file(path, path + ".1");
    fs::resize_file(path, 0);
    append("two\n"); // of the same size
    EXPECT_TRUE(log.has("one\ntwo\n"));
    fs::resize_file(path, 0);
    append("three, which is longer\n");
    EXPECT_TRUE(log.has("one\ntwo\nthree, which is longer\n"));
    EXPECT_FALSE(log.skipped);
}

TEST_F(file_follower_test, what_was_unread_at_a_truncation_is_read_from_the_copy)
{
    auto& log = start_on_an_empty_file();
    log.commits = false;
    append("one\n");
    EXPECT_TRUE(log.has("one\n"));
    append("two\n");
    fs::copy_file(path, path + ".1");
    fs::resize_file(path, 0);
    append("three\n");
    log.commits = true;
    EXPECT_TRUE(log.has("one\ntwo\nthree\n")) << log.lines;
    EXPECT_FALSE(log.skipped);
}

TEST_F(file_follower_test, a_truncation_without_a_copy_says_what_is_lost)
{
    auto& log = start_on_an_empty_file();
    log.commits = false;
    append(std::string(300'000, 'x') + "\n" + std::string(300'000, 'y') + "\n");
    EXPECT_TRUE(log.until([&] { return log.batches == 1; }));
    fs::resize_file(path, 0);
    append("new\n");
    log.commits = true;
    EXPECT_TRUE(log.until([&] { return log.lines.ends_with("\nnew\n"); }));
    EXPECT_TRUE(log.skipped);
}

TEST_F(file_follower_test, a_copy_that_takes_the_place_of_the_file_is_not_read_twice)
{
    auto& log = start_on_an_empty_file();
    append("one\ntwo\n");
    EXPECT_TRUE(log.has("one\ntwo\n"));
    fs::copy_file(path, path + ".edited");
    rename("mail.log.edited", "mail.log");
    append("three\n");
    EXPECT_TRUE(log.has("one\ntwo\nthree\n")) << log.lines;
}

TEST_F(file_follower_test, a_restart_goes_on_behind_the_last_committed_line)
{
    start_on_an_empty_file();
    append("one\n");
    EXPECT_TRUE(current->consumer.has("one\n"));
    stop();
    append("two\n");
    auto& log = start();
    EXPECT_TRUE(log.has("two\n"));
    log.commits = false;
    append("three\n");
    EXPECT_TRUE(log.has("two\nthree\n"));
    turn(milliseconds(1100)); // long enough to be saved, if it were
    auto& again = start();    // after a crash
    EXPECT_TRUE(again.has("three\n")) << again.lines;
    EXPECT_FALSE(again.skipped);
}

TEST_F(file_follower_test, what_is_committed_after_the_stop_is_not_read_again)
{
    auto& log = start_on_an_empty_file();
    append("one\n");
    EXPECT_TRUE(log.has("one\n"));
    log.commits = false;
    append("two\n");
    EXPECT_TRUE(log.has("one\ntwo\n"));
    current->input.stop(); // while the events of that line are on their way to the disk
    log.commits = true;
    EXPECT_TRUE(log.until([&] { return log.over; }));
    append("three\n");
    auto& again = start();
    EXPECT_TRUE(again.has("three\n")) << again.lines;
}

TEST_F(file_follower_test, a_restart_finds_what_was_rotated_away)
{
    start_on_an_empty_file();
    append("one\n");
    EXPECT_TRUE(current->consumer.has("one\n"));
    stop();
    append("two\n");
    rename("mail.log", "mail.log.2");
    std::this_thread::sleep_for(milliseconds(20)); // the clock of files has coarse ticks
    append_to("mail.log.1", "three\n");
    append("four\n");
    auto& log = start();
    EXPECT_TRUE(log.has("two\nthree\nfour\n")) << log.lines;
    EXPECT_FALSE(log.skipped);
}

TEST_F(file_follower_test, a_restart_says_what_is_lost)
{
    start_on_an_empty_file();
    append("one\n");
    EXPECT_TRUE(current->consumer.has("one\n"));
    stop();
    append("two\n");
    rename("mail.log", "something.else");
    append("three\n");
    auto& log = start();
    EXPECT_TRUE(log.has("three\n"));
    EXPECT_TRUE(log.skipped);
    EXPECT_NE(logged.str().find("lines were lost"), std::string::npos);
}

TEST_F(file_follower_test, a_restart_after_the_rotated_file_was_compressed_loses_nothing_if_it_was_read)
{
    auto& log = start_on_an_empty_file();
    append("one\n");
    rename("mail.log", "mail.log.1");
    append("tw");
    EXPECT_TRUE(log.has("one\n"));
    turn(milliseconds(400)); // it is left, and the new file has no line yet
    stop();
    rename("mail.log.1", "mail.log.1.gz");
    append("o\n");
    auto& again = start();
    EXPECT_TRUE(again.has("two\n"));
    EXPECT_FALSE(again.skipped);
}

TEST_F(file_follower_test, a_damaged_position_means_the_end)
{
    append("one\n");
    start();
    stop();
    for (const auto& entry : fs::directory_iterator(folder.path() / "log-positions"))
        test::write_file(entry.path(), "recoil log position 1\npostfix:" + path + "\nnonsense\n");
    append("two\n");
    auto& log = start();
    append("three\n");
    EXPECT_TRUE(log.has("three\n"));
    EXPECT_NE(logged.str().find("\"nonsense\" is no position"), std::string::npos);
}

TEST_F(file_follower_test, what_is_no_file_cannot_be_followed)
{
    fs::create_directory(path);
    EXPECT_THROW(start(), start_error);
}

TEST_F(file_follower_test, stop_breaks_off_the_wait)
{
    auto& log = start_on_an_empty_file();
    turn(milliseconds(30));
    EXPECT_FALSE(log.over);
    current->input.stop();
    EXPECT_TRUE(log.until([&] { return log.over; }));
    append("one\n");
    turn(milliseconds(60));
    EXPECT_EQ(log.lines, "");
}

} // namespace
} // namespace recoil
