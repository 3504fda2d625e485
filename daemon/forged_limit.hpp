// Forged notices are recorded so that they can be seen, but anybody can send them, and the disk is also the MTA's.
#pragma once

#include "count/rate_limit.hpp"
#include "daemon/once_a_minute.hpp"

#include <cstddef>
#include <mutex>

namespace recoil {

// May be used from every loop.
class forged_limit {
public:
    // May the events of a forged notice, `bytes` of lines, be written? Where not, one line a minute of the log says so.
    bool passes(std::size_t bytes);

private:
    // About ten notices a second, or 1.4 GB a day; and a burst of about ten thousand, since backscatter comes in waves.
    // Counted in octets, because they are what fills a disk.
    static constexpr double bytes_per_second = 16'384;
    static constexpr double burst_bytes = 16'777'216;

    std::mutex mutex_;
    count::rate_limit limit_{bytes_per_second, burst_bytes};
    once_a_minute warning_;
};

} // namespace recoil
