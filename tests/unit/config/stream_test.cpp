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

class signing_keys_test : public ::testing::Test {
protected:
    std::vector<signing_key> read(std::string_view text)
    {
        problems found;
        const auto tree = yaml::parse(text, "f.yaml", found);
        settings all;
        yaml::map_reader root(*tree, "", "f.yaml", found);
        read_signing_keys(root, "keys", all);
        told_ = shown(found);
        return all.verp_keys;
    }

    std::string told_;
};

TEST_F(signing_keys_test, have_a_file_and_the_day_of_their_first_use)
{
    const auto keys = read("keys:\n  - {file: /etc/a, since: 2026-11-21}\n  - file: /etc/b\n");
    EXPECT_EQ(keys, (std::vector<signing_key>{{"/etc/a", 1'795'219'200}, {"/etc/b", 0}}));
    EXPECT_EQ(keys.at(0).line, 2);
    EXPECT_EQ(keys.at(1).line, 3);
    EXPECT_EQ(told_, "");
    EXPECT_TRUE(read("keys: []").empty());
    EXPECT_TRUE(read("keys: ~").empty());
    EXPECT_EQ(told_, "");
}

TEST_F(signing_keys_test, mistakes_are_told_with_their_lines)
{
    read("keys:\n  - {since: 2026-11-21}\n  - {file: '', since: soon}\n  - {file: /k, secret: x}\n");
    EXPECT_NE(told_.find("f.yaml:2: keys[0].file: missing; accepted: "), std::string::npos) << told_;
    EXPECT_NE(told_.find("f.yaml:3: keys[1].file: \"\" is not accepted; accepted: "), std::string::npos) << told_;
    EXPECT_NE(told_.find("f.yaml:3: keys[1].since: \"soon\" is not accepted; accepted: a date"), std::string::npos);
    EXPECT_NE(told_.find("f.yaml:4: keys[2].secret: unknown key; known: file, since"), std::string::npos) << told_;
    read("keys: /etc/a");
    EXPECT_EQ(told_, "f.yaml:1: keys: \"/etc/a\" is not accepted; accepted: a list of maps\n");
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
