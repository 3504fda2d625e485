// What was counted in each of the last sixty minutes, by name. The names are label values, so that there are few of
// them; beyond `most_names` they go to "overflow". Not thread-safe.
#pragma once

#include "util/clock.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::status {

inline constexpr std::size_t minutes = 60;

struct traffic { // recipients
    std::uint64_t failed = 0;
    std::uint64_t delayed = 0;
    std::uint64_t delivered = 0;

    traffic& operator+=(const traffic& more);
    bool none() const { return failed == 0 && delayed == 0 && delivered == 0; }
    bool operator==(const traffic&) const = default;
};

struct traffic_row {
    std::string name;
    traffic total;
    std::array<traffic, minutes> by_minute; // oldest first; the last one is the minute that runs
};

class last_hour {
public:
    static constexpr std::size_t most_names = 200;

    // `when` it happened, as seen at `now`: what lies an hour back or more is left out, and what lies in a minute
    // ahead. A clock that was set back leaves nothing behind.
    void add(std::string_view name, const traffic& what, time_point when, time_point now);
    std::vector<traffic_row> rows(time_point now) const; // those with something, the most failed and delayed first

private:
    struct slot {
        std::int64_t minute = -1; // since 1970
        traffic sum;
    };
    using ring = std::array<slot, minutes>;

    ring& ring_of(std::string_view name);

    std::map<std::string, ring, std::less<>> rings_;
};

} // namespace recoil::status
