#include "util/defect.hpp"

#include "util/ascii.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace recoil {
namespace {

TEST(defect, the_table_is_in_the_order_of_the_enumeration)
{
    ASSERT_EQ(all_defects().size(), defect_count);
    for (std::size_t i = 0; i < defect_count; ++i) {
        EXPECT_EQ(all_defects()[i].value, static_cast<defect>(i));
        EXPECT_EQ(name(static_cast<defect>(i)), all_defects()[i].name);
    }
    EXPECT_EQ(name(defect::mime_depth), "mime_depth");
    EXPECT_EQ(name(defect::message_truncated), "message_truncated");
}

TEST(defect, names_are_unique_and_snake_case)
{
    std::set<std::string_view> names;
    for (const defect_info& info : all_defects()) {
        EXPECT_TRUE(names.insert(info.name).second) << info.name;
        const bool snake = std::ranges::all_of(
            info.name, [](char c) { return (c >= 'a' && c <= 'z') || ascii::is_digit(c) || c == '_'; });
        EXPECT_TRUE(snake && !info.name.empty() && info.name.front() != '_' && info.name.back() != '_') << info.name;
    }
}

TEST(defect, meanings_are_sentences)
{
    for (const defect_info& info : all_defects())
        EXPECT_TRUE(info.meaning.size() > 20 && info.meaning.ends_with('.') && !info.meaning.starts_with(' '))
            << info.name;
}

TEST(defect, a_set_lists_each_once_in_order)
{
    defect_set set;
    EXPECT_TRUE(set.empty());
    EXPECT_TRUE(set.list().empty());
    set.add(defect::status_missing);
    set.add(defect::mime_depth);
    set.add(defect::status_missing);
    EXPECT_EQ(set.list(), (std::vector{defect::mime_depth, defect::status_missing}));
    EXPECT_TRUE(set.has(defect::mime_depth));
    EXPECT_FALSE(set.has(defect::nul_octet));
    EXPECT_FALSE(set.empty());
}

TEST(defect, sets_are_joined)
{
    defect_set a, b;
    a.add(defect::nul_octet);
    b.add(defect::message_truncated);
    a.add(b);
    EXPECT_EQ(a.list(), (std::vector{defect::nul_octet, defect::message_truncated}));
    EXPECT_NE(a, b);
    b.add(a);
    EXPECT_EQ(a, b);
}

} // namespace
} // namespace recoil
