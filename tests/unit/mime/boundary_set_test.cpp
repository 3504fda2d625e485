#include "mime/boundary_set.hpp"

#include <gtest/gtest.h>

namespace recoil::mime {
namespace {

TEST(BoundarySet, FindsDividingAndClosingLines)
{
    boundary_set set;
    EXPECT_TRUE(set.empty());
    EXPECT_FALSE(set.find("--b"));
    set.open("b", 0);
    ASSERT_TRUE(set.find("--b"));
    EXPECT_EQ(set.find("--b")->depth, 0);
    EXPECT_FALSE(set.find("--b")->close);
    EXPECT_TRUE(set.find("--b--")->close);
    EXPECT_TRUE(set.find("--b-- \t")->close);
    EXPECT_TRUE(set.find("--b \t"));
}

TEST(BoundarySet, WantsTheWholeBoundary)
{
    boundary_set set;
    set.open("abc", 0);
    for (const char* line : {"--ab", "--abcd", "--abc-", "--abc---", "-abc", "--", "", "--ABC", "-- abc", "--abc-- x"})
        EXPECT_FALSE(set.find(line)) << line;
}

TEST(BoundarySet, PrefersTheInnermost)
{
    boundary_set set;
    set.open("b", 0);
    set.open("b", 1);
    set.open("b--", 2);
    EXPECT_EQ(set.size(), 3u);
    EXPECT_EQ(set.innermost_depth(), 2);
    EXPECT_EQ(set.find("--b")->depth, 1);
    EXPECT_EQ(set.find("--b--")->depth, 2);
    EXPECT_FALSE(set.find("--b--")->close);
    set.close_innermost();
    EXPECT_EQ(set.find("--b--")->depth, 1);
    EXPECT_TRUE(set.find("--b--")->close);
    set.close_innermost();
    EXPECT_EQ(set.find("--b--")->depth, 0);
    set.close_innermost();
    EXPECT_FALSE(set.find("--b"));
    EXPECT_EQ(set.innermost_depth(), -1);
}

TEST(BoundarySet, HasNoDelimiterWithoutABoundary)
{
    boundary_set set;
    set.open("", 0);
    EXPECT_FALSE(set.innermost_has_delimiter());
    EXPECT_EQ(set.innermost_depth(), 0);
    for (const char* line : {"--", "----", "-- ", "--x", ""})
        EXPECT_FALSE(set.find(line)) << line;
    set.close_innermost();
    EXPECT_TRUE(set.empty());
}

TEST(BoundarySet, AdoptsABoundaryBesideTheDeclaredOne)
{
    boundary_set set;
    set.open("outer", 0);
    set.open("declared", 1);
    set.adopt("used");
    EXPECT_EQ(set.find("--used")->depth, 1);
    EXPECT_TRUE(set.find("--used--")->close);
    EXPECT_EQ(set.find("--declared")->depth, 1);
    EXPECT_EQ(set.find("--outer")->depth, 0);
    EXPECT_EQ(set.size(), 2u);
    set.close_innermost();
    EXPECT_FALSE(set.find("--used"));
    EXPECT_FALSE(set.find("--declared"));
    EXPECT_TRUE(set.find("--outer"));
    set.open("", 1);
    set.adopt("outer");
    EXPECT_TRUE(set.innermost_has_delimiter());
    EXPECT_EQ(set.find("--outer")->depth, 1);
    set.close_innermost();
    EXPECT_EQ(set.find("--outer")->depth, 0);
}

TEST(BoundarySet, TakesAnyOctets)
{
    boundary_set set;
    set.open("\xff =_'()+,./:?", 3);
    EXPECT_EQ(set.find("--\xff =_'()+,./:?")->depth, 3);
}

} // namespace
} // namespace recoil::mime
