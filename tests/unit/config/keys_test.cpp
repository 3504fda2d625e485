#include "config/keys.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <type_traits>

namespace recoil::config {
namespace {

template<class Visit>
void for_each_key(Visit visit)
{
    for (const section& s : sections()) {
        for (const key& k : s.keys)
            visit(s, k);
    }
}

std::string path(const section& s, const key& k)
{
    return std::string(s.name) + (k.name.empty() ? "" : ".") + std::string(k.name);
}

TEST(keys, paths_are_unique)
{
    std::set<std::string> paths;
    for_each_key([&](const section& s, const key& k) { EXPECT_TRUE(paths.insert(path(s, k)).second) << path(s, k); });
    EXPECT_TRUE(paths.contains("limits.metric_series"));
    EXPECT_TRUE(paths.contains("workers"));
}

TEST(keys, a_section_with_a_value_has_no_other_keys)
{
    for (const section& s : sections()) {
        const auto nameless = std::ranges::count(s.keys, "", &key::name);
        EXPECT_TRUE(nameless == 0 || s.keys.size() == 1) << s.name;
    }
}

// A copied row that still points to its neighbour's setting would be found here.
TEST(keys, every_row_has_a_setting_of_its_own)
{
    settings all;
    std::set<const void*> taken;
    for_each_key([&](const section& s, const key& k) {
        std::visit(
            [&](const auto& value) {
                if constexpr (requires { value.of(all); }) {
                    EXPECT_TRUE(taken.insert(&value.of(all)).second) << path(s, k);
                }
            },
            k.value);
    });
    EXPECT_EQ(taken.size(), 30U) << "a setting was added or lost its row";
}

TEST(keys, defaults_are_accepted_values)
{
    settings all;
    for_each_key([&](const section& s, const key& k) {
        if (const auto* n = std::get_if<number>(&k.value)) {
            const std::uint64_t value = n->of(all);
            EXPECT_TRUE((value >= n->min && value <= n->max) || (n->or_zero && value == 0)) << path(s, k);
            EXPECT_LT(n->min, n->max) << path(s, k);
        } else if (const auto* d = std::get_if<duration>(&k.value)) {
            EXPECT_TRUE(d->of(all) >= d->min && d->of(all) <= d->max) << path(s, k);
        } else if (const auto* c = std::get_if<choice>(&k.value)) {
            EXPECT_EQ(std::ranges::count(c->accepted, c->of(all)), 1) << path(s, k);
        } else if (const auto* t = std::get_if<text>(&k.value)) {
            EXPECT_EQ(t->wrong(t->of(all)), "") << path(s, k);
        } else if (const auto* list = std::get_if<texts>(&k.value)) {
            EXPECT_TRUE(list->of(all).empty()) << path(s, k);
        }
    });
}

TEST(keys, all_is_explained)
{
    for (const section& s : sections()) {
        EXPECT_NE(s.comment, "") << s.name;
        for (const key& k : s.keys)
            EXPECT_TRUE(!k.comment.empty() || k.name.empty()) << path(s, k);
    }
}

} // namespace
} // namespace recoil::config
