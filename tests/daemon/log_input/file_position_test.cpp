#include "daemon/log_input/file_position.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace recoil {
namespace {

TEST(file_position, text_and_back)
{
    const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    for (const file_position& p :
         {file_position{}, file_position{1, 2, 3, 4, 5}, file_position{most, most, most, most, -1}}) {
        EXPECT_EQ(parse_file_position(to_text(p)), p) << to_text(p);
    }
    EXPECT_EQ(to_text({.inode = 7, .offset = 1000, .head = 1, .tail = 2, .modified = 3}), "7 1000 1 2 3");
}

TEST(file_position, what_is_damaged_is_none)
{
    const std::string good = "7 1000 1 2 3";
    EXPECT_TRUE(parse_file_position(good));
    for (std::size_t size = 0; size < good.size(); ++size)
        EXPECT_FALSE(parse_file_position(good.substr(0, size))) << size;
    for (const char* bad : {"7 1000 1 2 3 ", " 7 1000 1 2 3", "7  1000 1 2 3", "7 -1 1 2 3", "7 1000 1 2 x",
                            "7 1000 1 2 3 4", "7\t1000 1 2 3", "99999999999999999999 1 1 1 1"})
        EXPECT_FALSE(parse_file_position(bad)) << bad;
}

TEST(fingerprint, of_every_octet)
{
    EXPECT_EQ(fingerprint(""), 0xcbf29ce484222325U); // the published values of FNV-1a
    EXPECT_EQ(fingerprint("a"), 0xaf63dc4c8601ec8cU);
    EXPECT_NE(fingerprint("ab"), fingerprint("ba"));
    EXPECT_NE(fingerprint("a"), fingerprint(std::string("a\0", 2)));
}

} // namespace
} // namespace recoil
