#include "classify/rule.hpp"

#include <gtest/gtest.h>

namespace recoil::classify {
namespace {

TEST(StatusRange, RunsOverTheDetail)
{
    const status_range banned{{5, 7, 606}, 649};
    EXPECT_FALSE(banned.exact());
    EXPECT_FALSE(banned.contains({5, 7, 605}));
    EXPECT_TRUE(banned.contains({5, 7, 606}));
    EXPECT_TRUE(banned.contains({5, 7, 630}));
    EXPECT_TRUE(banned.contains({5, 7, 649}));
    EXPECT_FALSE(banned.contains({5, 7, 650}));
}

TEST(StatusRange, ComparesNumbersNotText)
{
    const status_range r{{5, 7, 60}, 64};
    EXPECT_FALSE(r.contains({5, 7, 606}));
    EXPECT_FALSE(r.contains({5, 7, 6}));
}

TEST(StatusRange, ClassAndSubjectMustBeTheSame)
{
    const status_range r{{5, 7, 606}, 649};
    EXPECT_FALSE(r.contains({4, 7, 606}));
    EXPECT_FALSE(r.contains({5, 1, 606}));
}

TEST(StatusRange, OneCodeIsExact)
{
    const status_range one{{5, 1, 10}, 10};
    EXPECT_TRUE(one.exact());
    EXPECT_TRUE(one.contains({5, 1, 10}));
    EXPECT_FALSE(one.contains({5, 1, 1}));
}

} // namespace
} // namespace recoil::classify
