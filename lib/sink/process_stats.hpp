// What the system says about this process, for the process_* metrics that every Prometheus client has. Linux: /proc.
#pragma once

#include <optional>
#include <string_view>

namespace recoil::sink {

struct process_stats {
    double cpu_seconds = 0; // user and system
    double resident_bytes = 0;
    double virtual_bytes = 0;
    double start_seconds = 0; // since the epoch
    double open_fds = 0;
    double max_fds = 0;
};

// `stat` is /proc/<pid>/stat, `boot_stat` is /proc/stat; nothing where either has not the form of proc(5).
struct process_units {
    double ticks_per_second;
    double page_bytes;
};
std::optional<process_stats> parse_process_stats(std::string_view stat, std::string_view boot_stat,
                                                 process_units units);

std::optional<process_stats> read_process_stats(); // of this process

} // namespace recoil::sink
