// Two files of replies, one to a line: what never takes an address off a list, and what always does. They were written
// against the rules, not from them, so they ask what the examples of the rules cannot: which words were not thought of.

#include "classify/classifier.hpp"
#include "classify/rule_check.hpp"
#include "classify/rule_pack.hpp"
#include "support/kept_databases.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::classify {
namespace {

const classifier& shipped()
{
    static problems found;
    static test::kept_databases kept;
    static const std::shared_ptr<const classifier> built = classifier::build(shipped_packs(), found, {&kept});
    return *built;
}

// "host=mx.example.com | stage=data | 550 ...", both in front of the reply, and either may be missing.
example parse_line(std::string_view line, int number)
{
    constexpr std::string_view separator = " | ", host = "host=", stage = "stage=";
    example e;
    e.line = number;
    while (line.starts_with(host) || line.starts_with(stage)) {
        const std::size_t end = line.find(separator);
        const std::string_view field = line.substr(0, end);
        if (field.starts_with(host))
            e.remote_mta = field.substr(host.size());
        else
            e.stage = dsn::parse_stage(field.substr(stage.size()));
        EXPECT_TRUE(end != line.npos && (e.stage || !field.starts_with(stage))) << "line " << number << ": " << line;
        line.remove_prefix(end == line.npos ? line.size() : end + separator.size());
    }
    e.text = line;
    return e;
}

std::vector<example> replies_of(const std::string& file)
{
    std::vector<example> all;
    std::istringstream lines(test::read_file(RECOIL_TESTS_DIR "/rules/" + file));
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        if (!line.empty() && line.front() != '#')
            all.push_back(parse_line(line, number));
    }
    return all;
}

// The lines of the file that are not decided as it promises, each with the rule at fault.
std::string wrong_lines(const std::string& file, bool suppressed)
{
    std::string wrong;
    for (const example& e : replies_of(file)) {
        const verdict v = shipped().classify(failure_of(e));
        if ((v.list_action(e.action) == list_action::suppress) == suppressed)
            continue;
        wrong += file + ":" + std::to_string(e.line) + ": " + std::string(v.reason->name) + " by " +
                 (v.rule ? v.rule->id : "no rule") + ": " + e.text + "\n";
    }
    return wrong;
}

TEST(DeadOrAlive, FilesHoldReplies)
{
    EXPECT_GE(replies_of("never_dead.txt").size(), 1000u);
    EXPECT_GE(replies_of("dead.txt").size(), 500u);
}

TEST(DeadOrAlive, NeverSuppressesWhatIsNotAboutTheAddress)
{
    const std::string wrong = wrong_lines("never_dead.txt", false);
    EXPECT_TRUE(wrong.empty()) << wrong;
}

TEST(DeadOrAlive, SuppressesEveryDeadAddress)
{
    const std::string wrong = wrong_lines("dead.txt", true);
    EXPECT_TRUE(wrong.empty()) << wrong;
}

} // namespace
} // namespace recoil::classify
