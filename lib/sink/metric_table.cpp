#include "sink/metric_table.hpp"

#include <algorithm>

namespace recoil::sink {

namespace {

constexpr double session_buckets[] = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300};
constexpr double work_buckets[] = {1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, .01, .025, .05, .1, 1};
constexpr double commit_buckets[] = {1e-5, 1e-4, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30};
constexpr double size_buckets[] = {1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864};
constexpr double age_buckets[] = {1, 5, 15, 60, 300, 900, 3600, 14400, 43200, 86400, 259200, 432000};

constexpr auto counter = metric_type::counter;
constexpr auto gauge = metric_type::gauge;
constexpr auto histogram = metric_type::histogram;

// clang-format off
constexpr metric_info table[] = {
    {metric::bounces, counter, "recoil_bounces_total", {"origin", "provider", "category", "reason"},
     "Recipients that failed for good, each counted once.", {}},
    {metric::deferrals, counter, "recoil_deferrals_total", {"origin", "provider", "category", "reason", "attempt"},
     "Recipients reported as delayed, each time anew; the mail is still being tried.", {}},
    {metric::deliveries, counter, "recoil_deliveries_total", {"provider"},
     "Recipients whose mail another host took, by the log.", {}},
    {metric::bounce_status, counter, "recoil_bounce_status_total", {"provider", "status"},
     "Failed recipients by the enhanced status code of the innermost cause.", {}},
    {metric::bans, counter, "recoil_bans_total", {"provider", "reason", "sending_ip", "action"},
     "Refusals because our address, account or domain is banned.", {}},
    {metric::ban_active, gauge, "recoil_ban_active", {"provider", "reason", "sending_ip"},
     "1 until 6 hours without a refusal, or a delivery from that address to that provider; then 0.", {}},
    {metric::ban_since, gauge, "recoil_ban_since_timestamp_seconds", {"provider", "reason", "sending_ip"},
     "When an active ban was first seen.", {}},
    {metric::ban_last_seen, gauge, "recoil_ban_last_seen_timestamp_seconds", {"provider", "reason", "sending_ip"},
     "When a ban was last seen, active or not.", {}},
    {metric::remedy, gauge, "recoil_remedy_info", {"provider", "reason", "fix_owner", "delist_url"},
     "Who can lift a ban, and where to ask; always 1.", {}},
    {metric::blocklist_refusals, counter, "recoil_blocklist_refusals_total", {"blocklist"},
     "Refusals that name a blocklist.", {}},
    {metric::notices, counter, "recoil_notices_total", {"source", "kind", "authentic"},
     "Messages received, bounces or not.", {}},
    {metric::recipients, counter, "recoil_recipients_total", {"source", "action"},
     "Recipients reported, counted or not.", {}},
    {metric::duplicates, counter, "recoil_duplicates_total", {"source"},
     "Recipients whose event had been recorded before.", {}},
    {metric::complaints, counter, "recoil_complaints_total", {"provider"},
     "Feedback reports (RFC 5965).", {}},
    {metric::suppressible, counter, "recoil_suppressible_total", {"provider"},
     "Failed recipients whose address is dead and may leave the mailing list.", {}},
    {metric::stream_outcomes, counter, "recoil_stream_outcomes_total", {"stream", "sender_domain", "outcome", "category"},
     "What became of the mail of each stream, by recipient.", {}},
    {metric::classified, counter, "recoil_classified_total", {"evidence"},
     "Classified recipients by what the verdict rests on.", {}},
    {metric::rule_hits, counter, "recoil_rule_hits_total", {"pack", "rule"},
     "Recipients decided by each rule.", {}},
    {metric::defects, counter, "recoil_defects_total", {"defect"},
     "Messages with a defect of form.", {}},
    {metric::limits_hit, counter, "recoil_limits_hit_total", {"limit"},
     "How often a configured limit was enforced.", {}},
    {metric::sessions, counter, "recoil_sessions_total", {"protocol", "result"},
     "Sessions ended, by how they ended.", {}},
    {metric::sessions_active, gauge, "recoil_sessions_active", {"protocol"},
     "Sessions open now.", {}},
    {metric::replies, counter, "recoil_replies_total", {"protocol", "code"},
     "Replies sent to clients.", {}},
    {metric::session_duration, histogram, "recoil_session_duration_seconds", {"protocol"},
     "Time from a session's start to its end.", session_buckets},
    {metric::parse_duration, histogram, "recoil_parse_duration_seconds", {},
     "Processor time spent reading one message.", work_buckets},
    {metric::classify_duration, histogram, "recoil_classify_duration_seconds", {},
     "Processor time spent classifying the recipients of one message.", work_buckets},
    {metric::commit_duration, histogram, "recoil_commit_duration_seconds", {"sink"},
     "Time to write events and make them durable.", commit_buckets},
    {metric::message_size, histogram, "recoil_message_size_bytes", {},
     "Size of the messages received.", size_buckets},
    {metric::notice_age, histogram, "recoil_notice_age_seconds", {},
     "Time from the failure, by the notice's own date, to its arrival here.", age_buckets},
    {metric::sink_events, counter, "recoil_sink_events_total", {"sink", "result"},
     "Events given to a sink; of the file, ok equals the lines written.", {}},
    {metric::sink_errors, counter, "recoil_sink_errors_total", {"sink", "error"},
     "Submissions that a sink could not make durable.", {}},
    {metric::sink_queue_events, gauge, "recoil_sink_queue_events", {"sink"},
     "Submissions that wait for their commit.", {}},
    {metric::sink_oldest, gauge, "recoil_sink_oldest_unacknowledged_seconds", {"sink"},
     "Age of the oldest submission that waits.", {}},
    {metric::sink_free_bytes, gauge, "recoil_sink_free_bytes", {"sink"},
     "Free space of the sink's file system; +Inf where it has none.", {}},
    {metric::sink_blocked, gauge, "recoil_sink_blocked", {"sink"},
     "1 while the last commit failed: mail is being deferred.", {}},
    {metric::log_lines, counter, "recoil_log_lines_total", {"input", "result"},
     "Lines read of a log, by what they tell.", {}},
    {metric::log_lag, gauge, "recoil_log_lag_bytes", {"input"},
     "Octets of a log that are known and still unread.", {}},
    {metric::log_last_line, gauge, "recoil_log_last_line_timestamp_seconds", {"input"},
     "The time that the newest line of a log tells.", {}},
    {metric::label_overflow, counter, "recoil_label_overflow_total", {"family"},
     "Increments that went to the overflow series of a full family.", {}},
    {metric::config_reloads, counter, "recoil_config_reloads_total", {"result"},
     "Reloads of configuration and rules.", {}},
    {metric::config_reload_successful, gauge, "recoil_config_last_reload_successful", {},
     "1 where the last reload was taken, 0 where it was refused and the old one stays.", {}},
    {metric::config_reload_timestamp, gauge, "recoil_config_last_reload_timestamp_seconds", {},
     "When the configuration was last read, at the start or by a reload.", {}},
    {metric::rules_loaded, gauge, "recoil_rules_loaded", {"pack", "version"},
     "Rules in use.", {}},
    {metric::rules_pack_errors, gauge, "recoil_rules_pack_errors", {},
     "Rule packs that were left out for their errors.", {}},
    {metric::build_info, gauge, "recoil_build_info", {"version", "revision", "compiler"},
     "What is running; always 1.", {}},
    {metric::process_cpu_seconds, counter, "process_cpu_seconds_total", {},
     "Total user and system CPU time spent in seconds.", {}},
    {metric::process_resident_memory, gauge, "process_resident_memory_bytes", {},
     "Resident memory size in bytes.", {}},
    {metric::process_virtual_memory, gauge, "process_virtual_memory_bytes", {},
     "Virtual memory size in bytes.", {}},
    {metric::process_open_fds, gauge, "process_open_fds", {},
     "Number of open file descriptors.", {}},
    {metric::process_max_fds, gauge, "process_max_fds", {},
     "Maximum number of open file descriptors.", {}},
    {metric::process_start_time, gauge, "process_start_time_seconds", {},
     "Start time of the process since unix epoch in seconds.", {}},
};
// clang-format on

constexpr bool in_order()
{
    for (std::size_t i = 0; i < std::size(table); ++i) {
        if (static_cast<std::size_t>(table[i].id) != i)
            return false;
    }
    return std::size(table) == metric_count;
}
static_assert(in_order(), "info() finds a row by its number");

} // namespace

std::size_t metric_info::label_count() const
{
    return static_cast<std::size_t>(std::find(labels.begin(), labels.end(), std::string_view{}) - labels.begin());
}

std::span<const metric_info> metric_table()
{
    return table;
}

const metric_info& info(metric id)
{
    return table[static_cast<std::size_t>(id)];
}

} // namespace recoil::sink
