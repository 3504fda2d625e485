#include "daemon/log_input/journal_entry.hpp"

#include "util/clock.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <chrono>

namespace recoil {

namespace {

// With microseconds, in which entries of one second keep their order.
std::string stamp(std::uint64_t microseconds)
{
    const time_point time{std::chrono::milliseconds(microseconds / 1000)};
    std::string text = format_rfc3339(time);
    text.insert(text.size() - 1, fmt::format("{:03}", microseconds % 1000));
    return text;
}

bool is_glob(const std::string& unit)
{
    return unit.find_first_of("*?[\\") != std::string::npos;
}

} // namespace

std::string to_log_line(const journal_entry& entry)
{
    std::string line = stamp(entry.microseconds) + " " + (entry.host.empty() ? "localhost" : entry.host) + " " +
                       (entry.identifier.empty() ? "unknown" : entry.identifier);
    if (!entry.process.empty())
        line += "[" + entry.process + "]";
    line += ": " + entry.message;
    std::ranges::replace(line, '\n', ' ');
    return line;
}

bool journal_filter::wants(std::string_view unit, std::string_view identifier) const
{
    if (units_.empty())
        return identifier.starts_with("postfix");
    const std::string name(unit);
    return std::ranges::any_of(units_,
                               [&](const std::string& glob) { return fnmatch(glob.c_str(), name.c_str(), 0) == 0; });
}

const std::vector<std::string>& journal_filter::plain_units() const
{
    static const std::vector<std::string> none;
    return std::ranges::any_of(units_, is_glob) ? none : units_;
}

} // namespace recoil
