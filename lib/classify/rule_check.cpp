#include "classify/rule_check.hpp"

#include <string>

namespace recoil::classify {

namespace {

std::string decided_by(const verdict& v)
{
    return v.rule ? v.rule->id + " (" + std::string(name(v.evidence)) + ")" : "no rule";
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

} // namespace recoil::classify
