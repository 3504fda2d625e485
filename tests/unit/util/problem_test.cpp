#include "util/problem.hpp"

#include <gtest/gtest.h>

namespace recoil {
namespace {

TEST(problem, all_parts)
{
    EXPECT_EQ(to_string({"recoil.yaml", 3, "limits.sessions", "too large"}),
              "recoil.yaml:3: limits.sessions: too large");
}

TEST(problem, parts_that_are_missing_leave_no_trace)
{
    EXPECT_EQ(to_string({"recoil.yaml", 0, "limits.sessions", "too large"}), "recoil.yaml: limits.sessions: too large");
    EXPECT_EQ(to_string({"recoil.yaml", 3, "", "not valid UTF-8"}), "recoil.yaml:3: not valid UTF-8");
    EXPECT_EQ(to_string({"recoil.yaml", 0, "", "cannot be opened"}), "recoil.yaml: cannot be opened");
    EXPECT_EQ(to_string({"", 0, "listeners[0]", "in use"}), "listeners[0]: in use");
}

TEST(problem, a_column_stands_behind_its_line)
{
    EXPECT_EQ(to_string({"site.yaml", 12, "rule.text", "bad pattern", 9}), "site.yaml:12:9: rule.text: bad pattern");
    EXPECT_EQ(to_string({"site.yaml", 0, "", "bad pattern", 9}), "site.yaml: bad pattern") << "never without a line";
}

} // namespace
} // namespace recoil
