// config/schema/config.schema.json says what the loader says: the same keys, ranges and defaults, and the same files
// good or bad.
#include "config/keys.hpp"
#include "config/load.hpp"
#include "config/readers.hpp"
#include "support/json_schema.hpp"
#include "support/shipped_schema.hpp"
#include "util/yaml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

namespace recoil::config {
namespace {

namespace fs = std::filesystem;
using namespace test;
using testing::IsEmpty;

const test::json& schema()
{
    return shipped_schema("config");
}

bool has_value_itself(const section& s)
{
    return s.keys.size() == 1 && s.keys.front().name.empty();
}

const test::json& property(const section& s, const key& k)
{
    const test::json& of_section = schema().at("properties").at(s.name);
    return k.name.empty() ? of_section : of_section.at("properties").at(k.name);
}

TEST(ConfigSchema, HasTheKeysOfTheTable)
{
    names of_table;
    for (const section& s : sections()) {
        of_table.emplace_back(s.name);
        if (has_value_itself(s))
            continue;
        names keys;
        for (const key& k : s.keys)
            keys.emplace_back(k.name);
        EXPECT_EQ(schema().at("properties").at(s.name).at("properties").names(), keys) << s.name;
    }
    EXPECT_EQ(schema().at("properties").names(), of_table) << "in the same order";
}

// The keys of the maps inside lists, as their readers name them where they meet one that they do not know.
TEST(ConfigSchema, HasTheKeysOfTheListsOfMaps)
{
    const std::map<std::string, std::string_view> strange{
        {"listener", "listeners: [{zz: 1}]"},
        {"log_source", "log_sources: [{zz: 1}]"},
        {"egress", "egress: [{zz: 1}]"},
        {"signing_key", "verp: {keys: [{zz: 1}]}"},
    };
    for (const auto& [definition, yaml] : strange) {
        problems found;
        load(yaml, "f.yaml", {}, found);
        const auto unknown = std::ranges::find_if(found, [](const problem& p) { return p.key.ends_with(".zz"); });
        ASSERT_NE(unknown, found.end()) << definition;
        EXPECT_EQ(sorted(schema().at("$defs").at(definition).at("properties").names()), test::known_keys(unknown->what))
            << definition;
    }
}

struct expectation { // of one key
    settings& defaults;
    const test::json& property;

    void operator()(const number& n) const
    {
        const test::json& range = n.or_zero ? property.at("anyOf").items.at(1) : property;
        EXPECT_EQ(range.at("minimum").text, std::to_string(n.min));
        EXPECT_EQ(range.at("maximum").text, std::to_string(n.max));
        EXPECT_EQ(property.at("default").text, std::to_string(n.of(defaults)));
    }
    void operator()(const duration& d) const
    {
        EXPECT_EQ(property.at("anyOf").items.at(0).at("$ref").text, "#/$defs/duration");
        EXPECT_EQ(property.at("default").text, duration_text(d.of(defaults)));
        const std::string range = ": " + duration_text(d.min) + " to " + duration_text(d.max) + ".";
        EXPECT_THAT(property.at("description").text, testing::HasSubstr(range));
    }
    void operator()(const choice& c) const
    {
        EXPECT_EQ(test::texts(property.at("enum")), test::texts(c.accepted));
        EXPECT_EQ(property.at("default").text, c.of(defaults));
    }
    void operator()(const text& t) const { EXPECT_EQ(property.at("default").text, t.of(defaults)); }
    void operator()(const config::texts& t) const
    {
        EXPECT_TRUE(t.of(defaults).empty());
        EXPECT_EQ(property.at("default").type, test::json::kind::array);
        EXPECT_TRUE(property.at("default").items.empty());
    }
    void operator()(const list& l) const
    {
        problems found;
        const auto defaults_as_yaml = yaml::parse("x:" + std::string(l.defaults), "f.yaml", found);
        ASSERT_TRUE(defaults_as_yaml);
        EXPECT_EQ(property.at("default").items.size(), defaults_as_yaml->find("x")->items.size());
        EXPECT_THAT(test::schema_problems(property, property.at("default")), IsEmpty());
    }
};

TEST(ConfigSchema, HasTheRangesAndDefaultsOfTheTable)
{
    settings defaults;
    for (const section& s : sections()) {
        for (const key& k : s.keys) {
            SCOPED_TRACE(std::string(s.name) + "." + std::string(k.name));
            EXPECT_NE(property(s, k).at("description").text, "");
            std::visit(expectation{defaults, property(s, k)}, k.value);
        }
    }
}

names problems_of(const fs::path& path)
{
    problems found;
    const auto tree = yaml::parse(test::read_file(path.string()), path.string(), found);
    EXPECT_TRUE(tree) << path;
    return tree ? test::schema_problems(schema(), *tree) : names{"no YAML"};
}

// What a schema cannot say: about the text that is no tree yet, and about two places of it together.
const std::set<std::string> only_the_loader_finds{"invalid-listener-on-the-metrics-address",
                                                  "invalid-listeners-on-one-address", "invalid-log-sources-twice",
                                                  "invalid-octal-looking-number", "invalid-proxy-in-a-circle"};

// tests/unit/config/load_test.cpp shows that the loader takes and refuses them.
TEST(ConfigSchema, TakesAndRefusesTheFilesThatTheLoaderDoes)
{
    int files = 0;
    for (const auto& entry : fs::directory_iterator(RECOIL_TESTS_DIR "/config")) {
        const std::string name = entry.path().stem().string();
        problems found;
        if (entry.path().extension() != ".yaml" || !yaml::parse(test::read_file(entry.path().string()), name, found))
            continue;
        const bool good = name.starts_with("valid-") || only_the_loader_finds.contains(name);
        EXPECT_EQ(problems_of(entry.path()).empty(), good) << name;
        ++files;
    }
    EXPECT_GT(files, 50);
}

TEST(ConfigSchema, TakesTheShippedFile)
{
    EXPECT_THAT(problems_of(RECOIL_SOURCE_DIR "/config/recoil.yaml"), IsEmpty());
}

} // namespace
} // namespace recoil::config
