// Every metric family: name, type, labels and help in one table. docs/metrics.md says the same in prose.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace recoil::sink {

enum class metric : std::uint8_t {
    bounces,
    deferrals,
    deliveries,
    bounce_status,
    bans,
    ban_active,
    ban_since,
    ban_last_seen,
    remedy,
    blocklist_refusals,
    notices,
    recipients,
    duplicates,
    complaints,
    suppressible,
    stream_outcomes,
    classified,
    rule_hits,
    defects,
    limits_hit,
    sessions,
    sessions_active,
    replies,
    session_duration,
    parse_duration,
    classify_duration,
    commit_duration,
    message_size,
    notice_age,
    sink_events,
    sink_errors,
    sink_queue_events,
    sink_oldest,
    sink_free_bytes,
    sink_blocked,
    log_lines,
    log_lag,
    log_last_line,
    label_overflow,
    config_reloads,
    config_reload_successful,
    config_reload_timestamp,
    rules_loaded,
    rules_pack_errors,
    build_info,
    process_cpu_seconds,
    process_resident_memory,
    process_virtual_memory,
    process_open_fds,
    process_max_fds,
    process_start_time,
};
inline constexpr std::size_t metric_count = static_cast<std::size_t>(metric::process_start_time) + 1;

enum class metric_type : std::uint8_t { counter, gauge, histogram };

struct metric_info {
    metric id;
    metric_type type;
    std::string_view name;
    std::array<std::string_view, 5> labels; // the unused ones are empty
    std::string_view help;                  // one line without a backslash: the text format has no escape for either
    std::span<const double> buckets;        // of a histogram: upper bounds

    std::size_t label_count() const;
};

std::span<const metric_info> metric_table(); // in the order of the enumeration
const metric_info& info(metric id);

} // namespace recoil::sink
