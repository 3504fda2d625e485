#include "count/duplicates.hpp"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>

namespace recoil::count {
namespace {

std::string id(int n)
{
    return "an-id-that-is-longer-than-a-short-string-" + std::to_string(n);
}

TEST(seen_ids, knows_what_was_added)
{
    seen_ids seen;
    EXPECT_FALSE(seen.contains(id(1)));
    seen.add(id(1));
    EXPECT_TRUE(seen.contains(id(1)));
    EXPECT_FALSE(seen.contains(id(2)));
}

TEST(seen_ids, asking_remembers_nothing)
{
    seen_ids seen;
    EXPECT_FALSE(seen.contains(id(1)));
    EXPECT_FALSE(seen.contains(id(1))) << "a message that was deferred comes again and must be counted then";
}

TEST(seen_ids, forgets_the_oldest_first)
{
    seen_ids seen(3);
    for (int n = 1; n <= 5; ++n)
        seen.add(id(n));
    EXPECT_FALSE(seen.contains(id(1)));
    EXPECT_FALSE(seen.contains(id(2)));
    EXPECT_TRUE(seen.contains(id(3)));
    EXPECT_TRUE(seen.contains(id(4)));
    EXPECT_TRUE(seen.contains(id(5)));
}

TEST(seen_ids, a_repeat_takes_no_room)
{
    seen_ids seen(2);
    seen.add(id(1));
    for (int again = 0; again < 10; ++again)
        seen.add(id(2));
    EXPECT_TRUE(seen.contains(id(1)));
    EXPECT_TRUE(seen.contains(id(2)));
}

TEST(seen_ids, never_holds_more_than_its_capacity)
{
    seen_ids seen(100);
    for (int n = 0; n < 10'000; ++n) {
        seen.add(id(n));
        ASSERT_TRUE(seen.contains(id(n)));
        ASSERT_FALSE(n >= 100 && seen.contains(id(n - 100)));
    }
}

TEST(seen_ids, keeps_its_own_copy_of_short_and_long_ids)
{
    seen_ids seen;
    for (const char* text : {"a", "", "a much longer text than any small buffer holds"}) {
        std::string temporary = text;
        seen.add(temporary);
        temporary.assign(temporary.size(), '#');
        EXPECT_TRUE(seen.contains(text));
    }
}

TEST(seen_ids, without_capacity_remembers_nothing)
{
    seen_ids seen(0);
    seen.add(id(1));
    EXPECT_FALSE(seen.contains(id(1)));
}

static_assert(!std::is_copy_constructible_v<seen_ids>, "the set's views point into the queue of one object");

} // namespace
} // namespace recoil::count
