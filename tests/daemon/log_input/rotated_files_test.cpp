#include "daemon/log_input/rotated_files.hpp"

#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>

namespace recoil {
namespace {

namespace fs = std::filesystem;

class rotated_files_test : public testing::Test {
protected:
    // The log with three lines, of which `bytes` octets were read.
    file_position position_behind(std::size_t bytes)
    {
        write("mail.log", "one\ntwo\nthree\n", 100);
        std::error_code failed;
        const auto file = log_file::open(path, failed);
        std::string lines;
        if (bytes > 0)
            file->read(lines, bytes);
        return file->position();
    }
    // `minute`: when it was written.
    void write(const std::string& name, const std::string& text, int minute)
    {
        test::write_file(folder.file(name), text);
        fs::last_write_time(folder.file(name), start + std::chrono::minutes(minute));
    }
    void rename(const std::string& from, const std::string& to) { fs::rename(folder.file(from), folder.file(to)); }

    // All that is still to be read, the files divided by a bar.
    std::string unread(const file_position& position)
    {
        unread_files found = find_unread(path, position);
        lost = found.lost;
        std::string all;
        for (const auto& file : found.files) {
            while (file->read(all, 1000) == log_file::result::read) {
            }
            all += "|";
        }
        return all;
    }

    test::temp_folder folder;
    std::string path = folder.file("mail.log");
    fs::file_time_type start = fs::file_time_type::clock::now() - std::chrono::hours(48);
    bool lost = false;
};

TEST_F(rotated_files_test, the_same_file_goes_on)
{
    const file_position position = position_behind(8);
    write("mail.log.1", "old\n", 50);
    EXPECT_EQ(unread(position), "three\n|");
    EXPECT_FALSE(lost);
}

TEST_F(rotated_files_test, a_renamed_file_is_finished_first)
{
    for (const char* name : {"mail.log.1", "mail.log-20261122", "mail.log.old"}) {
        const file_position position = position_behind(8);
        rename("mail.log", name);
        write("mail.log", "new\n", 200);
        EXPECT_EQ(unread(position), "three\n|new\n|") << name;
        EXPECT_FALSE(lost);
        fs::remove(folder.file(name));
    }
}

TEST_F(rotated_files_test, the_copy_of_a_truncated_file_is_finished_first)
{
    const file_position position = position_behind(8);
    fs::copy_file(path, path + ".1");
    write("mail.log", "new\n", 200);
    EXPECT_EQ(unread(position), "three\n|new\n|");
    EXPECT_FALSE(lost);
}

TEST_F(rotated_files_test, what_was_rotated_in_between_is_read_in_the_order_of_time)
{
    const file_position position = position_behind(8);
    rename("mail.log", "mail.log.3");
    write("mail.log.2", "second\n", 200);
    write("mail.log.1", "third\n", 300);
    write("mail.log", "fourth\n", 400);
    write("mail.log.4", "before\n", 50);
    write("mail.log.offset", "not a log\n", 400);
    write("mail.log-report", "not a log\n", 400);
    EXPECT_EQ(unread(position), "three\n|second\n|third\n|fourth\n|");
    EXPECT_FALSE(lost);
}

TEST_F(rotated_files_test, a_file_that_is_gone_loses_its_rest)
{
    const file_position position = position_behind(8);
    write("mail.log.4", "before\n", 50);
    write("mail.log.1", "in between\n", 200);
    fs::remove(path);
    write("mail.log", "new\n", 300);
    EXPECT_EQ(unread(position), "in between\n|new\n|");
    EXPECT_TRUE(lost);
}

TEST_F(rotated_files_test, a_compressed_file_is_lost)
{
    const file_position position = position_behind(8);
    rename("mail.log", "mail.log.2");
    write("mail.log.1.gz", "octets\n", 200);
    write("mail.log", "new\n", 300);
    EXPECT_EQ(unread(position), "three\n|new\n|");
    EXPECT_TRUE(lost);
}

TEST_F(rotated_files_test, a_file_of_which_nothing_was_read_is_known_by_its_inode)
{
    const file_position position = position_behind(0);
    rename("mail.log", "mail.log.1");
    write("mail.log.2", "one\ntwo\nthree\n", 50);
    write("mail.log", "new\n", 200);
    EXPECT_EQ(unread(position), "one\ntwo\nthree\n|new\n|");
    EXPECT_FALSE(lost);
}

TEST_F(rotated_files_test, of_the_same_time_the_name_tells_the_order)
{
    const file_position position = position_behind(8);
    rename("mail.log", "mail.log.11");
    for (const char* name : {"mail.log.9", "mail.log.10", "mail.log.2", "mail.log-20261122", "mail.log-20261121"})
        write(name, std::string(name) + "\n", 200);
    write("mail.log", "new\n", 200);
    EXPECT_EQ(unread(position), "three\n|mail.log.10\n|mail.log.9\n|mail.log.2\n|mail.log-20261121\n|"
                                "mail.log-20261122\n|new\n|");
    EXPECT_FALSE(lost);
}

TEST_F(rotated_files_test, a_file_of_which_nothing_was_read_may_have_been_truncated)
{
    write("mail.log.2", "read\n", 50);
    write("mail.log", "", 100);
    std::error_code failed;
    const file_position position = log_file::open(path, failed)->position();
    write("mail.log.1", "copied\n", 200);
    write("mail.log", "new\n", 300);
    EXPECT_EQ(unread(position), "copied\n|new\n|");
    EXPECT_FALSE(lost);
    rename("mail.log.1", "mail.log.1.gz");
    EXPECT_EQ(unread(position), "new\n|");
    EXPECT_TRUE(lost);
}

TEST_F(rotated_files_test, what_was_missed_lies_between_the_last_and_the_current)
{
    write("mail.log", "last\n", 100);
    std::error_code failed;
    const auto last = log_file::open(path, failed);
    rename("mail.log", "mail.log.4");
    write("mail.log.5", "before\n", 50);
    write("mail.log.3", "missed\n", 100); // in the same tick
    write("mail.log.2", "known\n", 200);
    write("mail.log.1", "missed too\n", 300);
    write("mail.log", "current\n", 400);
    const auto current = log_file::open(path, failed);
    const auto known = log_file::open(path + ".2", failed);
    const auto missed = [&] {
        return find_missed(path, *last, *current, [&](const log_file& file) { return file.is(*known); });
    };
    missed_files found = missed();
    ASSERT_EQ(found.files.size(), 2U);
    EXPECT_TRUE(found.files[0]->stands_at(path + ".3"));
    EXPECT_TRUE(found.files[1]->stands_at(path + ".1"));
    EXPECT_TRUE(found.anchored);
    EXPECT_FALSE(found.lost);
    fs::remove(path + ".4");
    found = missed();
    EXPECT_FALSE(found.anchored);
    EXPECT_EQ(found.files.size(), 1U) << "those that are surely newer";
    EXPECT_TRUE(found.lost) << "another may have been removed";
}

TEST_F(rotated_files_test, no_file_at_all)
{
    const file_position position = position_behind(8);
    fs::remove(path);
    EXPECT_EQ(unread(position), "");
    EXPECT_TRUE(lost);
    file_position nothing;
    nothing.modified = position.modified;
    EXPECT_EQ(unread(nothing), "");
    EXPECT_FALSE(lost) << "there was nothing to lose";
    write("mail.log.1", "first\n", 200);
    write("mail.log", "second\n", 300);
    EXPECT_EQ(unread(nothing), "first\n|second\n|") << "both came since";
    EXPECT_FALSE(lost);
}

} // namespace
} // namespace recoil
