#include "daemon/cli/last_lines.hpp"

#include "daemon/cli/line_splitter.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace recoil::cli {

namespace {

using lines = std::deque<std::string>;

class last_lines_of : public ::testing::Test {
protected:
    std::string write(std::string_view text)
    {
        test::write_file(folder.file("log"), text);
        return folder.file("log");
    }

    lines read(const std::string& path, std::size_t most, std::uint64_t end = line_choice().end)
    {
        asked.clear();
        error.clear();
        return last_lines(path, {most, end, [this](std::string_view line) { return wanted(line); }}, error);
    }

    bool wanted(std::string_view line)
    {
        asked.emplace_back(line);
        return !line.starts_with('-');
    }

    test::temp_folder folder;
    lines asked;
    std::string error;
};

TEST_F(last_lines_of, a_short_file)
{
    const std::string path = write("a\nb\nc\n");
    EXPECT_EQ(read(path, 2), (lines{"b", "c"}));
    EXPECT_EQ(read(path, 3), (lines{"a", "b", "c"}));
    EXPECT_EQ(read(path, 4), (lines{"a", "b", "c"}));
    EXPECT_EQ(read(path, 0), lines{});
    EXPECT_EQ(error, "");
}

TEST_F(last_lines_of, ends_and_empty_lines)
{
    EXPECT_EQ(read(write("a\nb"), 5), (lines{"a", "b"}));
    EXPECT_EQ(read(write("\n\na\n\nb\n\n"), 5), (lines{"a", "b"}));
    EXPECT_EQ(read(write(""), 5), lines{});
    EXPECT_EQ(read(write("\n"), 5), lines{});
}

TEST_F(last_lines_of, only_what_is_wanted_counts)
{
    EXPECT_EQ(read(write("a\n-\nb\n-\n-\n"), 1), lines{"b"});
    EXPECT_EQ(read(write("a\n-\nb\n-\n-\n"), 2), (lines{"a", "b"}));
    EXPECT_EQ(read(write("-\n-\n"), 2), lines{});
}

TEST_F(last_lines_of, no_more_is_read_than_is_needed)
{
    EXPECT_EQ(read(write("a\nb\nc\n"), 1), lines{"c"});
    EXPECT_EQ(asked, lines{"c"});
}

TEST_F(last_lines_of, what_stands_behind_an_offset_is_not_there)
{
    const std::string path = write("a\nb\nc\n");
    EXPECT_EQ(read(path, 5, 4), (lines{"a", "b"}));
    EXPECT_EQ(read(path, 5, 0), lines{});
    EXPECT_EQ(read(path, 5, 1000), (lines{"a", "b", "c"}));
}

// Blocks of 64 KiB end anywhere in a line, and in more than one of them.
TEST_F(last_lines_of, lines_across_blocks)
{
    for (const std::size_t size : {1U, 1000U, 65'535U, 65'536U, 65'537U, 200'000U}) {
        std::string text;
        lines all;
        for (int i = 0; text.size() < 300'000; ++i) {
            all.push_back(std::to_string(i) + std::string(size, 'x'));
            text += all.back() + "\n";
            if (i > 2000)
                break;
        }
        const std::string path = write(text);
        EXPECT_EQ(read(path, all.size()), all) << size;
        EXPECT_EQ(read(path, 1), lines{all.back()}) << size;
    }
}

TEST_F(last_lines_of, a_line_that_is_too_long_is_cut)
{
    const lines found = read(write("a\n" + std::string(3 * line_splitter::line_bytes, 'x') + "\nb\n"), 5);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0], "a");
    EXPECT_EQ(found[1].size(), line_splitter::line_bytes);
    EXPECT_EQ(found[2], "b");
}

TEST_F(last_lines_of, a_compressed_file)
{
    const std::string path = write("a\n-\nb\nc\n");
    ASSERT_EQ(std::system(("gzip -k '" + path + "'").c_str()), 0);
    EXPECT_EQ(read(path + ".gz", 2), (lines{"b", "c"}));
    EXPECT_EQ(read(path + ".gz", 0), lines{});
    EXPECT_EQ(error, "");
}

TEST_F(last_lines_of, what_cannot_be_read)
{
    EXPECT_EQ(read(folder.file("absent"), 2), lines{});
    EXPECT_EQ(error, "No such file or directory");
    EXPECT_EQ(read(folder.file("."), 2), lines{});
    EXPECT_EQ(error, "Is a directory");
}

} // namespace

} // namespace recoil::cli
