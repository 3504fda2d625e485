#include "count/duplicates.hpp"

namespace recoil::count {

bool seen_ids::contains(std::string_view id) const
{
    return ids_.find(id) != ids_.end();
}

void seen_ids::add(std::string_view id)
{
    if (capacity_ == 0 || contains(id))
        return;
    if (order_.size() == capacity_) {
        ids_.erase(order_.front());
        order_.pop_front();
    }
    ids_.insert(order_.emplace_back(id));
}

} // namespace recoil::count
