// recoil replay: what other rules would have made of past events.
//
// Compared are two sets of rules, asked about the same evidence: so every difference is the rules' own. The verdict
// that an event holds may be of an older recoil; it is compared only where that is asked for.
#include "daemon/cli/commands.hpp"
#include "daemon/cli/comparison_writer.hpp"
#include "daemon/cli/load_rules.hpp"
#include "daemon/exit_code.hpp"

#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <optional>

namespace recoil::cli {

namespace {

std::string described(const classify::classifier& rules)
{
    std::size_t shipped = 0;
    std::string site;
    for (const classify::pack& pack : rules.packs()) {
        shipped += !pack.site;
        if (pack.site)
            site += ", " + pack.file;
    }
    return std::to_string(shipped) + " packs" + site;
}

class replay_run {
public:
    replay_run(std::shared_ptr<const classify::classifier> present, std::shared_ptr<const classify::classifier> changed)
        : after_(changed)
    {
        sides.after = "the new rules: " + described(*changed);
        sides.before = "the verdicts that the events hold";
        if (present) {
            sides.before = "the present rules: " + described(*present);
            before_.emplace(std::move(present));
        }
    }

    void event(const boost::json::object& event)
    {
        const auto failure = past_failure_of(event);
        if (!failure)
            return;
        const outcome before = before_ ? before_->of(*failure) : failure->recorded;
        sides.recorded_otherwise += !before.same_verdict(failure->recorded);
        all.add(failure->recipient().diagnostic, before, after_.of(*failure));
    }

    comparison all;
    comparison_sides sides;

private:
    std::optional<judge> before_; // none: what the events hold
    judge after_;
};

} // namespace

int replay(const replay_options& options)
{
    if (!options.recorded && options.rules.extra.empty() && options.rules.packs.empty()) {
        std::cerr << "recoil: nothing to compare: name the new rules by --rules, or compare with the recorded verdicts "
                     "by --recorded\n";
        return exit_code::usage;
    }
    const auto present = options.recorded ? nullptr : load_rules(options.present);
    const auto changed = present || options.recorded ? load_rules(options.rules) : nullptr;
    if (!changed)
        return exit_code::failure;
    replay_run run(present, changed);
    run.sides.shown = options.top;
    const events_read read = read_events(options.paths, [&run](const boost::json::object& event) { run.event(event); });
    const std::string text = options.format == format::json
                                 ? comparison_json(run.all, run.sides, read)
                                 : comparison_table(run.all, run.sides, read, terminal(STDOUT_FILENO));
    std::fputs(text.c_str(), stdout);
    return read.complain() ? exit_code::ok : exit_code::failure;
}

} // namespace recoil::cli
