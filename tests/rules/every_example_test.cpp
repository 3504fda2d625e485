// Every rule of the shipped packs keeps its promises: its examples are decided by it, its counterexamples are not, and
// no refusal that is about the sender, the message or a policy ever asks a list owner to drop an address.

#include "classify/classifier.hpp"
#include "classify/embedded_packs.hpp"
#include "classify/rule_check.hpp"
#include "classify/rule_pack.hpp"
#include "support/kept_databases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::classify {
namespace {

// A failure about one of these says nothing about the address.
constexpr std::string_view blameless_categories[] = {
    "throttled",      "auth_failure", "banned_ip",       "banned_sender",   "content_rejected", "policy_rejected",
    "not_authorized", "tls_failure",  "network_failure", "message_invalid", "server_error",     "unknown"};

std::string list(const problems& all)
{
    std::string text;
    for (const problem& p : all)
        text += "  " + to_string(p) + "\n";
    return text;
}

std::vector<pack> loaded_packs(problems& found)
{
    std::vector<pack> packs;
    for (const embedded_pack& embedded : embedded_packs()) {
        if (auto loaded = load_pack(embedded.yaml, embedded.file, found))
            packs.push_back(std::move(*loaded));
    }
    return packs;
}

class EveryExample : public ::testing::Test {
protected:
    static void SetUpTestSuite()
    {
        load_problems = new problems;
        test::kept_databases kept;
        rules = new std::shared_ptr<const classifier>(
            classifier::build(loaded_packs(*load_problems), *load_problems, {&kept}));
    }

    static void TearDownTestSuite()
    {
        delete rules;
        delete load_problems;
    }

    void SetUp() override
    {
        ASSERT_TRUE(load_problems->empty()) << list(*load_problems);
        ASSERT_NE(*rules, nullptr);
    }

    static problems* load_problems;
    static std::shared_ptr<const classifier>* rules;
};

problems* EveryExample::load_problems = nullptr;
std::shared_ptr<const classifier>* EveryExample::rules = nullptr;

TEST_F(EveryExample, ThereAreRules)
{
    EXPECT_FALSE(embedded_packs().empty());
    for (const pack& p : (*rules)->packs())
        EXPECT_FALSE(p.rules.empty()) << p.file;
}

TEST_F(EveryExample, IsDecidedByItsRule)
{
    problems wrong;
    std::size_t checked = 0;
    for (const pack& p : (*rules)->packs())
        checked += check_examples(**rules, p, wrong);
    EXPECT_GT(checked, 0u);
    EXPECT_TRUE(wrong.empty()) << wrong.size() << " of " << checked << " examples:\n" << list(wrong);
}

TEST_F(EveryExample, NeverSuppressesForARefusalThatIsNotAboutTheAddress)
{
    for (const pack& p : (*rules)->packs()) {
        for (const rule& r : p.rules) {
            for (const example& e : r.examples) {
                const verdict v = (*rules)->classify(failure_of(e));
                const bool blameless = std::find(std::begin(blameless_categories), std::end(blameless_categories),
                                                 r.reason->category) != std::end(blameless_categories);
                if (blameless) {
                    EXPECT_NE(v.list_action(e.action), list_action::suppress)
                        << r.file << ':' << e.line << ": " << r.id << ": " << e.text;
                }
            }
        }
    }
}

// The same, whatever the action and however strong the evidence: the reason alone rules it out.
TEST_F(EveryExample, OnlyReasonsOfADeadAddressCanSuppress)
{
    for (const pack& p : (*rules)->packs()) {
        for (const rule& r : p.rules) {
            verdict v;
            v.rule = &r;
            v.reason = r.reason;
            v.permanence = r.permanence;
            v.evidence = evidence::token;
            const bool bad_address = r.reason->category == "bad_address";
            EXPECT_TRUE(bad_address || v.list_action(dsn::action::failed) != list_action::suppress) << r.id;
            EXPECT_NE(v.list_action(dsn::action::delayed), list_action::suppress) << r.id;
        }
    }
}

} // namespace
} // namespace recoil::classify
