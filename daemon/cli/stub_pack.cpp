#include "daemon/cli/stub_pack.hpp"

#include "classify/rule_check.hpp"
#include "classify/rule_pack.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace recoil::cli {

namespace {

constexpr std::string_view any_reason = "policy"; // for the trial: every reason that says something weighs the same
constexpr int highest_priority = 1'000;

// The id of a rule of ours or of a pack would replace that rule.
void make_ids_unique(std::vector<rule_stub>& stubs, const classify::classifier& rules)
{
    std::set<std::string> taken;
    for (const classify::pack& pack : rules.packs())
        for (const classify::rule& rule : pack.rules)
            taken.insert(rule.id);
    for (rule_stub& stub : stubs) {
        const std::string id = stub.id;
        for (int n = 2; stub.usable() && !taken.insert(stub.id).second; ++n)
            stub.id = id + "-" + std::to_string(n);
    }
}

// "mailbox is blocked" also matches what "mailbox is blocked by its owner" was written for: the longer one goes first.
void set_priorities(std::vector<rule_stub>& stubs)
{
    for (rule_stub& longer : stubs) {
        const auto inside = std::ranges::count_if(stubs, [&](const rule_stub& other) {
            return !other.text.empty() && other.text != longer.text &&
                   longer.text.find(other.text) != std::string::npos;
        });
        longer.priority = std::min(static_cast<int>(inside), highest_priority);
    }
}

std::string pack_of(const std::vector<rule_stub>& stubs)
{
    std::string yaml = stub_pack_head("1");
    for (const rule_stub& stub : stubs) {
        if (!stub.usable())
            continue;
        std::string item = stub.yaml();
        const std::string open = "reason: " + std::string(open_reason) + "\n";
        yaml += item.replace(item.find(open), open.size(), "reason: " + std::string(any_reason) + "\n");
    }
    return yaml;
}

// Does a rule of today explain the example by more than the stub rests on? Its words were taken apart: then they are
// no longer those of a reply that nobody explains.
bool explained(const rule_stub& stub, const classify::classifier& rules)
{
    classify::failure failure;
    failure.reply = dsn::parse_reply(stub.example);
    const classify::verdict v = rules.classify(failure);
    if (v.rule == nullptr || v.reason->category == "unknown" || v.evidence == classify::evidence::reply_code)
        return false;
    return v.evidence != classify::evidence::status || stub.text.empty();
}

// The ids of stubs whose example another one of them decides; nothing where the pack does not even load.
std::optional<std::set<std::string>> mistaken(const std::vector<rule_stub>& stubs)
{
    problems found;
    auto loaded = classify::load_pack(pack_of(stubs), "stubs", found);
    if (!loaded)
        return std::nullopt;
    const auto together = classify::classifier::build({std::move(*loaded)}, found);
    if (!together)
        return std::nullopt;
    classify::check_examples(*together, together->packs().front(), found);
    std::set<std::string> ids;
    for (const problem& p : found)
        ids.insert(p.key);
    return ids;
}

} // namespace

std::vector<rule_stub> make_stubs(const std::vector<reply_kind>& kinds, const classify::classifier& rules)
{
    const auto give_up = [](rule_stub& stub) { stub.text = stub.status = ""; };
    std::vector<rule_stub> stubs;
    std::set<std::string> conditions;
    for (const reply_kind& kind : kinds) {
        rule_stub stub = make_stub(kind.form, kind.status);
        if (stub.usable() && !conditions.insert(stub.text + "\n" + stub.status).second)
            give_up(stub); // the rule before it explains this one too
        stubs.push_back(std::move(stub));
    }
    for (rule_stub& stub : stubs)
        if (stub.usable() && explained(stub, rules))
            give_up(stub);
    make_ids_unique(stubs, rules);
    set_priorities(stubs);
    if (std::ranges::none_of(stubs, &rule_stub::usable))
        return stubs;
    const auto ids = mistaken(stubs);
    for (rule_stub& stub : stubs)
        if (!ids || ids->contains(stub.id))
            give_up(stub);
    return stubs;
}

std::string stub_pack_head(std::string_view version)
{
    return "pack: site-replies\nversion: " + std::string(version) + "\nrules:\n";
}

} // namespace recoil::cli
