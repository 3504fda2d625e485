#include "daemon/cli/command_tree.hpp"

#include "daemon/cli/command_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace recoil::cli {

namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;

class tree : public ::testing::Test {
protected:
    const command& at(const std::string& wanted) const
    {
        const auto found = std::ranges::find(all, wanted, [](const auto& entry) { return entry.first; });
        return found == all.end() ? throw std::runtime_error("no command " + wanted) : *found->second;
    }

    const option& option_of(const std::string& path, const std::string& name) const
    {
        for (const option& o : at(path).options)
            if (std::ranges::find(o.names, name) != o.names.end())
                return o;
        throw std::runtime_error("no option " + name);
    }

    command_table table;
    command root = command_tree(table.app);
    std::vector<std::pair<std::string, const command*>> all = commands_by_path(root);
};

TEST_F(tree, every_command_with_its_name)
{
    std::vector<std::string> paths;
    for (const auto& [path, c] : all)
        paths.push_back(path);
    EXPECT_THAT(paths, IsSupersetOf({"", "classify", "explain", "log", "stats", "tail", "replay", "unclassified",
                                     "rules", "rules test", "rules list", "rules reasons", "rules export",
                                     "healthcheck", "completion"}));
}

// --help shows it, completion shows it, and the manual page is checked against it.
TEST_F(tree, everything_says_what_it_is)
{
    for (const auto& [path, c] : all) {
        EXPECT_FALSE(c->help.empty()) << path;
        std::set<std::string> names;
        for (const option& o : c->options) {
            EXPECT_FALSE(o.help.empty()) << path << " " << o.names.front();
            EXPECT_NE(o.type, "TEXT") << path << " " << o.names.front();
            for (const std::string& name : o.names)
                EXPECT_TRUE(names.insert(name).second) << path << " " << name;
        }
        for (const option& o : c->operands)
            EXPECT_FALSE(o.help.empty()) << path << " " << o.names.front();
        EXPECT_LE(c->operands.size(), 1U) << path;
        EXPECT_THAT(names, Contains("--help")) << path;
        EXPECT_THAT(names, Contains("--version")) << path;
    }
}

TEST_F(tree, flags_take_nothing_and_options_take_something)
{
    EXPECT_FALSE(option_of("stats", "--bans").takes_value());
    EXPECT_FALSE(option_of("", "--help").takes_value());
    EXPECT_TRUE(option_of("stats", "--since").takes_value());
    EXPECT_EQ(option_of("stats", "--since").value.what, value_hint::kind::none);
    EXPECT_THAT(option_of("tail", "-f").names, ElementsAre("-f", "--follow"));
}

TEST_F(tree, words_are_those_that_are_accepted)
{
    EXPECT_THAT(option_of("stats", "--format").value.words, ElementsAre("table", "json"));
    EXPECT_THAT(option_of("stats", "--by").value.words, Contains("sending_ip"));
    EXPECT_THAT(option_of("tail", "--category").value.words, Contains("banned_ip"));
    EXPECT_THAT(option_of("tail", "--reason").value.words, Contains("user_unknown"));
    EXPECT_THAT(option_of("explain", "--provider").value.words, Contains("microsoft365"));
    EXPECT_THAT(at("rules list").operands.front().value.words, Contains("microsoft365"));
    EXPECT_THAT(at("completion").operands.front().value.words, ElementsAre("bash", "zsh", "fish"));
}

TEST_F(tree, lists_repeat_and_have_commas)
{
    EXPECT_TRUE(option_of("stats", "--by").list);
    EXPECT_TRUE(option_of("stats", "--by").repeats);
    EXPECT_FALSE(option_of("stats", "--format").list);
    EXPECT_FALSE(option_of("stats", "--format").repeats);
    EXPECT_FALSE(option_of("classify", "--rules").list); // a name may have a comma
    EXPECT_TRUE(option_of("classify", "--rules").repeats);
    EXPECT_TRUE(at("stats").operands.front().repeats);
    EXPECT_FALSE(at("tail").operands.front().repeats);
}

TEST_F(tree, files_and_folders)
{
    EXPECT_EQ(at("stats").operands.front().value.what, value_hint::kind::files);
    EXPECT_EQ(at("classify").operands.front().value.what, value_hint::kind::files);
    EXPECT_EQ(option_of("replay", "--rules").value.what, value_hint::kind::files);
    EXPECT_EQ(option_of("rules export", "--output").value.what, value_hint::kind::folders);
    EXPECT_THAT(at("healthcheck").operands, IsEmpty());
}

TEST(hint_of, types)
{
    EXPECT_THAT(hint_of("a|b|c").words, ElementsAre("a", "b", "c"));
    EXPECT_EQ(hint_of("FILE").what, value_hint::kind::files);
    EXPECT_EQ(hint_of("N").what, value_hint::kind::none);
    EXPECT_EQ(hint_of("").what, value_hint::kind::none);
}

} // namespace

} // namespace recoil::cli
