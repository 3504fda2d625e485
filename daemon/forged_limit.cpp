#include "daemon/forged_limit.hpp"

#include "daemon/log.hpp"

#include <chrono>

namespace recoil {

bool forged_limit::passes(std::size_t bytes)
{
    {
        const std::lock_guard lock(mutex_);
        if (limit_.take(static_cast<double>(bytes), std::chrono::steady_clock::now()))
            return true;
    }
    if (warning_.due())
        log::warn("a flood of forged notices (authentic: false): events of some are not written, only counted");
    return false;
}

} // namespace recoil
