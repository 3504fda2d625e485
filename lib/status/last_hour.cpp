#include "status/last_hour.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace recoil::status {

namespace {

constexpr std::int64_t window = minutes;

std::int64_t minute_of(time_point time)
{
    return std::chrono::floor<std::chrono::minutes>(time).time_since_epoch().count();
}

std::size_t place_of(std::int64_t minute)
{
    return static_cast<std::size_t>(minute % window);
}

} // namespace

traffic& traffic::operator+=(const traffic& more)
{
    failed += more.failed;
    delayed += more.delayed;
    delivered += more.delivered;
    return *this;
}

last_hour::ring& last_hour::ring_of(std::string_view name)
{
    if (const auto known = rings_.find(name); known != rings_.end())
        return known->second;
    return rings_[rings_.size() + 1 < most_names ? std::string(name) : "overflow"];
}

void last_hour::add(std::string_view name, const traffic& what, time_point when, time_point now)
{
    const std::int64_t minute = minute_of(when);
    const std::int64_t age = minute_of(now) - minute;
    if (minute < 0 || age < 0 || age >= window)
        return;
    slot& at = ring_of(name)[place_of(minute)];
    if (at.minute != minute) // of an hour before, or of one that the clock no longer knows
        at = {minute, {}};
    at.sum += what;
}

std::vector<traffic_row> last_hour::rows(time_point now) const
{
    std::vector<traffic_row> found;
    const std::int64_t first = minute_of(now) - window + 1;
    for (const auto& [name, slots] : rings_) {
        traffic_row row{name, {}, {}};
        for (const slot& s : slots) {
            if (s.minute < first || s.minute >= first + window)
                continue;
            row.by_minute[static_cast<std::size_t>(s.minute - first)] = s.sum;
            row.total += s.sum;
        }
        if (!row.total.none())
            found.push_back(std::move(row));
    }
    std::ranges::sort(found, {}, [](const traffic_row& row) {
        return std::pair(~(row.total.failed + row.total.delayed), std::string_view(row.name));
    });
    return found;
}

} // namespace recoil::status
