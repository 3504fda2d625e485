#include "daemon/cli/id_memory.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::cli {

namespace {

std::string id(int number)
{
    return "id-" + std::to_string(number);
}

TEST(id_memory, a_repeat_is_known)
{
    id_memory memory;
    EXPECT_TRUE(memory.add("a"));
    EXPECT_FALSE(memory.add("a"));
    EXPECT_TRUE(memory.add("b"));
    EXPECT_FALSE(memory.add("a"));
    EXPECT_TRUE(memory.add(""));
    EXPECT_FALSE(memory.add(""));
}

TEST(id_memory, all_are_known_however_it_grows)
{
    id_memory memory;
    for (int i = 0; i < 50'000; ++i)
        ASSERT_TRUE(memory.add(id(i))) << i;
    for (int i = 0; i < 50'000; ++i)
        ASSERT_FALSE(memory.add(id(i))) << i;
}

TEST(id_memory, the_last_ones_are_known_and_old_ones_are_forgotten)
{
    constexpr int most = 1000;
    id_memory memory(most);
    for (int i = 0; i < 10 * most; ++i)
        ASSERT_TRUE(memory.add(id(i)));
    for (int i = 9 * most; i < 10 * most; ++i)
        ASSERT_FALSE(memory.add(id(i))) << i;
    EXPECT_TRUE(memory.add(id(0)));
}

TEST(id_memory, a_repeat_within_the_bound_is_known_wherever_it_falls)
{
    constexpr int most = 100;
    id_memory memory(most);
    for (int i = 0; i < 1000; ++i) {
        ASSERT_TRUE(memory.add(id(i)));
        if (i >= most) {
            ASSERT_FALSE(memory.add(id(i - most + 1))) << i;
        }
    }
}

} // namespace

} // namespace recoil::cli
