#include "sink/metrics.hpp"

#include "classify/classifier.hpp"
#include "sink/known_series.hpp"
#include "sink/label_values.hpp"
#include "sink/metric_store.hpp"
#include "sink/process_stats.hpp"
#include "util/defect.hpp"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <mutex>
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

// Limits that are enforced while reading leave a defect behind and nothing else.
constexpr std::pair<defect, std::string_view> limit_defects[] = {
    {defect::mime_depth, "mime_depth"},
    {defect::mime_parts, "mime_parts"},
    {defect::header_bytes, "header_bytes"},
    {defect::line_length, "line_bytes"},
    {defect::report_recipients, "report_recipients"},
};

std::string_view authentic_label(std::optional<bool> authentic)
{
    if (!authentic)
        return "unknown";
    return *authentic ? "true" : "false";
}

struct verdict_labels {
    std::string_view category = "unknown";
    std::string_view reason = "unknown";
};

verdict_labels labels_of(const std::optional<event::cause>& cause)
{
    const classify::reason* known = cause ? classify::find_reason(cause->reason) : nullptr;
    return known != nullptr ? verdict_labels{known->category, known->name} : verdict_labels{};
}

} // namespace

struct metrics::families {
    explicit families(const metrics_options& options)
        : store(options.birth, options.max_series)
        , labels(std::make_shared<const label_values>(options.egress_ips, options.streams, options.sending_domains))
    {
    }

    std::shared_ptr<const label_values> current_labels() const
    {
        const std::scoped_lock lock(mutex);
        return labels;
    }

    void count_event(const event::record& e, const label_values& known);
    void count_failure(const event::record& e, const label_values& known);
    void count_outcome(const event::record& e, const label_values& known);
    void count_verdict(const event::cause& cause, const label_values& known);
    void count_defects(std::span<const event::record> events);
    void update_process();

    metric_store store;
    mutable std::mutex mutex; // of the pointer; what it points to never changes
    std::shared_ptr<const label_values> labels;
};

void metrics::families::count_event(const event::record& e, const label_values& known)
{
    if (e.action)
        store.add(metric::recipients, {name(e.source), name(*e.action)});
    if (e.duplicate)
        store.add(metric::duplicates, {name(e.source)});
    else if (e.kind == dsn::kind::complaint)
        store.add(metric::complaints, {known.provider(e.provider)});
    if (e.cause)
        count_verdict(*e.cause, known);
    if (e.counted && (e.action == dsn::action::failed || e.action == dsn::action::delayed))
        count_failure(e, known);
    count_outcome(e, known);
}

// A notice of success is no bounce, and so not `counted`; here it counts all the same, once and unless it is forged.
void metrics::families::count_outcome(const event::record& e, const label_values& known)
{
    const auto stream = known.stream(e.stream);
    const auto domain = known.sender_domain(e.sender_domain);
    const auto category = labels_of(e.cause).category;
    const bool is_true = e.kind == dsn::kind::dsn && !e.duplicate && e.authentic != false;
    if (e.counted && e.action == dsn::action::failed)
        store.add(metric::stream_outcomes, {stream, domain, "bounced", category});
    else if (e.counted && e.action == dsn::action::delayed)
        store.add(metric::stream_outcomes, {stream, domain, "deferred", category});
    else if (is_true && e.action == dsn::action::delivered)
        store.add(metric::stream_outcomes, {stream, domain, "delivered", "none"});
}

void metrics::families::count_verdict(const event::cause& cause, const label_values& known)
{
    store.add(metric::classified, {name(cause.evidence)});
    if (known.has_rule(cause.pack, cause.rule))
        store.add(metric::rule_hits, {cause.pack, cause.rule});
}

void metrics::families::count_failure(const event::record& e, const label_values& known)
{
    const auto origin = name(e.origin.value_or(event::origin::remote));
    const auto provider = known.provider(e.provider);
    const auto [category, reason] = labels_of(e.cause);
    if (e.action == dsn::action::delayed) {
        store.add(metric::deferrals, {origin, provider, category, reason, "made"});
    } else {
        store.add(metric::bounces, {origin, provider, category, reason});
        store.add(metric::bounce_status, {provider, known.status(e.status)});
    }
    if (category == "banned_ip" || category == "banned_sender")
        store.add(metric::bans, {provider, reason, known.sending_ip(e.sending_ip), name(*e.action)});
    if (e.cause && !e.cause->blocklist.empty())
        store.add(metric::blocklist_refusals, {known.blocklist(e.cause->blocklist)});
    if (e.cause && e.cause->list_action == classify::list_action::suppress)
        store.add(metric::suppressible, {provider});
}

// A defect is the message's: every event of it names the same ones.
void metrics::families::count_defects(std::span<const event::record> events)
{
    defect_set found;
    for (const auto& e : events) {
        for (const defect d : e.defects)
            found.add(d);
    }
    for (const defect d : found.list())
        store.add(metric::defects, {name(d)});
    for (const auto& [d, limit] : limit_defects) {
        if (found.has(d))
            store.add(metric::limits_hit, {limit});
    }
}

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

metrics::metrics(const metrics_options& options) : families_(std::make_unique<families>(options))
{
    metric_store& store = families_->store;
    declare_fixed_series(store);
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
    auto fresh = std::make_shared<label_values>(*families_->current_labels());
    fresh->learn(classifier.packs(), classifier.providers());
    declare_rule_series(families_->store, *fresh, classifier.packs());
    families_->store.set(metric::rules_pack_errors, {}, static_cast<double>(pack_errors));
    const std::scoped_lock lock(families_->mutex);
    families_->labels = std::move(fresh);
}

void metrics::message(const notice& n, std::span<const event::record> events)
{
    metric_store& store = families_->store;
    const auto known = families_->current_labels();
    store.add(metric::notices, {name(n.source), name(n.kind), authentic_label(n.authentic)});
    store.observe(metric::message_size, {}, static_cast<double>(n.bytes));
    store.observe(metric::parse_duration, {}, n.parse_time.count());
    store.observe(metric::classify_duration, {}, n.classify_time.count());
    if (!events.empty() && events.front().occurred_at) {
        const std::chrono::duration<double> age = events.front().time - *events.front().occurred_at;
        store.observe(metric::notice_age, {}, std::max(age.count(), 0.0)); // the reporter's clock may be ahead
    }
    for (const auto& e : events)
        families_->count_event(e, *known);
    families_->count_defects(events);
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
    const std::chrono::duration<double> since_epoch = now.time_since_epoch();
    families_->store.add(metric::config_reloads, {good ? "ok" : "refused"});
    families_->store.set(metric::config_reload_successful, {}, good ? 1 : 0);
    families_->store.set(metric::config_reload_timestamp, {}, since_epoch.count());
}

std::string metrics::expose(std::chrono::steady_clock::time_point now)
{
    families_->update_process();
    return families_->store.expose(now);
}

} // namespace recoil::sink
