// A token bucket: how much of something may happen, however fast it comes.
#pragma once

#include <chrono>

namespace recoil::count {

// Not thread-safe. Starts full.
class rate_limit {
public:
    using clock = std::chrono::steady_clock;

    // `per_second` comes in, and at most `burst` is kept; both above 0.
    rate_limit(double per_second, double burst) : per_second_(per_second), burst_(burst), left_(burst) {}

    // Takes `cost`, or nothing and is false where less is left. What costs more than `burst` never passes. `now` may
    // not go back; where it does, nothing comes in.
    bool take(double cost, clock::time_point now);

private:
    double per_second_;
    double burst_;
    double left_;
    clock::time_point filled_{};
};

} // namespace recoil::count
