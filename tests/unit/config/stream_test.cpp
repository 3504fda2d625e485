#include "config/stream.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::config {
namespace {

constexpr const char* with_stream = R"(^b\+(?P<stream>\w+)\+(?P<recipient>.+)@)";
constexpr const char* without_stream = R"(^b\+(?P<recipient>.+)@)";

std::string shown(const problems& found)
{
    std::string all;
    for (const problem& p : found)
        all += to_string(p) + "\n";
    return all;
}

class return_paths_test : public ::testing::Test {
protected:
    std::vector<std::string> read(std::string_view text)
    {
        problems found;
        const auto tree = yaml::parse(text, "f.yaml", found);
        settings all;
        all.verp_patterns = {"before"};
        yaml::map_reader root(*tree, "", "f.yaml", found);
        yaml::map_reader verp = root.inner(*root.find("verp"), "verp");
        read_return_paths(verp, "patterns", all);
        told_ = shown(found);
        return all.verp_patterns;
    }

    std::string told_;
};

TEST_F(return_paths_test, are_a_list_or_one)
{
    EXPECT_EQ(read("verp: {patterns: ['^b\\+(?P<recipient>.+)@']}"), std::vector<std::string>{without_stream});
    EXPECT_EQ(read("verp: {patterns: '^b\\+(?P<recipient>.+)@'}"), std::vector<std::string>{without_stream});
    EXPECT_EQ(told_, "");
    EXPECT_TRUE(read("verp: {patterns: []}").empty());
    EXPECT_EQ(read("verp: {patterns: ~}"), std::vector<std::string>{"before"});
    EXPECT_EQ(told_, "");
}

TEST_F(return_paths_test, a_mistake_is_told_with_its_line_and_changes_nothing)
{
    EXPECT_EQ(read("verp:\n  patterns:\n    - '^b\\+(?P<recipient>.+)@'\n    - '^(?P<recipient>.+'\n"),
              std::vector<std::string>{"before"});
    EXPECT_EQ(told_, "f.yaml:4: verp.patterns[1]: RE2: missing ): ^(?P<recipient>.+\n");
    EXPECT_EQ(read("verp: {patterns: '^bounces@'}"), std::vector<std::string>{"before"});
    EXPECT_NE(told_.find("f.yaml:1: verp.patterns: tells no recipient"), std::string::npos) << told_;
    EXPECT_EQ(read("verp: {patterns: [{a: b}]}"), std::vector<std::string>{"before"});
    EXPECT_NE(told_.find("a map is not accepted"), std::string::npos) << told_;
}

std::string checked(const stream& s, const std::vector<std::string>& patterns = {})
{
    settings all;
    all.stream = s;
    all.verp_patterns = patterns;
    problems found;
    check_stream(all, "f.yaml", 7, found);
    return shown(found);
}

TEST(check_stream, accepts_what_can_find_a_stream)
{
    EXPECT_EQ(checked({}), "");
    EXPECT_EQ(checked({}, {without_stream}), "");
    EXPECT_EQ(checked({"verp", {"news"}}, {without_stream, with_stream}), "");
    EXPECT_EQ(checked({"sender_domain", {"example.com"}}), "");
    EXPECT_EQ(checked({"header:X-Stream", {"news"}}), "");
}

TEST(check_stream, tells_what_is_missing)
{
    EXPECT_EQ(checked({"", {"news"}}),
              "f.yaml:7: stream.from: missing; accepted: verp, sender_domain or header:NAME\n");
    EXPECT_EQ(checked({"sender_domain", {}}), "f.yaml:7: stream.values: missing, so that every stream would be other; "
                                              "accepted: a list such as [news, orders]\n");
    for (const auto& patterns : {std::vector<std::string>{}, std::vector<std::string>{without_stream}})
        EXPECT_EQ(checked({"verp", {"news"}}, patterns),
                  "f.yaml:7: stream.from: verp needs a pattern in verp.patterns that has the group (?P<stream>...)\n");
}

} // namespace
} // namespace recoil::config
