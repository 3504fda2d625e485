#include "daemon/log_input/log_file.hpp"

#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace recoil {
namespace {

class log_file_test : public testing::Test {
protected:
    std::unique_ptr<log_file> open()
    {
        std::error_code failed;
        return log_file::open(path, failed);
    }
    void append(const std::string& text) const { std::ofstream(path, std::ios::binary | std::ios::app) << text; }
    static std::string rest(log_file& file, std::size_t bytes = 1 << 20)
    {
        std::string lines;
        while (file.read(lines, bytes) == log_file::result::read) {
        }
        return lines;
    }

    test::temp_folder folder;
    std::string path = folder.file("mail.log");
};

TEST_F(log_file_test, is_read_in_pieces_of_any_size)
{
    std::string text;
    for (int i = 0; i < 200; ++i)
        text += "line " + std::to_string(i * i) + "\n";
    append(text);
    for (const std::size_t bytes : {1U, 2U, 7U, 255U, 256U, 257U, 4096U}) {
        const auto file = open();
        EXPECT_EQ(rest(*file, bytes), text) << bytes;
        EXPECT_EQ(file->unread(), 0U);
    }
}

TEST_F(log_file_test, goes_on_as_it_grows)
{
    append("one\ntw");
    const auto file = open();
    EXPECT_EQ(rest(*file), "one\n");
    EXPECT_EQ(file->unread(), 2U) << "a line that has not ended is not read";
    append("o\nthree\n");
    EXPECT_EQ(rest(*file), "two\nthree\n");
}

TEST_F(log_file_test, every_position_resumes_where_it_was)
{
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += "line " + std::to_string(i) + "\n";
    append(text);
    const auto file = open();
    std::string lines;
    for (auto result = log_file::result::read; result == log_file::result::read; result = file->read(lines, 3)) {
        const auto again = open();
        ASSERT_TRUE(again->resume(file->position()));
        EXPECT_EQ(again->position(), file->position());
        EXPECT_EQ(lines + rest(*again), text);
    }
    EXPECT_EQ(lines, text);
}

TEST_F(log_file_test, a_copy_is_known_by_its_octets)
{
    append("one\ntwo\nthree\n");
    const auto file = open();
    std::string lines;
    file->read(lines, 8);
    const file_position position = file->position();
    std::filesystem::rename(path, path + ".old");
    std::filesystem::copy_file(path + ".old", path);
    const auto copy = open();
    ASSERT_TRUE(copy->resume(position));
    EXPECT_EQ(rest(*copy), "three\n");
}

TEST_F(log_file_test, other_content_is_not_resumed)
{
    append("one\ntwo\nthree\n");
    const auto file = open();
    std::string lines;
    file->read(lines, 8);
    const file_position position = file->position();
    for (const char* other : {"", "one\n", "one\ntwO\nthree\n", "One\ntwo\nthree\n"}) {
        test::write_file(path, other);
        const auto again = open();
        EXPECT_FALSE(again->resume(position)) << other;
        EXPECT_EQ(rest(*again), other) << "it is read from its beginning";
    }
}

TEST_F(log_file_test, nothing_read_is_the_same_inode)
{
    append("one\n");
    const file_position position = open()->position();
    EXPECT_TRUE(open()->resume(position));
    test::write_file(path + ".new", "one\n");
    std::filesystem::rename(path + ".new", path);
    EXPECT_FALSE(open()->resume(position));
}

TEST_F(log_file_test, truncation_is_seen_at_once)
{
    append("one\ntwo\n");
    const auto file = open();
    EXPECT_EQ(rest(*file), "one\ntwo\n");
    std::string lines;
    EXPECT_EQ(file->read(lines, 100), log_file::result::end);
    test::write_file(path, "");
    EXPECT_EQ(file->read(lines, 100), log_file::result::changed);
    test::write_file(path, "six\nten\n");
    EXPECT_EQ(file->read(lines, 100), log_file::result::changed) << "of the same size";
    test::write_file(path, "other lines, and more of them\n");
    EXPECT_EQ(file->read(lines, 100), log_file::result::changed) << "grown beyond what was read";
    EXPECT_EQ(lines, "");
    EXPECT_EQ(file->position().offset, 8U);
}

TEST_F(log_file_test, what_is_done_to_an_unread_file_is_seen)
{
    append("");
    const auto file = open();
    std::string lines;
    EXPECT_EQ(file->read(lines, 100), log_file::result::end);
    const auto later = std::filesystem::last_write_time(path) + std::chrono::seconds(1);
    append("one\n");
    std::filesystem::last_write_time(path, later);
    EXPECT_TRUE(file->changed_unread());
    EXPECT_EQ(file->read(lines, 100), log_file::result::changed) << "it may have been truncated in between";
    file->accept();
    append("two\n");
    EXPECT_FALSE(file->changed_unread()) << "it begins as it did";
    test::write_file(path, "other\n");
    EXPECT_EQ(file->read(lines, 100), log_file::result::changed);
    file->accept();
    EXPECT_EQ(rest(*file), "other\n");
}

TEST_F(log_file_test, behind_its_copy_it_goes_on)
{
    append("one\n");
    std::filesystem::copy_file(path, path + ".1");
    std::error_code failed;
    const auto copy = log_file::open(path + ".1", failed);
    EXPECT_EQ(rest(*copy), "one\n");
    append("two\n");
    const auto file = open();
    file->come_after(*copy);
    EXPECT_EQ(rest(*file), "two\n");
    test::write_file(path, "three\n");
    const auto other = open();
    other->come_after(*copy);
    EXPECT_EQ(rest(*other), "three\n");
}

TEST_F(log_file_test, says_whether_it_left_something)
{
    append("one\ntwo\n");
    const auto file = open();
    std::string lines;
    file->read(lines, 4);
    EXPECT_TRUE(file->was_behind());
    file->read(lines, 4);
    EXPECT_FALSE(file->was_behind());
}

TEST_F(log_file_test, the_end_is_behind_the_last_whole_line)
{
    append("one\ntwo\nthr");
    const auto file = open();
    file->skip_to_end();
    EXPECT_EQ(rest(*file), "");
    append("ee\n");
    EXPECT_EQ(rest(*file), "three\n");
    test::write_file(path, "no line yet");
    const auto other = open();
    other->skip_to_end();
    append("\n");
    EXPECT_EQ(rest(*other), "no line yet\n");
}

TEST_F(log_file_test, finish_takes_what_has_no_end)
{
    append("one\ntwo");
    const auto file = open();
    std::string lines = rest(*file);
    file->finish(lines);
    EXPECT_EQ(lines, "one\ntwo\n");
    EXPECT_TRUE(open()->resume(file->position()));
    EXPECT_EQ(file->unread(), 0U);
}

TEST_F(log_file_test, is_told_apart_from_others)
{
    append("one\n");
    const auto file = open();
    EXPECT_TRUE(file->stands_at(path));
    EXPECT_TRUE(file->is(*open()));
    std::filesystem::rename(path, path + ".1");
    EXPECT_FALSE(file->stands_at(path));
    EXPECT_TRUE(file->stands_at(path + ".1"));
    append("two\n");
    EXPECT_FALSE(file->stands_at(path));
    EXPECT_FALSE(file->is(*open()));
}

TEST_F(log_file_test, only_a_regular_file_is_opened)
{
    std::error_code failed;
    EXPECT_FALSE(log_file::open(path, failed));
    EXPECT_EQ(failed, std::errc::no_such_file_or_directory);
    EXPECT_FALSE(log_file::open(folder.path(), failed));
    EXPECT_EQ(failed, std::errc::is_a_directory);
    mkfifo(path.c_str(), 0600);
    EXPECT_FALSE(log_file::open(path, failed)) << "which did not wait for a writer";
    EXPECT_EQ(failed, std::errc::invalid_argument);
}

} // namespace
} // namespace recoil
