#include "sink/bounded_family.hpp"

#include <prometheus/registry.h>

#include <gtest/gtest.h>

#include <initializer_list>

namespace recoil::sink {
namespace {

class bounded : public testing::Test {
protected:
    using family = bounded_family<prometheus::Counter>;

    family::found at(family& of, std::initializer_list<std::string_view> values)
    {
        return of.at({values.begin(), values.size()});
    }
    prometheus::MetricFamily collected() const { return registry_.Collect().at(0); }

    prometheus::Registry registry_;
    prometheus::Family<prometheus::Counter>& counters_ =
        prometheus::BuildCounter().Name("test_total").Help("Test.").Register(registry_);
};

TEST_F(bounded, the_same_values_are_the_same_series)
{
    family pairs(counters_, {"a", "b"}, 10);
    const auto first = at(pairs, {"x", "y"});
    EXPECT_TRUE(first.created);
    EXPECT_FALSE(first.overflow);
    const auto again = at(pairs, {"x", "y"});
    EXPECT_FALSE(again.created);
    EXPECT_EQ(&first.metric, &again.metric);
    EXPECT_NE(&first.metric, &at(pairs, {"y", "x"}).metric);
    EXPECT_NE(&at(pairs, {"xy", ""}).metric, &at(pairs, {"x", "y"}).metric);
    EXPECT_EQ(pairs.size(), 3u);
}

TEST_F(bounded, labels_are_named_in_order)
{
    family pairs(counters_, {"zone", "area"}, 10);
    at(pairs, {"first", "second"}).metric.Increment(3);
    const auto metric = collected().metric.at(0);
    ASSERT_EQ(metric.label.size(), 2u);
    for (const auto& label : metric.label)
        EXPECT_EQ(label.value, label.name == "zone" ? "first" : "second");
    EXPECT_EQ(metric.counter.value, 3);
}

TEST_F(bounded, the_excess_goes_to_one_series)
{
    family singles(counters_, {"a"}, 4);
    for (int n = 0; n < 1000; ++n) {
        const std::string value = std::to_string(n);
        const auto found = at(singles, {value});
        EXPECT_EQ(found.overflow, n >= 3);
        found.metric.Increment();
    }
    EXPECT_EQ(singles.size(), 4u) << "never more than the bound, the overflow included";
    double sum = 0;
    for (const auto& metric : collected().metric) {
        sum += metric.counter.value;
        EXPECT_EQ(metric.counter.value, metric.label.at(0).value == "overflow" ? 997 : 1);
    }
    EXPECT_EQ(sum, 1000) << "nothing is lost";
    EXPECT_FALSE(at(singles, {"1"}).overflow) << "what is there stays there";
}

TEST_F(bounded, a_small_bound_still_holds_one_series_and_the_overflow)
{
    for (const std::size_t bound : {0u, 1u, 2u}) {
        family singles(counters_, {"a"}, bound);
        EXPECT_FALSE(at(singles, {"x"}).overflow);
        EXPECT_TRUE(at(singles, {"y"}).overflow);
        singles.clear();
    }
}

TEST_F(bounded, a_family_without_labels_has_no_bound)
{
    family plain(counters_, {}, 0);
    EXPECT_FALSE(at(plain, {}).overflow);
    EXPECT_FALSE(at(plain, {}).overflow);
    EXPECT_EQ(plain.size(), 1u);
}

TEST_F(bounded, clear_removes_the_series)
{
    family singles(counters_, {"a"}, 3);
    at(singles, {"x"});
    at(singles, {"y"});
    at(singles, {"z"});
    singles.clear();
    EXPECT_EQ(singles.size(), 0u);
    EXPECT_TRUE(registry_.Collect().empty() || collected().metric.empty());
    EXPECT_TRUE(at(singles, {"x"}).created);
}

TEST_F(bounded, labels_are_valid_text)
{
    family singles(counters_, {"a"}, 3);
    at(singles, {"bad\xff"});
    EXPECT_EQ(collected().metric.at(0).label.at(0).value, "bad\xef\xbf\xbd");
    EXPECT_FALSE(at(singles, {"bad\xff"}).created);
}

} // namespace
} // namespace recoil::sink
