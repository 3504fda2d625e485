#include "sink/metric_table.hpp"

#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace recoil::sink {
namespace {

std::string labels_of(const metric_info& row)
{
    std::string all;
    for (std::size_t i = 0; i < row.label_count(); ++i)
        all += (i == 0 ? "" : ", ") + std::string(row.labels.at(i));
    return all.empty() ? "-" : all;
}

TEST(metric_table, is_found_by_its_names)
{
    EXPECT_EQ(info(metric::bounces).name, "recoil_bounces_total");
    EXPECT_EQ(info(metric::process_start_time).name, "process_start_time_seconds");
    for (const auto& row : metric_table())
        EXPECT_EQ(&info(row.id), &row);
}

TEST(metric_table, names_are_unique_and_end_as_their_type_wants)
{
    std::set<std::string_view> names;
    for (const auto& row : metric_table()) {
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
        EXPECT_TRUE(row.name.starts_with("recoil_") || row.name.starts_with("process_")) << row.name;
        EXPECT_EQ(row.name.ends_with("_total"), row.type == metric_type::counter) << row.name;
    }
    EXPECT_EQ(names.size(), metric_count);
}

TEST(metric_table, help_is_one_line_that_needs_no_escape)
{
    for (const auto& row : metric_table()) {
        EXPECT_FALSE(row.help.empty()) << row.name;
        EXPECT_EQ(row.help.find_first_of("\n\\"), std::string_view::npos) << row.name;
    }
}

TEST(metric_table, labels_have_plain_names_and_no_gaps)
{
    for (const auto& row : metric_table()) {
        for (std::size_t i = 0; i < row.labels.size(); ++i) {
            EXPECT_EQ(row.labels[i].empty(), i >= row.label_count()) << row.name;
            const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
            EXPECT_TRUE(std::all_of(row.labels[i].begin(), row.labels[i].end(), plain)) << row.name;
        }
    }
}

TEST(metric_table, histograms_have_rising_buckets_and_nothing_else_has_any)
{
    for (const auto& row : metric_table()) {
        EXPECT_EQ(row.buckets.empty(), row.type != metric_type::histogram) << row.name;
        EXPECT_TRUE(std::is_sorted(row.buckets.begin(), row.buckets.end(), std::less_equal<>())) << row.name;
    }
}

// docs/metrics.md: | `name` | type | labels | meaning |
TEST(metric_table, is_what_the_documentation_says)
{
    const std::string text = test::read_file(RECOIL_SOURCE_DIR "/docs/metrics.md");
    std::map<std::string, std::pair<std::string, std::string>> documented;
    for (auto at = text.find("\n| `"); at != std::string::npos; at = text.find("\n| `", at + 1)) {
        const std::string line = text.substr(at + 1, text.find('\n', at + 1) - at - 1);
        std::vector<std::string> cells;
        for (auto bar = line.find('|'); bar + 1 < line.size();) {
            const auto next = line.find('|', bar + 1);
            cells.push_back(line.substr(bar + 2, next - bar - 3));
            bar = next;
        }
        ASSERT_EQ(cells.size(), 4u) << line;
        EXPECT_FALSE(cells[3].empty()) << line;
        documented[cells[0].substr(1, cells[0].size() - 2)] = {cells[1], cells[2]};
    }
    const std::map<metric_type, std::string> types{
        {metric_type::counter, "counter"}, {metric_type::gauge, "gauge"}, {metric_type::histogram, "histogram"}};
    for (const auto& row : metric_table()) {
        const auto found = documented.find(std::string(row.name));
        ASSERT_NE(found, documented.end()) << row.name;
        EXPECT_EQ(found->second.first, types.at(row.type)) << row.name;
        EXPECT_EQ(found->second.second, labels_of(row)) << row.name;
    }
    EXPECT_EQ(documented.size(), metric_count);
}

} // namespace
} // namespace recoil::sink
