#include "sink/group_commit.hpp"

#include "support/file_size_limit.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <limits>
#include <mutex>
#include <set>
#include <sstream>
#include <thread>
#include <vector>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace recoil::sink {
namespace {

namespace fs = std::filesystem;

event_file opened(const std::string& path, std::uint64_t min_free_bytes = 0)
{
    event_file_options options;
    options.path = path;
    options.min_free_bytes = min_free_bytes;
    event_file file(options);
    EXPECT_FALSE(file.open());
    return file;
}

commit_result commit(group_commit& sink, std::string lines)
{
    std::promise<commit_result> answer;
    sink.submit(std::move(lines), [&](const commit_result& result) { answer.set_value(result); });
    return answer.get_future().get();
}

std::error_code reopen(group_commit& sink)
{
    std::promise<std::error_code> answer;
    sink.reopen([&](std::error_code error) { answer.set_value(error); });
    return answer.get_future().get();
}

std::vector<std::string> lines_of(const std::string& path)
{
    std::istringstream in(test::read_file(path));
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

// Holds the commit thread inside a callback, so that what is submitted meanwhile has to wait.
class gate {
public:
    explicit gate(group_commit& sink)
    {
        std::promise<void> entered;
        const std::shared_future<void> opened = open_.get_future();
        sink.submit("gate\n", [&entered, opened](const commit_result&) {
            entered.set_value();
            opened.wait();
        });
        entered.get_future().wait();
    }
    void open() { open_.set_value(); }

private:
    std::promise<void> open_;
};

class group_commit_on_disk : public testing::Test {
protected:
    test::temp_folder folder_;
    std::string path_ = folder_.file("events.jsonl");
};

TEST_F(group_commit_on_disk, what_is_answered_can_be_read)
{
    group_commit sink(opened(path_));
    const auto result = commit(sink, "a\n");
    EXPECT_FALSE(result.error);
    EXPECT_GT(result.took.count(), 0);
    EXPECT_EQ(test::read_file(path_), "a\n");
    EXPECT_FALSE(commit(sink, "b\nc\n").error);
    EXPECT_EQ(test::read_file(path_), "a\nb\nc\n");
}

TEST_F(group_commit_on_disk, answers_once_and_in_the_order_of_submission)
{
    std::vector<int> answered;
    {
        group_commit sink(opened(path_));
        for (int n = 0; n < 500; ++n)
            sink.submit(std::to_string(n) + "\n", [&answered, n](const commit_result&) { answered.push_back(n); });
    }
    ASSERT_EQ(answered.size(), 500u) << "the end waits for all";
    EXPECT_TRUE(std::is_sorted(answered.begin(), answered.end()));
    EXPECT_EQ(lines_of(path_).size(), 500u);
}

TEST_F(group_commit_on_disk, what_arrives_during_a_commit_shares_the_next)
{
    std::vector<double> took;
    {
        group_commit sink(opened(path_));
        gate held(sink);
        for (int n = 0; n < 50; ++n)
            sink.submit("line\n", [&took](const commit_result& result) { took.push_back(result.took.count()); });
        held.open();
    }
    ASSERT_EQ(took.size(), 50u);
    EXPECT_EQ(std::set<double>(took.begin(), took.end()).size(), 1u) << "one batch has one duration";
}

TEST_F(group_commit_on_disk, a_batch_is_bounded)
{
    std::vector<double> took;
    const std::string large = std::string((5u << 20u) - 1, 'x') + "\n";
    {
        group_commit sink(opened(path_));
        gate held(sink);
        for (int n = 0; n < 3; ++n)
            sink.submit(large, [&took](const commit_result& result) { took.push_back(result.took.count()); });
        held.open();
    }
    EXPECT_EQ(std::set<double>(took.begin(), took.end()).size(), 3u) << "two of them are more than one batch takes";
    EXPECT_EQ(fs::file_size(path_), 5 + 3 * large.size());
}

TEST_F(group_commit_on_disk, many_threads_lose_and_mix_nothing)
{
    constexpr int threads = 8;
    constexpr int each = 200;
    std::atomic<int> good = 0;
    {
        group_commit sink(opened(path_));
        std::vector<std::thread> writers;
        for (int t = 0; t < threads; ++t) {
            writers.emplace_back([&, t] {
                for (int n = 0; n < each; ++n) {
                    const std::string name = std::to_string(t) + "-" + std::to_string(n);
                    sink.submit(name + "-first\n" + name + "-second\n",
                                [&good](const commit_result& result) { good += result.error ? 0 : 1; });
                }
            });
        }
        for (auto& writer : writers)
            writer.join();
    }
    EXPECT_EQ(good, threads * each);
    const auto lines = lines_of(path_);
    ASSERT_EQ(lines.size(), 2u * threads * each);
    for (std::size_t i = 0; i < lines.size(); i += 2)
        EXPECT_EQ(lines[i].substr(0, lines[i].rfind('-')), lines[i + 1].substr(0, lines[i + 1].rfind('-')));
}

TEST_F(group_commit_on_disk, statistics_tell_what_waits)
{
    group_commit sink(opened(path_));
    EXPECT_EQ(sink.stats().queued, 0u);
    EXPECT_EQ(sink.stats().oldest.count(), 0);
    EXPECT_GT(sink.stats().free_bytes, 0u);
    gate held(sink);
    sink.submit("a\n", {});
    sink.submit("b\n", {});
    EXPECT_EQ(sink.stats().queued, 2u);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_GE(sink.stats().oldest, std::chrono::milliseconds(5));
    held.open();
    EXPECT_FALSE(commit(sink, "c\n").error);
    EXPECT_EQ(sink.stats().queued, 0u) << "an answered submission does not wait any more, even inside its callback";
    EXPECT_FALSE(sink.stats().blocked);
}

TEST_F(group_commit_on_disk, a_full_disk_refuses_and_the_next_is_tried_at_once)
{
    group_commit sink(opened(path_));
    EXPECT_FALSE(commit(sink, "a\n").error);
    {
        const test::file_size_limit full(4);
        EXPECT_EQ(commit(sink, "bbbb\n").error, std::errc::file_too_large);
        EXPECT_TRUE(sink.stats().blocked);
        EXPECT_FALSE(commit(sink, "c\n").error) << "there is room for this one";
        EXPECT_FALSE(sink.stats().blocked);
        EXPECT_TRUE(commit(sink, "d\n").error);
    }
    EXPECT_FALSE(commit(sink, "e\n").error);
    EXPECT_EQ(test::read_file(path_), "a\nc\ne\n");
}

TEST_F(group_commit_on_disk, too_little_free_space_refuses)
{
    group_commit sink(opened(path_, std::numeric_limits<std::uint64_t>::max()));
    EXPECT_EQ(commit(sink, "a\n").error, std::errc::no_space_on_device);
    EXPECT_TRUE(sink.stats().blocked);
    EXPECT_EQ(fs::file_size(path_), 0u);
}

TEST_F(group_commit_on_disk, a_refused_batch_is_refused_for_all_of_it)
{
    std::vector<bool> refused;
    {
        group_commit sink(opened(path_));
        gate held(sink);
        const test::file_size_limit full(8);
        sink.submit("a\n", [&](const commit_result& result) { refused.push_back(static_cast<bool>(result.error)); });
        sink.submit("bbbb\n", [&](const commit_result& result) { refused.push_back(static_cast<bool>(result.error)); });
        held.open();
        EXPECT_EQ(reopen(sink), std::error_code());
        EXPECT_TRUE(commit(sink, "cccc\n").error);
    }
    EXPECT_EQ(refused, (std::vector<bool>{true, true}));
    EXPECT_EQ(test::read_file(path_), "gate\n") << "nobody may find a line that its sender will send again";
}

TEST_F(group_commit_on_disk, a_full_device_refuses)
{
    group_commit sink(opened("/dev/full"));
    EXPECT_EQ(commit(sink, "a\n").error, std::errc::no_space_on_device);
    EXPECT_EQ(sink.stats().free_bytes, std::numeric_limits<std::uint64_t>::max());
}

TEST_F(group_commit_on_disk, a_vanished_folder_refuses_until_it_is_back)
{
    fs::create_directory(folder_.file("log"));
    group_commit sink(opened(folder_.file("log/events.jsonl")));
    fs::remove_all(folder_.file("log"));
    EXPECT_EQ(commit(sink, "a\n").error, std::errc::no_such_file_or_directory);
    EXPECT_EQ(reopen(sink), std::errc::no_such_file_or_directory);
    fs::create_directory(folder_.file("log"));
    EXPECT_FALSE(commit(sink, "b\n").error);
    EXPECT_EQ(test::read_file(folder_.file("log/events.jsonl")), "b\n");
}

TEST_F(group_commit_on_disk, a_second_one_on_the_same_file_cannot_be_opened)
{
    group_commit sink(opened(path_));
    event_file_options options;
    options.path = path_;
    EXPECT_EQ(event_file(options).open(), std::errc::resource_unavailable_try_again);
}

TEST_F(group_commit_on_disk, a_callback_may_submit_and_reopen)
{
    std::promise<std::error_code> reopened;
    {
        group_commit sink(opened(path_));
        sink.submit("a\n", [&](const commit_result&) {
            sink.submit("b\n", {});
            sink.reopen([&](std::error_code error) { reopened.set_value(error); });
        });
        EXPECT_FALSE(reopened.get_future().get());
    }
    EXPECT_EQ(test::read_file(path_), "a\nb\n");
}

TEST_F(group_commit_on_disk, rotation_under_load_keeps_every_line_in_one_file)
{
    constexpr int writers = 4;
    constexpr int rotations = 20;
    std::mutex mutex;
    std::set<std::string> acknowledged;
    std::atomic<bool> stop = false;
    {
        group_commit sink(opened(path_));
        std::vector<std::thread> threads;
        for (int t = 0; t < writers; ++t) {
            threads.emplace_back([&, t] {
                for (int n = 0; !stop; ++n) {
                    const std::string line = std::to_string(t) + "-" + std::to_string(n);
                    if (!commit(sink, line + "\n").error) {
                        const std::scoped_lock lock(mutex);
                        acknowledged.insert(line);
                    }
                }
            });
        }
        for (int r = 0; r < rotations; ++r) {
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
            fs::rename(path_, path_ + "." + std::to_string(r));
            EXPECT_FALSE(reopen(sink));
        }
        stop = true;
        for (auto& thread : threads)
            thread.join();
    }
    std::vector<std::string> found = lines_of(path_);
    for (int r = 0; r < rotations; ++r) {
        const auto rotated = lines_of(path_ + "." + std::to_string(r));
        found.insert(found.end(), rotated.begin(), rotated.end());
    }
    std::sort(found.begin(), found.end());
    EXPECT_EQ(found, std::vector<std::string>(acknowledged.begin(), acknowledged.end()));
    EXPECT_GT(found.size(), static_cast<std::size_t>(writers));
}

// The child says each number that was answered; after a kill -9 all of them must be in the file.
[[noreturn]] void commit_until_killed(const std::string& path, int answers)
{
    group_commit sink(opened(path));
    for (int n = 0;; ++n) {
        if (!commit(sink, std::to_string(n) + "\n").error && ::write(answers, &n, sizeof n) != sizeof n)
            ::_exit(1);
    }
}

TEST_F(group_commit_on_disk, a_kill_loses_nothing_that_was_answered)
{
    for (int round = 0; round < 5; ++round) {
        fs::remove(path_);
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0)
            commit_until_killed(path_, ends[1]);
        ::close(ends[1]);
        std::vector<int> answered;
        int n = 0;
        while (::read(ends[0], &n, sizeof n) == static_cast<ssize_t>(sizeof n)) {
            answered.push_back(n);
            if (answered.size() == 20u + static_cast<std::size_t>(round) * 7)
                ::kill(child, SIGKILL);
        }
        ::waitpid(child, nullptr, 0);
        ::close(ends[0]);
        event_file again = opened(path_);
        const auto lines = lines_of(path_);
        ASSERT_GE(lines.size(), answered.size());
        for (std::size_t i = 0; i < lines.size(); ++i)
            EXPECT_EQ(lines[i], std::to_string(i)) << "whole lines, in order, none twice";
    }
}

} // namespace
} // namespace recoil::sink
