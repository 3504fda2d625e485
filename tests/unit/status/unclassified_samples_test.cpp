#include "status/unclassified_samples.hpp"

#include "outcomes.hpp"
#include "status/bounded_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace recoil::status {
namespace {

void add(unclassified_samples& to, const event::record& e)
{
    const sink::counted_failure f = test::failure_of(e);
    if (std::string form = unclassified_samples::form_of(f); !form.empty())
        to.add(f, std::move(form));
}

TEST(unclassified_samples, what_a_rule_explains_is_none)
{
    unclassified_samples samples;
    add(samples, test::full_record());
    add(samples, test::unexplained_record(""));
    EXPECT_TRUE(samples.list().empty());
}

TEST(unclassified_samples, replies_of_one_form_are_one)
{
    unclassified_samples samples;
    add(samples, test::unexplained_record("550 The moon is wrong (id A1B2C3D4E5)"));
    add(samples, test::unexplained_record("550 The moon is wrong (id F6E7D8C9B0)"));
    add(samples, test::unexplained_record("550 jo@example.net dislikes you", "jo@example.net"));
    add(samples, test::unexplained_record("550 kim@example.org dislikes you", "kim@example.org"));
    add(samples, test::unexplained_record("550 kim@example.org dislikes you", "kim@example.org"));
    const auto list = samples.list();
    ASSERT_EQ(list.size(), 2u);
    EXPECT_EQ(list[0].shown.count, 3u) << "the most frequent first";
    EXPECT_EQ(list[0].shown.text, "550 kim@example.org dislikes you") << "the latest";
    EXPECT_EQ(list[0].recipient, "kim@example.org");
    EXPECT_EQ(list[1].shown.count, 2u);
    EXPECT_EQ(list[1].shown.provider, "microsoft365");
    EXPECT_EQ(list[1].shown.last_seen, test::now);
}

std::string reply(int i)
{
    std::string words = "550 nothing like it";
    for (; i > 0; i /= 2)
        words += i % 2 != 0 ? " yes" : " no";
    return words;
}

TEST(unclassified_samples, the_one_not_seen_for_longest_gives_way)
{
    unclassified_samples samples;
    const int most = unclassified_samples::capacity;
    for (int i = 1; i <= most; ++i)
        add(samples, test::unexplained_record(reply(i)));
    add(samples, test::unexplained_record(reply(1))); // again, so that the second is the oldest
    add(samples, test::unexplained_record(reply(most + 1)));
    const auto list = samples.list();
    ASSERT_EQ(list.size(), unclassified_samples::capacity);
    const auto has = [&](int i) {
        return std::ranges::any_of(list, [&](const auto& s) { return s.shown.text == reply(i); });
    };
    EXPECT_TRUE(has(1));
    EXPECT_FALSE(has(2));
    EXPECT_TRUE(has(most + 1));
}

TEST(unclassified_samples, texts_are_bounded)
{
    unclassified_samples samples;
    add(samples, test::unexplained_record(std::string(3000, 'x')));
    EXPECT_EQ(samples.list().at(0).shown.text.size(), kept_bytes);
}

} // namespace
} // namespace recoil::status
