#include "util/text_file.hpp"

#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil {
namespace {

class text_file : public testing::Test {
protected:
    std::optional<std::string> read(const std::string& path) { return read_text_file(path, found); }

    test::temp_folder folder;
    problems found;
};

TEST_F(text_file, is_read_as_it_stands)
{
    const std::string text("a: 1\r\n\0\xff", 9);
    test::write_file(folder.file("a.yaml"), text);
    test::write_file(folder.file("empty.yaml"), "");
    EXPECT_EQ(read(folder.file("a.yaml")), text);
    EXPECT_EQ(read(folder.file("empty.yaml")), "");
    EXPECT_TRUE(found.empty());
}

TEST_F(text_file, that_cannot_be_read_is_a_problem_with_its_cause)
{
    EXPECT_FALSE(read(folder.file("absent.yaml")));
    EXPECT_FALSE(read(folder.file("")));
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(to_string(found[0]), folder.file("absent.yaml") + ": cannot be read: No such file or directory");
    EXPECT_EQ(found[1].what, "cannot be read: Is a directory");
}

TEST_F(text_file, above_4_mib_is_a_problem)
{
    constexpr std::size_t limit = 4 * 1024 * 1024;
    test::write_file(folder.file("full.yaml"), std::string(limit, '#'));
    test::write_file(folder.file("large.yaml"), std::string(limit + 1, '#'));
    EXPECT_EQ(read(folder.file("full.yaml")).value_or("").size(), limit);
    EXPECT_FALSE(read(folder.file("large.yaml")));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(to_string(found[0]), folder.file("large.yaml") + ": is larger than 4 MiB");
}

} // namespace
} // namespace recoil
