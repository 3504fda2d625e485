#include "proto/chunk_reader.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace recoil::proto {
namespace {

TEST(chunk_reader, an_empty_chunk_is_finished_at_once)
{
    chunk_reader chunk(0);
    std::string_view input = "QUIT\r\n";
    EXPECT_TRUE(chunk.finished());
    EXPECT_EQ(chunk.next(input), "");
    EXPECT_EQ(input, "QUIT\r\n");
}

TEST(chunk_reader, takes_what_the_command_said_and_no_more)
{
    chunk_reader chunk(5);
    std::string_view input = ".\r\n.\r\nQUIT\r\n";
    EXPECT_EQ(chunk.next(input), ".\r\n.\r");
    EXPECT_TRUE(chunk.finished());
    EXPECT_EQ(input, "\nQUIT\r\n");
}

TEST(chunk_reader, a_chunk_over_several_inputs)
{
    chunk_reader chunk(5);
    std::string_view first = "ab";
    EXPECT_EQ(chunk.next(first), "ab");
    EXPECT_FALSE(chunk.finished());
    std::string_view none = "";
    EXPECT_EQ(chunk.next(none), "");
    EXPECT_FALSE(chunk.finished());
    std::string_view second = "cdef";
    EXPECT_EQ(chunk.next(second), "cde");
    EXPECT_TRUE(chunk.finished());
    EXPECT_EQ(second, "f");
}

TEST(chunk_reader, the_largest_size_needs_no_memory)
{
    chunk_reader chunk(std::numeric_limits<std::uint64_t>::max());
    std::string_view input = "abc";
    EXPECT_EQ(chunk.next(input), "abc");
    EXPECT_FALSE(chunk.finished());
}

} // namespace
} // namespace recoil::proto
