#include "classify/rule_check.hpp"

#include "classify/standing.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace recoil::classify {

namespace {

std::string decided_by(const verdict& v)
{
    return v.rule ? v.rule->id + " (" + std::string(name(v.evidence)) + ")" : "no rule";
}

// The same in all that a reply can show: the kind of evidence, whose rule it is, the number of conditions.
bool level(const standing& a, const standing& b)
{
    return a.evidence == b.evidence && a.pack->providers.empty() == b.pack->providers.empty() &&
           a.conditions == b.conditions && a.match == b.match;
}

// A rule may match in several ways; that it lost in one where both are level shows in the reason that it lost for.
bool lost_level(const contender& loser, const contender& winner)
{
    const auto ways = standings(*winner.rule, *winner.pack);
    return std::ranges::any_of(standings(*loser.rule, *loser.pack), [&](const standing& b) {
        return std::ranges::any_of(ways,
                                   [&](const standing& a) { return level(a, b) && why_behind(b, a) == loser.why; });
    });
}

void add_overlap(const example& e, const contender& winner, const contender& loser, overlaps& found)
{
    const rule& r = *winner.rule;
    const rule& other = *loser.rule;
    const bool by_priority = r.priority != other.priority;
    if (!by_priority && winner.pack->site != loser.pack->site)
        return;
    const std::string same = r.reason == other.reason ? ", with the same reason" : "";
    const std::string why = by_priority ? "the priority decides (" + std::to_string(r.priority) + " over " +
                                              std::to_string(other.priority) + ")"
                                        : "only the order of the ids decides";
    problems& into = by_priority ? found.by_priority : found.by_id;
    into.push_back(
        {r.file, e.line, r.id, "the example '" + e.text + "' is matched by " + other.id + " too" + same + ": " + why});
}

} // namespace

failure failure_of(const example& e)
{
    failure f;
    f.reply = dsn::parse_reply(e.text);
    f.action = e.action;
    f.stage = e.stage;
    f.remote_mta = e.remote_mta;
    return f;
}

std::size_t check_examples(const classifier& classifier, const pack& pack, problems& wrong)
{
    std::size_t checked = 0;
    for (const rule& r : pack.rules) {
        for (const example& e : r.examples) {
            const verdict v = classifier.classify(failure_of(e));
            if (!v.rule || v.rule->id != r.id)
                wrong.push_back({r.file, e.line, r.id, "the example '" + e.text + "' is decided by " + decided_by(v)});
            ++checked;
        }
        for (const example& e : r.counterexamples) {
            const verdict v = classifier.classify(failure_of(e));
            if (v.rule && v.rule->id == r.id)
                wrong.push_back({r.file, e.line, r.id, "the counterexample '" + e.text + "' is decided by this rule"});
            ++checked;
        }
    }
    return checked;
}

overlaps find_overlaps(const classifier& classifier, const pack& pack)
{
    overlaps found;
    std::set<std::pair<const rule*, const rule*>> seen;
    for (const rule& r : pack.rules) {
        for (const example& e : r.examples) {
            const std::vector<contender> all = classifier.explain(failure_of(e));
            if (all.empty() || all.front().rule != &r)
                continue; // the example is wrong, which check_examples() tells
            for (const contender& loser : all) {
                if (loser.rule != &r && lost_level(loser, all.front()) && seen.emplace(&r, loser.rule).second)
                    add_overlap(e, all.front(), loser, found);
            }
        }
    }
    return found;
}

} // namespace recoil::classify
