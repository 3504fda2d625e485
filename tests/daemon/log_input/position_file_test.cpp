#include "daemon/log_input/position_file.hpp"

#include "daemon/log.hpp"
#include "daemon/start_error.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <sstream>
#include <string>

namespace recoil {
namespace {

namespace fs = std::filesystem;

class position_file_test : public testing::Test {
protected:
    position_file_test() { log::start(logged); }
    ~position_file_test() override { log::start(); }

    position_file open(const std::string& input = "postfix:/var/log/mail.log")
    {
        return {loop.get_executor(), folder.path().string(), input};
    }
    void turn(std::chrono::milliseconds time)
    {
        loop.restart();
        loop.run_for(time);
    }
    std::string only_file() const
    {
        std::string name;
        for (const auto& entry : fs::directory_iterator(folder.path() / "log-positions")) {
            EXPECT_EQ(name, "") << entry.path();
            name = entry.path().string();
        }
        return name;
    }

    std::ostringstream logged;
    test::temp_folder folder;
    net::asio::io_context loop{1};
};

TEST_F(position_file_test, nothing_at_first)
{
    EXPECT_EQ(open().load(), std::nullopt);
    EXPECT_EQ(only_file(), "") << "no file is left by the look whether one can be written";
}

TEST_F(position_file_test, close_writes_what_was_saved_last)
{
    position_file file = open();
    file.save("1 2 3");
    file.save("4 5 6");
    file.close();
    EXPECT_EQ(open().load(), "4 5 6");
    EXPECT_EQ(fs::status(only_file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(position_file_test, what_is_saved_after_close_is_written_at_once)
{
    position_file file = open();
    file.save("1");
    file.close();
    file.save("2");
    EXPECT_EQ(open().load(), "2");
    file.save("3");
    EXPECT_EQ(open().load(), "3");
}

TEST_F(position_file_test, is_written_at_once_and_then_once_a_second)
{
    position_file file = open();
    file.save("1");
    turn(std::chrono::milliseconds(50));
    EXPECT_EQ(open().load(), "1");
    const auto before = net::clock::now();
    file.save("2");
    file.save("3");
    turn(std::chrono::milliseconds(500));
    EXPECT_EQ(open().load(), "1");
    while (open().load() == "1" && net::clock::now() < before + std::chrono::seconds(10))
        turn(std::chrono::milliseconds(20));
    EXPECT_EQ(open().load(), "3");
}

TEST_F(position_file_test, a_crash_keeps_the_old_one)
{
    {
        position_file file = open();
        file.save("1");
        turn(std::chrono::milliseconds(50));
        file.save("2");
    }
    turn(std::chrono::milliseconds(1100));
    EXPECT_EQ(open().load(), "1");
}

TEST_F(position_file_test, each_input_has_its_own)
{
    const std::string a = "postfix:/var/log/" + std::string(300, 'a') + "/mail.log";
    const std::string b = "postfix:/srv/mail.log";
    position_file of_a = open(a), of_b = open(b);
    of_a.save("a");
    of_b.save("b");
    of_a.close();
    of_b.close();
    EXPECT_EQ(open(a).load(), "a");
    EXPECT_EQ(open(b).load(), "b");
    EXPECT_EQ(open().load(), std::nullopt);
}

TEST_F(position_file_test, a_damaged_file_is_no_position)
{
    position_file file = open();
    file.save("1 2 3");
    file.close();
    const std::string name = only_file(), whole = test::read_file(name);
    const std::string of_another = "recoil log position 1\npostfix:/other.log\n1 2 3\n";
    for (const std::string& damaged : {std::string(), whole.substr(0, 10), "x" + whole, of_another}) {
        logged.str("");
        test::write_file(name, damaged);
        EXPECT_EQ(open().load(), std::nullopt) << damaged;
        EXPECT_NE(logged.str().find(name + " cannot be read"), std::string::npos);
    }
    test::write_file(name, whole);
    EXPECT_EQ(open().load(), "1 2 3");
}

TEST_F(position_file_test, without_a_folder_nothing_is_kept)
{
    position_file file(loop.get_executor(), "", "stdin");
    file.save("1");
    file.close();
    EXPECT_EQ(file.load(), std::nullopt);
}

TEST_F(position_file_test, a_folder_that_cannot_be_written_is_told_at_the_start)
{
    test::write_file(folder.file("file"), "");
    EXPECT_THROW(position_file(loop.get_executor(), folder.file("file"), "x"), start_error);
    EXPECT_THROW(position_file(loop.get_executor(), folder.file("none"), "x"), start_error);
}

TEST_F(position_file_test, a_failure_is_logged_once)
{
    position_file file = open();
    fs::remove_all(folder.path() / "log-positions");
    for (int i = 0; i < 3; ++i) {
        file.save("1");
        file.close();
    }
    const std::string told = "its position cannot be saved";
    const std::size_t first = logged.str().find(told);
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(logged.str().find(told, first + 1), std::string::npos) << logged.str();
    fs::create_directory(folder.path() / "log-positions");
    file.save("2");
    file.close();
    EXPECT_EQ(open().load(), "2");
}

} // namespace
} // namespace recoil
