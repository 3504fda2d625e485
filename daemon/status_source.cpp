#include "daemon/status_source.hpp"

#include "daemon/host.hpp"
#include "daemon/part_options.hpp"
#include "status/ban_list.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace recoil {

namespace {

constexpr std::size_t most_rules = 12; // on the page
constexpr std::size_t most_problems = 100;

using counts = std::map<std::string, std::uint64_t, std::less<>>;

std::uint64_t whole(double value)
{
    return value > 0 ? static_cast<std::uint64_t>(value) : 0;
}

// By the first label, over all values of the others.
counts sums(const std::vector<sink::sample>& samples)
{
    counts result;
    for (const sink::sample& s : samples)
        result[s.values.at(0)] += whole(s.value);
    return result;
}

// By the last label, of the samples whose first one is `name`.
counts by_result(const std::vector<sink::sample>& samples, std::string_view name)
{
    counts result;
    for (const sink::sample& s : samples) {
        if (s.values.front() == name)
            result[s.values.back()] += whole(s.value);
    }
    return result;
}

std::vector<status::log_source> log_sources(const sink::metrics& metrics, const config::settings& settings)
{
    const std::vector<sink::sample> lines = metrics.read(sink::metric::log_lines);
    const counts lag = sums(metrics.read(sink::metric::log_lag));
    const std::vector<sink::sample> newest = metrics.read(sink::metric::log_last_line);
    std::vector<status::log_source> result;
    for (const config::log_source& source : settings.log_sources) {
        status::log_source& made = result.emplace_back();
        made.input = log_input_name(source);
        for (const auto& [line_result, n] : by_result(lines, made.input)) {
            made.lines += n;
            made.unparsed += line_result == "unparsed" ? n : 0;
        }
        if (const auto known = lag.find(made.input); known != lag.end())
            made.lag_bytes = known->second;
        for (const sink::sample& s : newest) {
            if (s.values.front() == made.input && s.value > 0)
                made.last_line = time_point(std::chrono::milliseconds(static_cast<std::int64_t>(s.value * 1000)));
        }
    }
    return result;
}

status::event_sink event_file(const sink::metrics& metrics, const sink::commit_stats& stats,
                              const config::events& settings)
{
    counts results = by_result(metrics.read(sink::metric::sink_events), "file");
    status::event_sink made;
    made.name = "file";
    made.path = settings.path;
    made.written = results["ok"];
    made.refused = results["refused"];
    made.dropped = results["dropped"];
    made.queued = stats.queued;
    made.free_bytes = stats.free_bytes;
    made.blocked = stats.blocked;
    made.enough_space = stats.free_bytes >= settings.min_free_bytes;
    return made;
}

std::vector<std::string> texts_of(const problems& found)
{
    std::vector<std::string> texts;
    for (const problem& p : found) {
        if (texts.size() == most_problems)
            break;
        texts.push_back(to_string(p));
    }
    return texts;
}

} // namespace

status_source::status_source(const parts& from, std::string config_file, const problems& found)
    : from_(from)
    , config_file_(std::move(config_file))
    , at_start_(from.current.load()->settings)
    , started_(wall_clock())
{
    last_reading_.read_at = started_;
    last_reading_.problems = texts_of(found);
}

void status_source::listening(const std::string& protocol, const std::string& address)
{
    listeners_.push_back({protocol, address, 0, 0});
}

void status_source::reloaded(const load_result& result)
{
    const std::scoped_lock lock(mutex_);
    last_reading_.read_at = wall_clock();
    last_reading_.accepted = result.snapshot != nullptr;
    last_reading_.problems = texts_of(result.problems);
    if (last_reading_.accepted)
        last_reading_.restart = restart_keys(at_start_, result.snapshot->settings);
}

status::board status_source::board() const
{
    const std::shared_ptr<const snapshot> now = from_.current.load();
    status::board made;
    made.now = wall_clock();
    made.started = started_;
    made.host = host_name();
    made.version = RECOIL_VERSION;
    add_outcomes(made, *now);
    add_rules(made);
    add_machine(made);
    add_configuration(made, *now);
    return made;
}

void status_source::add_outcomes(status::board& to, const snapshot& now) const
{
    to.addresses_masked = now.settings.status.addresses != "shown";
    status::recent_outcomes::memory known = from_.outcomes.recall(to.now, to.addresses_masked);
    to.bans = status::list_bans(from_.metrics.bans(to.now), known.bans, now.context->classifier->packs(),
                                from_.metrics.read(sink::metric::remedy));
    for (const status::traffic_row& row : known.providers)
        to.hour += row.total;
    to.categories = std::move(known.categories);
    to.providers = std::move(known.providers);
    to.failures = std::move(known.failures);
    to.unclassified = std::move(known.unclassified);
}

void status_source::add_rules(status::board& to) const
{
    for (const sink::sample& s : from_.metrics.read(sink::metric::rule_hits)) {
        if (s.value > 0)
            to.rules.push_back({s.values.at(0), s.values.at(1), whole(s.value)});
    }
    std::ranges::sort(to.rules, {},
                      [](const status::rule_hits& r) { return std::pair(~r.hits, std::string_view(r.rule)); });
    to.rules.resize(std::min(to.rules.size(), most_rules));
}

void status_source::add_machine(status::board& to) const
{
    to.sinks.push_back(event_file(from_.metrics, from_.events.stats(), at_start_.events));
    to.log_sources = log_sources(from_.metrics, at_start_);
    counts open = sums(from_.metrics.read(sink::metric::sessions_active));
    counts ended = sums(from_.metrics.read(sink::metric::sessions));
    to.listeners = listeners_;
    for (status::listener& l : to.listeners) {
        l.open = open[l.protocol];
        l.ended = ended[l.protocol];
    }
}

void status_source::add_configuration(status::board& to, const snapshot& now) const
{
    const std::scoped_lock lock(mutex_);
    to.configuration = last_reading_;
    to.configuration.file = config_file_;
    to.configuration.packs = now.pack_count();
    to.configuration.rules = now.rule_count();
    to.configuration.packs_left_out = now.pack_errors;
}

} // namespace recoil
