#include "config/load.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace recoil::config {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file) << path;
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
}

std::vector<fs::path> files_named(const std::string& start)
{
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(RECOIL_TESTS_DIR "/config")) {
        if (entry.path().extension() == ".yaml" && entry.path().filename().string().starts_with(start))
            found.push_back(entry.path());
    }
    std::ranges::sort(found);
    return found;
}

struct outcome {
    std::optional<settings> read;
    std::string told; // one problem a line
};

outcome run(std::string_view yaml, const environment& variables = {}, std::string_view file = "f.yaml")
{
    problems found;
    outcome result;
    result.read = load(yaml, file, variables, found);
    EXPECT_EQ(result.read.has_value(), found.empty());
    for (const problem& p : found)
        result.told += to_string(p) + "\n";
    return result;
}

TEST(load, every_mistake_is_told_as_its_file_says)
{
    const auto files = files_named("invalid-");
    EXPECT_GE(files.size(), 25U);
    for (const fs::path& path : files) {
        const outcome result = run(contents(path), {}, path.filename().string());
        EXPECT_FALSE(result.read) << path;
        EXPECT_EQ(result.told, contents(fs::path(path).replace_extension(".error")));
    }
}

TEST(load, every_error_file_has_its_mistake)
{
    for (const auto& entry : fs::directory_iterator(RECOIL_TESTS_DIR "/config")) {
        const bool has_mistake = fs::exists(fs::path(entry.path()).replace_extension(".yaml"));
        EXPECT_TRUE(entry.path().extension() != ".error" || has_mistake) << entry.path();
    }
}

TEST(load, every_valid_file_is_read)
{
    const auto files = files_named("valid-");
    EXPECT_GE(files.size(), 5U);
    for (const fs::path& path : files)
        EXPECT_EQ(run(contents(path), {}, path.filename().string()).told, "") << path;
}

TEST(load, nothing_means_the_defaults)
{
    EXPECT_EQ(run("").read, settings{});
    for (const char* file :
         {"valid-empty.yaml", "valid-comments-only.yaml", "valid-empty-sections.yaml", "valid-empty-values.yaml"})
        EXPECT_EQ(run(contents(fs::path(RECOIL_TESTS_DIR "/config") / file)).read, settings{}) << file;
}

