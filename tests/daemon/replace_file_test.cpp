#include "daemon/replace_file.hpp"

#include "support/file_size_limit.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace recoil {
namespace {

namespace fs = std::filesystem;

struct replace_file_test : testing::Test {
    test::temp_folder folder;
    std::string path = folder.file("state");
};

TEST_F(replace_file_test, writes_and_replaces)
{
    EXPECT_FALSE(replace_file(path, "one\n"));
    EXPECT_EQ(test::read_file(path), "one\n");
    EXPECT_FALSE(replace_file(path, ""));
    EXPECT_EQ(test::read_file(path), "");
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_FALSE(fs::exists(path + ".new"));
}

TEST_F(replace_file_test, what_cannot_be_written_whole_leaves_the_old_one)
{
    ASSERT_FALSE(replace_file(path, "old"));
    const test::file_size_limit full(10);
    EXPECT_EQ(replace_file(path, std::string(100, 'x')), std::errc::file_too_large);
    EXPECT_EQ(test::read_file(path), "old");
    EXPECT_FALSE(fs::exists(path + ".new"));
}

TEST_F(replace_file_test, a_folder_that_is_not_there_is_an_error)
{
    EXPECT_EQ(replace_file(folder.file("none/state"), "x"), std::errc::no_such_file_or_directory);
    fs::create_directory(path);
    EXPECT_TRUE(replace_file(path, "x")) << "a folder is not replaced";
}

} // namespace
} // namespace recoil
