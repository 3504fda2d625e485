// Whole messages in, events out. Each folder NN-name holds input.eml, expected.jsonl and a readme that says why the
// case is there. RECOIL_BLESS=1 writes expected.jsonl anew: read the difference before committing it.
#include "classify/rule_pack.hpp"
#include "event/json.hpp"
#include "pipeline/transaction.hpp"
#include "support/kept_databases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace recoil {

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> cases()
{
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(RECOIL_TESTS_DIR "/golden"))
        if (entry.is_directory())
            names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

std::shared_ptr<const pipeline::context> context()
{
    static const auto shared = [] {
        problems found;
        auto made = std::make_shared<pipeline::context>();
        test::kept_databases kept;
        made->classifier = classify::classifier::build(classify::shipped_packs(), found, {&kept});
        made->host = "recoil.example.com";
        made->own_mtas = {"out1.example.com"};
        return made;
    }();
    return shared;
}

std::vector<event::record> events(std::string_view message, std::size_t piece)
{
    pipeline::transaction transaction(context(), event::source::cli);
    for (std::size_t at = 0; at < message.size(); at += piece)
        transaction.content(message.substr(at, piece));
    return transaction.finish(time_point{}).events;
}

// What a pack says about a rule, and its version, change with every edit and say nothing about a message.
std::string lines(const std::vector<event::record>& records)
{
    std::string text;
    for (event::record record : records) {
        if (record.cause) {
            event::cause& cause = *record.cause;
            cause.pack_version = cause.meaning = cause.advice = "";
            cause.links.clear();
        }
        event::append_json(text, record);
        text += '\n';
    }
    return text;
}

// Every offset, where the compiler optimises; else that takes the sanitizers minutes.
#ifdef __OPTIMIZE__
constexpr std::size_t between_cuts = 1;
#else
constexpr std::size_t between_cuts = 7;
#endif

class golden : public testing::TestWithParam<std::string> {
protected:
    fs::path folder = fs::path(RECOIL_TESTS_DIR "/golden") / GetParam();
    std::string message = read(folder / "input.eml");
};

TEST_P(golden, gives_the_expected_events)
{
    const std::string actual = lines(events(message, message.size()));
    if (std::getenv("RECOIL_BLESS") != nullptr)
        std::ofstream(folder / "expected.jsonl", std::ios::binary) << actual;
    EXPECT_EQ(actual, read(folder / "expected.jsonl"));
}

TEST_P(golden, is_the_same_however_it_arrives)
{
    const std::string whole = lines(events(message, message.size()));
    for (const std::size_t piece : {1, 2, 3, 7, 64, 1000})
        EXPECT_EQ(lines(events(message, piece)), whole) << "in pieces of " << piece;
}

// A truncated notice may lose recipients; it must not make any up, nor turn a kept address into a dead one.
TEST_P(golden, cut_anywhere_invents_nothing)
{
    std::set<std::string> known;
    std::set<std::string> dead;
    for (const event::record& record : events(message, message.size())) {
        known.insert(record.recipient);
        if (record.cause && record.cause->list_action == classify::list_action::suppress)
            dead.insert(record.recipient);
    }
    known.insert("");
    for (std::size_t end = 0; end < message.size(); end += between_cuts) {
        for (const event::record& record : events(std::string_view(message).substr(0, end), message.size())) {
            EXPECT_TRUE(known.contains(record.recipient)) << record.recipient << " at " << end;
            const bool suppressed = record.cause && record.cause->list_action == classify::list_action::suppress;
            EXPECT_TRUE(!suppressed || dead.contains(record.recipient)) << record.recipient << " at " << end;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(mails, golden, testing::ValuesIn(cases()), [](const auto& instance) {
    std::string name = instance.param;
    std::ranges::replace_if(
        name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    return name;
});

} // namespace

} // namespace recoil
