#include "daemon/forged_limit.hpp"

#include "daemon/log.hpp"

namespace recoil {

bool forged_limit::passes(std::size_t bytes)
{
    const auto now = std::chrono::steady_clock::now();
    {
        const std::lock_guard lock(mutex_);
        if (limit_.take(static_cast<double>(bytes), now))
            return true;
        if (now - last_warning_ < std::chrono::minutes(1))
            return false;
        last_warning_ = now;
    }
    log::warn("a flood of forged notices (authentic: false): events of some are not written, only counted");
    return false;
}

} // namespace recoil
