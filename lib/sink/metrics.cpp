#include "sink/metrics.hpp"

#include "sink/event_counter.hpp"
#include "sink/known_series.hpp"
#include "sink/label_values.hpp"
#include "sink/metric_store.hpp"
#include "sink/process_stats.hpp"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <utility>

namespace recoil::sink {

namespace {

constexpr std::string_view file_sink = "file";

struct error_name {
    std::errc code;
    std::string_view name;
};
constexpr error_name error_names[] = {
    {std::errc::no_space_on_device, "no_space"},
    {std::errc::file_too_large, "file_too_large"},
    {std::errc::io_error, "io"},
    {std::errc::no_such_file_or_directory, "not_found"},
    {std::errc::permission_denied, "permission"},
    {std::errc::operation_not_permitted, "permission"},
    {std::errc::read_only_file_system, "permission"},
    {std::errc::resource_unavailable_try_again, "locked"},
    {std::errc::broken_pipe, "broken_pipe"},
};

std::string_view name_of(const std::error_code& error)
{
    if (error.value() == EDQUOT) // POSIX has it, std::errc has not
        return "quota";
    for (const auto& known : error_names) {
        if (error == known.code)
            return known.name;
    }
    return "other";
}

std::string_view authentic_label(std::optional<bool> authentic)
{
    if (!authentic)
        return "unknown";
    return *authentic ? "true" : "false";
}

} // namespace

struct metrics::families {
    families(const metrics_options& options, counting_watcher* watcher)
        : store(options.birth, options.max_series)
        , events(store, label_values(options.egress_ips, options.streams, options.sending_domains, options.log_inputs),
                 watcher)
    {
    }

    void update_process();

