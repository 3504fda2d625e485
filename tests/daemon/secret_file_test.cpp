#include "daemon/secret_file.hpp"

#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace recoil {
namespace {

class secret_file_test : public testing::Test {
protected:
    std::optional<std::string> read(const std::string& content)
    {
        test::write_file(folder.file("secret"), content);
        return read_secret(folder.file("secret"), what);
    }
    test::temp_folder folder;
    std::string what;
};

TEST_F(secret_file_test, white_space_at_the_end_is_no_part_of_it)
{
    for (const char* end : {"", "\n", "\r\n", " \t\n\n"})
        EXPECT_EQ(read("0123456789abcdef" + std::string(end)), "0123456789abcdef");
    EXPECT_EQ(read(" 0123456789 abcdef"), " 0123456789 abcdef");
}

TEST_F(secret_file_test, its_length_is_bounded)
{
    EXPECT_TRUE(read(std::string(16, 'x')));
    EXPECT_TRUE(read(std::string(1024, 'x')));
    for (const std::string& content : {std::string(), std::string("\n"), std::string(15, 'x') + "\n"}) {
        EXPECT_FALSE(read(content));
        EXPECT_TRUE(what.starts_with("is shorter than 16 octets")) << what;
    }
    EXPECT_FALSE(read(std::string(1025, 'x')));
    EXPECT_EQ(what, "is longer than 1024 octets");
}

TEST_F(secret_file_test, it_is_one_line_of_printable_characters)
{
    for (const std::string& content :
         {std::string("0123456789abcdef\n0123456789abcdef"), std::string("0123456789abcde\xC3\xBC"),
          std::string("0123456789\0abcdef", 17), std::string("0123456789\x1B[abcdef")}) {
        EXPECT_FALSE(read(content));
        EXPECT_EQ(what, "holds more than one line of printable ASCII characters");
        EXPECT_EQ(what.find("0123"), std::string::npos) << "nothing of it is told";
    }
}

TEST_F(secret_file_test, a_file_that_cannot_be_read_says_why)
{
    EXPECT_FALSE(read_secret(folder.file("missing"), what));
    EXPECT_FALSE(what.empty());
    EXPECT_FALSE(read_secret(folder.file(""), what)) << "a folder";
    EXPECT_FALSE(what.empty());
}

} // namespace
} // namespace recoil
