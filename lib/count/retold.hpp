// Finds an MTA of ours that is not known as ours: its notice, taken for a stranger's, tells what our own log tells.
// Both are counted then, so the operator must hear of it.
#pragma once

#include "count/duplicates.hpp"
#include "event/event.hpp"

#include <cstddef>

namespace recoil::count {

// Remembers the last `capacity` failures of either kind (about 100 octets each). Not thread-safe.
class retold_failures {
public:
    explicit retold_failures(std::size_t capacity = 10'000) : by_log_(capacity), by_notice_(capacity) {}

    // True where `e` counts and the other source told, and counted, the same failure of the same recipient under the
    // same queue id, whichever of the two came first.
    bool add(const event::record& e);

private:
    seen_ids by_log_;
    seen_ids by_notice_; // with origin remote
};

} // namespace recoil::count