    metric_store store;
    event_counter events;
};

void metrics::families::update_process()
{
    const auto stats = read_process_stats();
    if (!stats)
        return;
    store.raise(metric::process_cpu_seconds, {}, stats->cpu_seconds);
    store.set(metric::process_resident_memory, {}, stats->resident_bytes);
    store.set(metric::process_virtual_memory, {}, stats->virtual_bytes);
    store.set(metric::process_open_fds, {}, stats->open_fds);
    store.set(metric::process_max_fds, {}, stats->max_fds);
    store.set(metric::process_start_time, {}, stats->start_seconds);
}

metrics::metrics(const metrics_options& options, counting_watcher* watcher)
    : families_(std::make_unique<families>(options, watcher))
{
    metric_store& store = families_->store;
    declare_fixed_series(store);
    declare_log_series(store, *families_->events.labels());
    store.set(metric::build_info, {options.version, options.revision, options.compiler}, 1);
    store.set(metric::rules_pack_errors, {}, 0);
    store.set(metric::config_reload_successful, {}, 1);
    const auto process = read_process_stats();
    store.set(metric::config_reload_timestamp, {}, process ? process->start_seconds : 0);
    sink_stats({});
    for (const metric id :
         {metric::parse_duration, metric::classify_duration, metric::message_size, metric::notice_age})
        store.touch(id, {});
    store.touch(metric::commit_duration, {file_sink});
    for (const auto protocol : protocol_labels())
        store.touch(metric::session_duration, {protocol});
}

metrics::~metrics() = default;

void metrics::rules(const classify::classifier& classifier, std::uint64_t pack_errors)
{
    families_->events.rules(classifier);
    families_->store.set(metric::rules_pack_errors, {}, static_cast<double>(pack_errors));
}

void metrics::message(const notice& n, std::span<const event::record> events)
{
    metric_store& store = families_->store;
    store.add(metric::notices, {name(n.source), name(n.kind), authentic_label(n.authentic)});
    store.observe(metric::message_size, {}, static_cast<double>(n.bytes));
    store.observe(metric::parse_duration, {}, n.parse_time.count());
    store.observe(metric::classify_duration, {}, n.classify_time.count());
    if (!events.empty() && events.front().occurred_at) {
        const std::chrono::duration<double> age = events.front().time - *events.front().occurred_at;
        store.observe(metric::notice_age, {}, std::max(age.count(), 0.0)); // the reporter's clock may be ahead
    }
    families_->events.message(events);
}

void metrics::delivery(const event::record& e, bool suspended)
{
    families_->events.delivery(e, suspended);
}

void metrics::logged(const log_progress& progress)
{
    metric_store& store = families_->store;
    const auto labels = families_->events.labels();
    const auto input = labels->log_input(progress.input);
    const std::pair<std::string_view, std::uint64_t> lines[] = {{"delivery", progress.delivery},
                                                                {"deferral", progress.deferral},
                                                                {"bounce", progress.bounce},
                                                                {"ignored", progress.ignored},
                                                                {"unparsed", progress.unparsed}};
    for (const auto& [result, count] : lines)
        store.add(metric::log_lines, {input, result}, static_cast<double>(count));
    store.set(metric::log_lag, {input}, static_cast<double>(progress.lag_bytes));
    if (progress.last_line)
        store.set(metric::log_last_line, {input}, unix_seconds(*progress.last_line));
}

void metrics::committed(const commit_result& result, std::size_t lines)
{
    metric_store& store = families_->store;
    store.add(metric::sink_events, {file_sink, result.error ? "refused" : "ok"}, static_cast<double>(lines));
    if (result.error)
        store.add(metric::sink_errors, {file_sink, name_of(result.error)});
    store.observe(metric::commit_duration, {file_sink}, result.took.count());
}

void metrics::dropped(std::size_t events)
{
    families_->store.add(metric::sink_events, {file_sink, "dropped"}, static_cast<double>(events));
}

void metrics::sink_stats(const commit_stats& stats)
{
    metric_store& store = families_->store;
    const bool unknown = stats.free_bytes == std::numeric_limits<std::uint64_t>::max();
    store.set(metric::sink_queue_events, {file_sink}, static_cast<double>(stats.queued));
    store.set(metric::sink_oldest, {file_sink}, stats.oldest.count());
    store.set(metric::sink_free_bytes, {file_sink},
              unknown ? std::numeric_limits<double>::infinity() : static_cast<double>(stats.free_bytes));
    store.set(metric::sink_blocked, {file_sink}, stats.blocked ? 1 : 0);
}

void metrics::session_started(std::string_view protocol)
{
    families_->store.change(metric::sessions_active, {protocol_label(protocol)}, 1);
}

void metrics::session_ended(std::string_view protocol, std::string_view result, std::chrono::duration<double> took)
{
    const auto label = protocol_label(protocol);
    families_->store.change(metric::sessions_active, {label}, -1);
    families_->store.add(metric::sessions, {label, session_result_label(result)});
    families_->store.observe(metric::session_duration, {label}, took.count());
}

void metrics::reply(std::string_view protocol, std::uint16_t code)
{
    families_->store.add(metric::replies, {protocol_label(protocol), reply_code_label(code)});
}

void metrics::limit_hit(std::string_view limit)
{
    families_->store.add(metric::limits_hit, {limit_label(limit)});
}

void metrics::reloaded(bool good, time_point now)
{
    families_->store.add(metric::config_reloads, {good ? "ok" : "refused"});
    families_->store.set(metric::config_reload_successful, {}, good ? 1 : 0);
    families_->store.set(metric::config_reload_timestamp, {}, unix_seconds(now));
}

std::string metrics::expose(std::chrono::steady_clock::time_point now, time_point wall_clock)
{
    families_->update_process();
    families_->events.show_bans(wall_clock);
    return families_->store.expose(now);
}

std::vector<sample> metrics::read(metric id) const
{
    return families_->store.read(id);
}

std::vector<count::ban_status> metrics::bans(time_point wall_clock) const
{
    return families_->events.bans(wall_clock);
}

void metrics::restore(const count::ban_status& known, std::string_view address)
{
    families_->events.restore(known, address);
}

} // namespace recoil::sink
