#include "count/rate_limit.hpp"

#include <algorithm>

namespace recoil::count {

bool rate_limit::take(double cost, clock::time_point now)
{
    const std::chrono::duration<double> passed = now - filled_;
    if (passed.count() > 0) {
        left_ = std::min(burst_, left_ + passed.count() * per_second_);
        filled_ = now;
    }
    if (cost > left_)
        return false;
    left_ -= cost;
    return true;
}

} // namespace recoil::count
