// For log lines about what others can make happen a thousand times a second. May be used from every thread.
#pragma once

#include <atomic>
#include <chrono>

namespace recoil {

class once_a_minute {
public:
    // True for the first who asks, and for nobody else for a minute.
    bool due()
    {
        const clock::time_point now = clock::now();
        clock::time_point next = next_.load();
        return now >= next && next_.compare_exchange_strong(next, now + std::chrono::minutes(1));
    }

private:
    using clock = std::chrono::steady_clock;
    std::atomic<clock::time_point> next_{clock::time_point::min()};
};

} // namespace recoil
