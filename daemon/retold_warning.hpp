// A wrong own_mtas is told by nothing else: the counts only look too high.
#pragma once

#include "count/retold.hpp"
#include "daemon/once_a_minute.hpp"
#include "event/event.hpp"

#include <mutex>

namespace recoil {

// May be used from every loop.
class retold_warning {
public:
    // For each event that was recorded. Where a failure was counted twice, one line a minute of the log says so.
    void look_at(const event::record& e);

private:
    std::mutex mutex_;
    count::retold_failures failures_;
    once_a_minute warning_;
};

} // namespace recoil
