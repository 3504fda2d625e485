#include "daemon/cli/message_source.hpp"

#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace recoil::cli {

namespace {

namespace fs = std::filesystem;

// gzip of "Subject: gzip\n\nhello\n": no test needs a compressor.
constexpr unsigned char gzipped[] = {0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x0b, 0x2e, 0x4d, 0xca,
                                     0x4a, 0x4d, 0x2e, 0xb1, 0x52, 0x48, 0xaf, 0xca, 0x2c, 0xe0, 0xe2, 0xca, 0x48, 0xcd,
                                     0xc9, 0xc9, 0xe7, 0x02, 0x00, 0x38, 0x5b, 0x02, 0x75, 0x15, 0x00, 0x00, 0x00};

class message_source : public testing::Test {
protected:
    using message = std::pair<std::string, std::string>; // name and octets

    std::string write(const std::string& name, std::string_view text)
    {
        const std::string path = folder.file(name);
        fs::create_directories(fs::path(path).parent_path());
        test::write_file(path, text);
        return path;
    }

    std::vector<message> read(const std::string& path)
    {
        std::vector<message> messages;
        ended = 0;
        good = read_messages(path,
                             {[&](const std::string& name) { messages.emplace_back(name, ""); },
                              [&](std::string_view bytes) { messages.back().second += bytes; }, [&] { ++ended; }},
                             error);
        EXPECT_EQ(ended, messages.size());
        return messages;
    }

    std::vector<std::string> files(const std::vector<std::string>& paths)
    {
        std::vector<std::string> found = find_files(paths, unreadable);
        for (std::string& file : found)
            file = fs::path(file).lexically_relative(folder.path()).string();
        return found;
    }

    test::temp_folder folder;
    std::vector<std::string> unreadable;
    std::string error;
    std::size_t ended = 0;
    bool good = false;
};

TEST_F(message_source, a_file_is_one_message)
{
    const std::string path = write("one", "Subject: x\n\nhello\n");
    EXPECT_EQ(read(path), (std::vector<message>{{path, "Subject: x\n\nhello\n"}}));
    EXPECT_TRUE(good);
}

TEST_F(message_source, an_mbox_is_many_and_each_has_a_name)
{
    const std::string path = write("box", "From a\nS: 1\n\nx\n\nFrom b\nS: 2\n\ny\n\nFrom c\nS: 3\n");
    EXPECT_EQ(read(path),
              (std::vector<message>{{path, "S: 1\n\nx\n"}, {path + "#2", "S: 2\n\ny\n"}, {path + "#3", "S: 3\n"}}));
}

TEST_F(message_source, an_eml_file_with_a_from_line_is_one_message)
{
    const std::string text = "From a Tue Mar  3 09:15:42 2026\nS: 1\n\nx\n\nFrom b\nS: 2\n";
    const std::string path = write("one.eml", text);
    EXPECT_EQ(read(path), (std::vector<message>{{path, text}}));
}

TEST_F(message_source, an_empty_or_tiny_file_is_a_message)
{
    for (const std::string text : {"", "F", "From", "Fro\n"}) {
        const std::string path = write("tiny", text);
        EXPECT_EQ(read(path), (std::vector<message>{{path, text}}));
    }
    const std::string path = write("tiny", "From ");
    EXPECT_EQ(read(path), (std::vector<message>{{path, ""}}));
}

TEST_F(message_source, gzip_is_read_by_its_content)
{
    const std::string_view octets(reinterpret_cast<const char*>(gzipped), sizeof gzipped);
    const std::string path = write("no-suffix", octets);
    EXPECT_EQ(read(path), (std::vector<message>{{path, "Subject: gzip\n\nhello\n"}}));
    EXPECT_TRUE(good);
}

TEST_F(message_source, of_damaged_gzip_what_can_be_read_is_given_and_the_error_is_told)
{
    const std::string_view octets(reinterpret_cast<const char*>(gzipped), sizeof gzipped);
    const std::string cut = write("cut.gz", octets.substr(0, octets.size() - 10));
    EXPECT_EQ(read(cut).size(), 1U);
    EXPECT_FALSE(good);
    EXPECT_NE(error, "");
    std::string wrong(octets);
    wrong[wrong.size() - 6] ^= 1; // the checksum
    EXPECT_EQ(read(write("wrong.gz", wrong)).size(), 1U);
    EXPECT_FALSE(good);
}

TEST_F(message_source, what_cannot_be_opened_is_an_error)
{
    EXPECT_TRUE(read(folder.file("absent")).empty());
    EXPECT_FALSE(good);
    EXPECT_EQ(error, "No such file or directory");
}

TEST_F(message_source, paths_keep_their_order_and_a_missing_one_is_told)
{
    const std::string b = write("b.eml", "x");
    const std::string a = write("a.eml", "x");
    EXPECT_EQ(files({b, folder.file("none"), a}), (std::vector<std::string>{"b.eml", "a.eml"}));
    EXPECT_EQ(unreadable, std::vector<std::string>{folder.file("none") + ": no such file or folder"});
}

TEST_F(message_source, standard_input_is_a_path)
{
    std::vector<std::string> found = find_files({"-"}, unreadable);
    EXPECT_EQ(found, std::vector<std::string>{"-"});
    EXPECT_TRUE(unreadable.empty());
}

TEST_F(message_source, a_folder_is_walked_in_order_without_hidden_files)
{
    for (const char* name : {"z", "a/2", "a/1", ".hidden", ".git/x", "b"})
        write(name, "x");
    EXPECT_EQ(files({folder.path().string()}), (std::vector<std::string>{"a/1", "a/2", "b", "z"}));
}

TEST_F(message_source, the_folder_that_is_named_may_itself_be_hidden)
{
    write(".Junk/new/1", "x");
    EXPECT_EQ(files({folder.file(".Junk")}), (std::vector<std::string>{".Junk/new/1"}));
}

TEST_F(message_source, a_maildirs_tmp_is_left_out_and_another_is_not)
{
    write("Maildir/new/1", "x");
    write("Maildir/cur/2:2,S", "x");
    write("Maildir/tmp/3", "x");
    write("other/tmp/4", "x");
    EXPECT_EQ(files({folder.path().string()}),
              (std::vector<std::string>{"Maildir/cur/2:2,S", "Maildir/new/1", "other/tmp/4"}));
}

TEST_F(message_source, only_regular_files_are_read_and_links_to_folders_are_not_followed)
{
    write("real/1", "x");
    ASSERT_EQ(mkfifo(folder.file("pipe").c_str(), 0600), 0); // reading it would wait for ever
    fs::create_directory_symlink(folder.path(), folder.path() / "loop");
    fs::create_symlink(folder.file("real/1"), folder.path() / "link");
    EXPECT_EQ(files({folder.path().string()}), (std::vector<std::string>{"link", "real/1"}));
}

TEST_F(message_source, a_folder_that_cannot_be_read_does_not_hide_its_neighbours)
{
    if (geteuid() == 0)
        GTEST_SKIP() << "root may read everything";
    write("a/1", "x");
    write("b/locked/2", "x");
    write("c/3", "x");
    chmod(folder.file("b/locked").c_str(), 0);
    EXPECT_EQ(files({folder.path().string()}), (std::vector<std::string>{"a/1", "c/3"}));
    EXPECT_EQ(unreadable.size(), 1U);
    chmod(folder.file("b/locked").c_str(), 0700);
}

} // namespace

} // namespace recoil::cli
