// The log: one line an occurrence, to stderr. Under systemd the lines carry the journal's priority instead of a time
// (sd-daemon(3)). Control characters are escaped, so that no text from outside can forge a line. Not for events.
#pragma once

#include <fmt/core.h>

#include <ostream>
#include <string_view>
#include <utility>

namespace recoil::log {

enum class level { trace, debug, info, warn, error };

// `name` is one of the values of log.level; others mean info. Call it again to change the level.
void set_level(std::string_view name);
// To stderr, or to the journal where stderr is connected to it. Before any line; else spdlog's own form is used.
void start();
void start(std::ostream& out); // for tests; `out` must outlive the last line

bool enabled(level l);
void write(level l, std::string_view text);

template<class... Args>
void write(level l, fmt::format_string<Args...> format, Args&&... args)
{
    if (enabled(l))
        write(l, std::string_view(fmt::format(format, std::forward<Args>(args)...)));
}
template<class... Args>
void debug(fmt::format_string<Args...> format, Args&&... args)
{
    write(level::debug, format, std::forward<Args>(args)...);
}
template<class... Args>
void info(fmt::format_string<Args...> format, Args&&... args)
{
    write(level::info, format, std::forward<Args>(args)...);
}
template<class... Args>
void warn(fmt::format_string<Args...> format, Args&&... args)
{
    write(level::warn, format, std::forward<Args>(args)...);
}
template<class... Args>
void error(fmt::format_string<Args...> format, Args&&... args)
{
    write(level::error, format, std::forward<Args>(args)...);
}

} // namespace recoil::log
