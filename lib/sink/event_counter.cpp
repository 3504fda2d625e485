#include "sink/event_counter.hpp"

#include "classify/classifier.hpp"
#include "classify/taxonomy.hpp"
#include "sink/known_series.hpp"
#include "util/defect.hpp"

#include <utility>

namespace recoil::sink {

namespace {

constexpr std::string_view made = "made";
constexpr std::string_view suspended = "suspended";

// Limits that are enforced while reading leave a defect behind and nothing else.
constexpr std::pair<defect, std::string_view> limit_defects[] = {
    {defect::mime_depth, "mime_depth"},
    {defect::mime_parts, "mime_parts"},
    {defect::header_bytes, "header_bytes"},
    {defect::line_length, "line_bytes"},
    {defect::report_recipients, "report_recipients"},
};

struct verdict_labels {
    std::string_view category = "unknown";
    std::string_view reason = "unknown";
};

verdict_labels labels_of(const std::optional<event::cause>& cause)
{
    const classify::reason* known = cause ? classify::find_reason(cause->reason) : nullptr;
    return known != nullptr ? verdict_labels{known->category, known->name} : verdict_labels{};
}

// A notice of success is no bounce, and so not `counted`; it tells of a delivery all the same, once and unless it is
// forged. Where a log is read, its lines tell of every delivery, this one too.
bool is_delivery(const event::record& e, const label_values& known)
{
    if (e.action != dsn::action::delivered)
        return false;
    if (e.kind == dsn::kind::log_line)
        return e.counted;
    return e.kind == dsn::kind::dsn && !e.duplicate && e.authentic != false && known.log_inputs().empty();
}

} // namespace

event_counter::event_counter(metric_store& store, label_values configured, counting_watcher* watcher)
    : store_(store), labels_(std::make_shared<const label_values>(std::move(configured))), watcher_(watcher)
{
}

void event_counter::rules(const classify::classifier& classifier)
{
    auto fresh = std::make_shared<label_values>(*labels());
    fresh->learn(classifier.packs(), classifier.providers());
    declare_rule_series(store_, *fresh, classifier.packs());
    const std::scoped_lock lock(labels_mutex_);
    labels_ = std::move(fresh);
}

std::shared_ptr<const label_values> event_counter::labels() const
{
    const std::scoped_lock lock(labels_mutex_);
    return labels_;
}

void event_counter::message(std::span<const event::record> events)
{
    const auto known = labels();
    for (const auto& e : events) {
        count_recipient(e);
        if (!e.duplicate && e.kind == dsn::kind::complaint)
            store_.add(metric::complaints, {known->provider(e.provider)});
        count_result(e, *known, made);
    }
    count_defects(events);
}

void event_counter::delivery(const event::record& e, bool was_suspended)
{
    count_recipient(e);
    if (e.counted)
        count_result(e, *labels(), was_suspended ? suspended : made);
}

void event_counter::show_bans(time_point now)
{
    std::vector<metric_store::sample> active;
    std::vector<metric_store::sample> since;
    std::vector<metric_store::sample> last_seen;
    for (const auto& status : bans(now)) {
        const std::vector<std::string> labels{status.ban.provider, status.ban.reason, status.ban.sending_ip};
        active.push_back({labels, status.active ? 1.0 : 0.0});
        last_seen.push_back({labels, unix_seconds(status.last_seen)});
        if (status.active) // when a ban began that is over misleads: the difference to now is not how long it was
            since.push_back({labels, unix_seconds(status.since)});
    }
    store_.replace(metric::ban_active, active);
    store_.replace(metric::ban_since, since);
    store_.replace(metric::ban_last_seen, last_seen);
}

std::vector<count::ban_status> event_counter::bans(time_point now) const
{
    const std::scoped_lock lock(bans_mutex_);
    return bans_.list(now);
}

void event_counter::restore(const count::ban_status& known, std::string_view address)
{
    if (!labels()->has_ban(known.ban, address))
        return;
    const std::scoped_lock lock(bans_mutex_);
    bans_.restore(known);
}

void event_counter::count_recipient(const event::record& e)
{
    if (e.action)
        store_.add(metric::recipients, {name(e.source), name(*e.action)});
    if (e.duplicate)
        store_.add(metric::duplicates, {name(e.source)});
}

void event_counter::count_result(const event::record& e, const label_values& known, std::string_view attempt)
{
    if (e.cause)
        count_verdict(*e.cause, known);
    if (e.counted && e.action == dsn::action::delivered)
        count_delivery(e, known);
    if (e.counted && (e.action == dsn::action::failed || e.action == dsn::action::delayed))
        count_failure(e, known, attempt);
    count_outcome(e, known);
}

void event_counter::count_verdict(const event::cause& cause, const label_values& known)
{
    store_.add(metric::classified, {name(cause.evidence)});
    if (known.has_rule(cause.pack, cause.rule))
        store_.add(metric::rule_hits, {cause.pack, cause.rule});
}

void event_counter::count_delivery(const event::record& e, const label_values& known)
{
    const auto provider = known.provider(e.provider);
    store_.add(metric::deliveries, {provider});
    if (watcher_ != nullptr)
        watcher_->delivered(e, provider);
    const std::scoped_lock lock(bans_mutex_);
    bans_.delivered(provider, known.sending_ip(e.sending_ip), happened_at(e));
}

void event_counter::count_failure(const event::record& e, const label_values& known, std::string_view attempt)
{
    const auto origin = name(e.origin.value_or(event::origin::remote));
    const auto provider = known.provider(e.provider);
    const auto [category, reason] = labels_of(e.cause);
    if (e.action == dsn::action::delayed) {
        store_.add(metric::deferrals, {origin, provider, category, reason, attempt});
    } else {
        store_.add(metric::bounces, {origin, provider, category, reason});
        store_.add(metric::bounce_status, {provider, known.status(e.status)});
    }
    if (attempt != suspended) // nobody was asked: the text is that of a refusal which was counted when it happened
        count_refusal(e, known);
    if (watcher_ != nullptr)
        watcher_->failed({e, provider, category, reason, known.sending_ip(e.sending_ip), attempt != suspended});
}

void event_counter::count_refusal(const event::record& e, const label_values& known)
{
    const auto provider = known.provider(e.provider);
    const auto [category, reason] = labels_of(e.cause);
    if (classify::is_ban(category)) {
        const std::string address = known.sending_ip(e.sending_ip);
        store_.add(metric::bans, {provider, reason, address, name(*e.action)});
        const std::scoped_lock lock(bans_mutex_);
        bans_.refused({std::string(provider), address, std::string(category), std::string(reason)}, happened_at(e));
    }
    if (e.cause && !e.cause->blocklist.empty())
        store_.add(metric::blocklist_refusals, {known.blocklist(e.cause->blocklist, e.cause->pack, e.cause->rule)});
    if (e.cause && e.cause->list_action == classify::list_action::suppress)
        store_.add(metric::suppressible, {provider});
}

void event_counter::count_outcome(const event::record& e, const label_values& known)
{
    const auto stream = known.stream(e.stream);
    const auto domain = known.sender_domain(e.sender_domain);
    const auto category = labels_of(e.cause).category;
    if (e.counted && e.action == dsn::action::failed)
        store_.add(metric::stream_outcomes, {stream, domain, "bounced", category});
    else if (e.counted && e.action == dsn::action::delayed)
        store_.add(metric::stream_outcomes, {stream, domain, "deferred", category});
    else if (is_delivery(e, known))
        store_.add(metric::stream_outcomes, {stream, domain, "delivered", "none"});
}

// A defect is the message's: every event of it names the same ones.
void event_counter::count_defects(std::span<const event::record> events)
{
    defect_set found;
    for (const auto& e : events) {
        for (const defect d : e.defects)
            found.add(d);
    }
    for (const defect d : found.list())
        store_.add(metric::defects, {name(d)});
    for (const auto& [d, limit] : limit_defects) {
        if (found.has(d))
            store_.add(metric::limits_hit, {limit});
    }
}

} // namespace recoil::sink
