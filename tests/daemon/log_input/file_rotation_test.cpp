// Never twice and never lost, whatever is done to the log and whenever the daemon is killed.
#include "daemon/log.hpp"
#include "daemon/log_input/file_follower.hpp"
#include "daemon/log_input/log_consumer.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <tuple>

namespace recoil {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr follow_times fast{.poll = milliseconds(10), .silence = milliseconds(40), .limit = milliseconds(5000)};

enum class rotation { by_renaming, by_copying };

class file_rotation_test : public testing::TestWithParam<std::tuple<rotation, unsigned>> {
protected:
    struct session {
        session(const std::string& path, const std::string& state)
            : input(loop.get_executor(), path, state, fast), consumer(loop, input)
        {
        }
        net::asio::io_context loop{1};
        file_follower input;
        test::log_consumer consumer;
    };

    file_rotation_test() { log::start(logged); }
    ~file_rotation_test() override { log::start(); }

    int chance(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random); }
    void write_lines(const std::string& to, int least, int most)
    {
        std::ofstream out(to, std::ios::binary | std::ios::app);
        for (int i = least + chance(most - least + 1); i > 0; --i) {
            const std::string line = "line " + std::to_string(written++) + std::string(chance(400), '.') + "\n";
            out << line;
            expected += line;
        }
    }
    void shift_names()
    {
        for (int i = 60; i > 0; --i)
            if (fs::exists(path + "." + std::to_string(i)))
                fs::rename(path + "." + std::to_string(i), path + "." + std::to_string(i + 1));
    }
    void rotate()
    {
        shift_names();
        if (std::get<rotation>(GetParam()) == rotation::by_copying) {
            fs::copy_file(path, path + ".1");
            fs::resize_file(path, 0);
            running->consumer.turn(milliseconds(15)); // the clock of files has coarse ticks
            return;
        }
        fs::rename(path, path + ".1");
        if (chance(2) == 0)
            std::ofstream(path).flush();
        write_lines(path + ".1", 0, 3); // before the mailer has reopened it
        running->consumer.turn(milliseconds(chance(20)));
        write_lines(path + ".1", 0, 3);
        std::ofstream(path, std::ios::app).flush();
        running->consumer.turn(milliseconds(15));
    }
    void restart()
    {
        if (running) {
            running->input.stop();
            read += running->consumer.lines;
        }
        running.reset();
        running = std::make_unique<session>(path, folder.path().string());
    }
    bool caught_up() // and never ahead
    {
        return running->consumer.until([this] { return read + running->consumer.lines == expected; });
    }

    std::string first_difference() const
    {
        const std::string all = read + running->consumer.lines;
        const auto differing = std::ranges::mismatch(all, expected);
        return "expected " + std::string(differing.in2, expected.cend()).substr(0, 20) + ", got " +
               std::string(differing.in1, all.cend()).substr(0, 20);
    }

    std::ostringstream logged;
    test::temp_folder folder;
    std::string path = folder.file("mail.log");
    std::mt19937 random{std::get<unsigned>(GetParam())};
    std::unique_ptr<session> running;
    std::string expected;
    std::string read;
    int written = 0;
};

TEST_P(file_rotation_test, every_line_once_and_in_order)
{
    std::ofstream(path).flush();
    restart();
    running->consumer.turn(milliseconds(15)); // what happens to an empty file within one tick leaves no trace
    for (int i = 0; i < 50; ++i) {
        write_lines(path, 1, 20);
        running->consumer.turn(milliseconds(chance(15)));
        if (chance(10) == 0)
            restart();
        write_lines(path, 0, 5);
        rotate();
    }
    EXPECT_TRUE(caught_up()) << first_difference();
    EXPECT_FALSE(running->consumer.skipped);
}

INSTANTIATE_TEST_SUITE_P(seeds, file_rotation_test,
                         testing::Combine(testing::Values(rotation::by_renaming, rotation::by_copying),
                                          testing::Values(1U, 2U, 3U)));

} // namespace
} // namespace recoil
