#include "sink/process_stats.hpp"

#include "util/ascii.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

namespace recoil::sink {

namespace {

// Fields of proc(5) stat, counted from the state: the name before it may hold blanks and brackets.
enum stat_field : std::size_t { user_ticks = 11, system_ticks = 12, start_ticks = 19, virtual_bytes = 20, pages = 21 };
constexpr std::size_t field_count = 22;

std::string_view next_word(std::string_view& text)
{
    text = ascii::trim(text);
    const auto end = text.find_first_of(" \n");
    const auto word = text.substr(0, end);
    text.remove_prefix(word.size());
    return word;
}

std::optional<double> boot_seconds(std::string_view boot_stat)
{
    const auto line = boot_stat.find("\nbtime ");
    if (line == std::string_view::npos)
        return std::nullopt;
    auto rest = boot_stat.substr(line + std::string_view("\nbtime ").size());
    const auto seconds = ascii::parse_unsigned(next_word(rest));
    return seconds ? std::optional(static_cast<double>(*seconds)) : std::nullopt;
}

std::string file_text(const char* path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

double count_open_fds()
{
    std::error_code error;
    double count = 0;
    for (std::filesystem::directory_iterator at("/proc/self/fd", error), end; !error && at != end; at.increment(error))
        ++count;
    return count > 0 ? count - 1 : 0; // the directory itself was open
}

double soft_limit_of_fds()
{
    rlimit limit{};
    return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? static_cast<double>(limit.rlim_cur) : 0;
}

} // namespace

std::optional<process_stats> parse_process_stats(std::string_view stat, std::string_view boot_stat, process_units units)
{
    const auto name_end = stat.rfind(')');
    const auto boot = boot_seconds(boot_stat);
    if (name_end == std::string_view::npos || !boot)
        return std::nullopt;
    stat.remove_prefix(name_end + 1);
    std::array<double, field_count> fields{};
    for (std::size_t i = 0; i < field_count; ++i) {
        const auto word = next_word(stat);
        if (word.empty())
            return std::nullopt;
        fields[i] = static_cast<double>(ascii::parse_unsigned(word).value_or(0)); // the state; negative priorities
    }
    process_stats stats;
    stats.cpu_seconds = (fields[user_ticks] + fields[system_ticks]) / units.ticks_per_second;
    stats.start_seconds = *boot + fields[start_ticks] / units.ticks_per_second;
    stats.virtual_bytes = fields[virtual_bytes];
    stats.resident_bytes = fields[pages] * units.page_bytes;
    return stats;
}

std::optional<process_stats> read_process_stats()
{
    const process_units units{static_cast<double>(::sysconf(_SC_CLK_TCK)),
                              static_cast<double>(::sysconf(_SC_PAGESIZE))};
    auto stats = parse_process_stats(file_text("/proc/self/stat"), file_text("/proc/stat"), units);
    if (stats) {
        stats->open_fds = count_open_fds();
        stats->max_fds = soft_limit_of_fds();
    }
    return stats;
}

} // namespace recoil::sink
