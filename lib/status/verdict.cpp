#include "status/verdict.hpp"

#include <algorithm>
#include <chrono>

namespace recoil::status {

namespace {

struct unit {
    std::chrono::seconds size;
    std::string_view name;
};
constexpr unit units[] = {{std::chrono::hours(24), " d"},
                          {std::chrono::hours(1), " h"},
                          {std::chrono::minutes(1), " min"},
                          {std::chrono::seconds(1), " s"}};

void say(verdict& to, state s, std::string sentence)
{
    to.state = std::max(to.state, s);
    to.sentences.push_back(std::move(sentence));
}

void judge_bans(verdict& to, const board& b)
{
    const auto stands = [](const ban& of) { return of.active && of.ours; };
    const auto standing = static_cast<std::uint64_t>(std::ranges::count_if(b.bans, stands));
    if (standing != 0)
        say(to, state::alarm, counted(standing, "ban stands.", "bans stand."));
    else if (std::ranges::any_of(b.bans, &ban::active))
        say(to, state::calm, "No ban of ours stands.");
    else
        say(to, state::calm, "No ban stands.");
}

void judge_sinks(verdict& to, const board& b)
{
    const auto full = [](const event_sink& s) { return s.blocked || !s.enough_space; };
    const auto found = std::ranges::find_if(b.sinks, full);
    if (found == b.sinks.end())
        return say(to, state::calm, "Bounces are being taken.");
    say(to, state::alarm,
        found->enough_space ? "Mail is being deferred: the last write to the event file failed."
                            : "Mail is being deferred: the event file's disk has too little space.");
}

void judge_configuration(verdict& to, const configuration& c)
{
    if (!c.accepted)
        say(to, state::attention, "The last reload was refused: the old configuration is in force.");
    if (c.packs_left_out != 0)
        say(to, state::attention,
            counted(c.packs_left_out, "rule pack is left out for its mistakes.",
                    "rule packs are left out for their mistakes."));
    if (!c.restart.empty())
        say(to, state::attention, "A changed setting waits for a restart.");
}

} // namespace

std::string_view name(state s)
{
    switch (s) {
    case state::calm:
        return "calm";
    case state::attention:
        return "attention";
    case state::alarm:
        return "alarm";
    }
    return "";
}

verdict judge(const board& b)
{
    verdict result;
    judge_sinks(result, b);
    const bool deferring = result.state == state::alarm;
    judge_bans(result, b);
    if (!deferring) // good news comes second
        std::swap(result.sentences[0], result.sentences[1]);
    judge_configuration(result, b.configuration);
    return result;
}

std::string duration_text(std::chrono::seconds time)
{
    time = std::max(time, std::chrono::seconds(0));
    const auto largest = std::ranges::find_if(units, [&](const unit& u) { return time >= u.size; });
    if (largest == std::end(units))
        return "0 s";
    std::string text = std::to_string(time / largest->size) + std::string(largest->name);
    const auto rest = time % largest->size;
    const auto next = std::next(largest);
    const bool exact = largest->size <= std::chrono::minutes(1); // seconds beside minutes only make it restless
    if (!exact && rest >= next->size)
        text += " " + std::to_string(rest / next->size) + std::string(next->name);
    return text;
}

std::string counted(std::uint64_t n, std::string_view one, std::string_view many)
{
    return grouped(n) + " " + std::string(n == 1 ? one : many);
}

std::string grouped(std::uint64_t n)
{
    std::string digits = std::to_string(n);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

} // namespace recoil::status