TEST(load, values_reach_their_settings)
{
    const auto read = run(contents(RECOIL_TESTS_DIR "/config/valid-full.yaml")).read;
    ASSERT_TRUE(read);
    ASSERT_EQ(read->listeners.size(), 4U);
    EXPECT_EQ(read->listeners[0].group, "postfix");
    EXPECT_EQ(read->listeners[1].hostname, "bounces.example.com");
    EXPECT_EQ(read->listeners[1].tls.key, "/etc/ssl/recoil.key");
    EXPECT_EQ(read->listeners[2].next_hop, "127.0.0.1:10026");
    EXPECT_EQ(read->metrics.token_file, "/etc/recoil/token");
    EXPECT_EQ(read->metrics.token_line, 14) << "for what is wrong with the file that it names";
    EXPECT_EQ(read->status.addresses, "shown");
    ASSERT_EQ(read->log_sources.size(), 4U);
    EXPECT_EQ(read->log_sources[0].path, "/var/log/mail.log");
    EXPECT_EQ(read->rules.extra, (std::vector<std::string>{"/etc/recoil/rules.d/*.yaml"}));
    EXPECT_EQ(read->events.path, "/var/log/recoil/events.jsonl");
    EXPECT_EQ(read->own_mtas, (std::vector<std::string>{"out1.example.com"}));
    EXPECT_EQ(read->sending_domains, (std::vector<std::string>{"example.com"}));
    EXPECT_EQ(read->egress.at(0).pool, "marketing");
    EXPECT_EQ(read->egress.at(0).syslog_name, "postfix-out3");
    EXPECT_EQ(read->stream, (stream{"verp", {"news", "orders"}}));
    EXPECT_EQ(read->verp_patterns.size(), 1U);
    EXPECT_EQ(read->verp_keys, (std::vector<signing_key>{{"/etc/recoil/verp.key", 1'795'219'200}}));
    EXPECT_EQ(read->verp_max_age_seconds, 2'592'000U);
    EXPECT_EQ(read->capture_headers, (std::vector<std::string>{"x-campaign-id"})) << "compared in lower case";
    EXPECT_EQ(read->limits, limits{}) << "the documented example shows the defaults";
}

TEST(load, one_section_leaves_the_others)
{
    settings expected;
    expected.limits.sessions = 7;
    EXPECT_EQ(run("limits: {sessions: 7}").read, expected);
    expected = {};
    expected.metrics.address.clear();
    EXPECT_EQ(run("metrics: {address: \"\"}").read, expected);
}

TEST(load, problems_stand_in_the_order_of_the_lines)
{
    const std::string told = run("workers: 0\nlog: {level: x}\nlimits:\n  sessions: 0\nevents: {durability: y}\n").told;
    std::istringstream lines(told);
    int number = 0;
    for (std::string line, previous; std::getline(lines, line); previous = line) {
        EXPECT_GT(line, previous);
        ++number;
    }
    EXPECT_EQ(number, 4);
}

TEST(load, the_environment_overrules_the_file)
{
    const auto read = run("limits: {sessions: 7, recipients: 500}\nlog: {level: warn}\n",
                          {{"RECOIL_LIMITS__SESSIONS", "50"},
                           {"RECOIL_LOG__LEVEL", "debug"},
                           {"RECOIL_METRICS__ADDRESS", "0.0.0.0:9850"},
                           {"RECOIL_EVENTS__PATH", "-"},
                           {"RECOIL_WORKERS", "2"},
                           {"RECOIL_OWN_MTAS", "out1.example.com"}})
                          .read;
    ASSERT_TRUE(read);
    EXPECT_EQ(read->limits.sessions, 50U);
    EXPECT_EQ(read->limits.recipients, 500U);
    EXPECT_EQ(read->log_level, "debug");
    EXPECT_EQ(read->metrics.address, "0.0.0.0:9850");
    EXPECT_EQ(read->events.path, "-");
    EXPECT_EQ(read->workers, 2U);
    EXPECT_EQ(read->own_mtas, (std::vector<std::string>{"out1.example.com"}));
}

TEST(load, an_empty_variable_is_an_empty_text)
{
    EXPECT_EQ(run("", {{"RECOIL_METRICS__ADDRESS", ""}}).read->metrics.address, "");
}

TEST(load, what_is_not_for_us_is_not_looked_at)
{
    const environment variables{{"PATH", "/bin"},       {"RECOILX", "1"},           {"recoil_workers", "9"},
                                {"RECOIL_CORPUS", "/"}, {"RECOIL_BIN", "/usr/bin"}, {"RECOIL_SOURCE_DIR", "/src"}};
    EXPECT_EQ(run("", variables).read, settings{});
}

TEST(load, problems_of_the_environment_name_the_variable)
{
    EXPECT_EQ(
        run("", {{"RECOIL_LIMITS__SESSIONS", "many"}}).told,
        "RECOIL_LIMITS__SESSIONS: limits.sessions: \"many\" is not accepted; accepted: a decimal number from 1 to "
        "100000\n");
    EXPECT_EQ(run("", {{"RECOIL_EVENTS__PATHS", "x"}}).told,
              "RECOIL_EVENTS__PATHS: events.paths: unknown key; known: path, durability, min_free_bytes\n");
    EXPECT_EQ(run("", {{"RECOIL_LISTENERS", "127.0.0.1:25"}}).told,
              "RECOIL_LISTENERS: listeners: \"127.0.0.1:25\" is not accepted; accepted: a list of maps\n");
    EXPECT_EQ(run("", {{"RECOIL_METRICS", "off"}}).told,
              "RECOIL_METRICS: metrics: \"off\" is not accepted here; accepted: a map of keys and values\n");
    EXPECT_EQ(run("", {{"RECOIL_LOG_SOURCES", "/var/log/mail.log"}}).told,
              "RECOIL_LOG_SOURCES: log_sources: \"/var/log/mail.log\" is not accepted; accepted: a list of maps\n");
    for (const char* name : {"RECOIL_", "RECOIL_NO_SUCH_KEY", "RECOIL___", "RECOIL_WORKERS__X", "RECOIL_LIMITS__A__B"})
        EXPECT_TRUE(run("", {{name, "1"}}).told.starts_with(std::string(name) + ": ")) << name;
}

TEST(load, file_and_environment_are_told_together)
{
    const std::string told = run("workers: 0\n", {{"RECOIL_LOG__LEVEL", "loud"}}).told;
    EXPECT_NE(told.find("f.yaml:1: workers: "), std::string::npos);
    EXPECT_NE(told.find("RECOIL_LOG__LEVEL: log.level: "), std::string::npos);
}

TEST(load, addresses_are_compared_after_the_environment)
{
    const std::string yaml = "listeners:\n  - {address: \"127.0.0.1:9850\"}\n";
    EXPECT_EQ(run(yaml).told,
              "f.yaml:2: listeners[0].address: the same address as metrics.address; accepted: one of its own\n");
    EXPECT_TRUE(run(yaml, {{"RECOIL_METRICS__ADDRESS", "127.0.0.1:9851"}}).read);
    EXPECT_TRUE(run("listeners: [{address: \"127.0.0.1:0\"}, {address: \"127.0.0.1:0\"}]").read)
        << "port 0 is another one each time";
}

} // namespace
} // namespace recoil::config
