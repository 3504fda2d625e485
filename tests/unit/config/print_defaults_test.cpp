#include "config/keys.hpp"
#include "config/load.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

namespace recoil::config {
namespace {

TEST(print_defaults, is_the_shipped_file)
{
    std::ifstream file(RECOIL_SOURCE_DIR "/config/recoil.yaml");
    ASSERT_TRUE(file);
    std::ostringstream shipped;
    shipped << file.rdbuf();
    EXPECT_EQ(shipped.str(), print_defaults()) << "write it anew: recoild --print-defaults > config/recoil.yaml";
}

TEST(print_defaults, says_what_an_empty_file_says)
{
    problems found;
    const auto read = load(print_defaults(), "defaults.yaml", {}, found);
    for (const problem& p : found)
        ADD_FAILURE() << to_string(p);
    EXPECT_EQ(read, settings{});
}

// If a key were missing, the test above would not see it: absent means default.
TEST(print_defaults, names_every_key)
{
    problems found;
    const auto tree = yaml::parse(print_defaults(), "defaults.yaml", found);
    ASSERT_TRUE(tree);
    for (const section& s : sections()) {
        for (const key& k : s.keys) {
            const yaml::node* node = tree->find(s.name);
            if (node != nullptr && !k.name.empty())
                node = node->find(k.name);
            EXPECT_NE(node, nullptr) << s.name << "." << k.name;
        }
    }
}

TEST(print_defaults, is_ascii_in_lines_that_fit_a_terminal)
{
    std::istringstream lines(print_defaults());
    for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(line.size(), 120U) << line;
        EXPECT_FALSE(line.ends_with(' ')) << line;
        for (const char c : line)
            EXPECT_TRUE(c >= ' ' && c < '\x7F') << line;
    }
}

} // namespace
} // namespace recoil::config
