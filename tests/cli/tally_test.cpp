#include "daemon/cli/tally.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace recoil::cli {

namespace {

struct row {
    bool dear = false;
    std::uint64_t count = 0;
    bool precious() const { return dear; }
};
using counts = std::vector<std::pair<std::string, std::uint64_t>>;

counts sorted(const tally<row>& t)
{
    counts all;
    for (const auto* entry : t.sorted())
        all.emplace_back(entry->first, entry->second.count);
    return all;
}

void add(tally<row>& t, const std::string& key, int times = 1, bool dear = false)
{
    for (int i = 0; i < times; ++i)
        t.add(key, [dear] { return row{dear}; });
}

TEST(tally, CountsByKeyTheMostFrequentFirst)
{
    tally<row> t(10);
    add(t, "b");
    add(t, "a");
    add(t, "often", 3);
    EXPECT_EQ(sorted(t), (counts{{"often", 3}, {"a", 1}, {"b", 1}}));
    EXPECT_EQ(t.given_up(), 0u);
}

TEST(tally, APreciousRowIsFirstHoweverRare)
{
    tally<row> t(10);
    add(t, "often", 5);
    add(t, "dear", 1, true);
    EXPECT_EQ(sorted(t), (counts{{"dear", 1}, {"often", 5}}));
}

TEST(tally, WhereThereAreTooManyTheRareHalfGoesAndItsSumIsKnown)
{
    tally<row> t(4);
    add(t, "often", 9);
    add(t, "dear", 1, true);
    add(t, "some", 3);
    add(t, "rare", 2);
    add(t, "new");
    EXPECT_EQ(sorted(t), (counts{{"dear", 1}, {"often", 9}, {"new", 1}}));
    EXPECT_EQ(t.given_up(), 5u);
}

TEST(tally, NothingIsLostFromTheSum)
{
    tally<row> t(8);
    for (int i = 0; i < 1000; ++i) {
        add(t, "x" + std::to_string(i));
        add(t, "steady");
    }
    std::uint64_t sum = t.given_up();
    for (const auto& [key, count] : sorted(t))
        sum += count;
    EXPECT_EQ(sum, 2000u);
    EXPECT_EQ(sorted(t).front(), (std::pair<std::string, std::uint64_t>("steady", 1000)));
    EXPECT_LE(sorted(t).size(), 8u);
}

TEST(tally, OneRowIsRoomEnough)
{
    tally<row> t(1);
    add(t, "a");
    add(t, "b");
    EXPECT_EQ(sorted(t), (counts{{"b", 1}}));
}

} // namespace

} // namespace recoil::cli
