// The last failures, newest first. Bounded: `capacity` of them, whose texts are those that are kept (bounded_text.hpp).
// Not thread-safe.
#pragma once

#include "sink/counting_watcher.hpp"
#include "status/board.hpp"

#include <cstddef>
#include <deque>

namespace recoil::status {

// When the page says that it was: by a log when it happened, by a notice when that came. Never ahead of us.
time_point known_at(const event::record& e);

class recent_failures {
public:
    static constexpr std::size_t capacity = 50;

    void add(const sink::counted_failure& f);
    const std::deque<failure>& list() const { return failures_; }

private:
    std::deque<failure> failures_;
};

} // namespace recoil::status
