// The ids of events already counted: a notice that comes again (a retry after a lost reply, a Postmaster copy) is not
// counted again.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_set>

namespace recoil::count {

// Remembers the last `capacity` ids (about 100 octets each). Not thread-safe.
class seen_ids {
public:
    explicit seen_ids(std::size_t capacity = 100'000) : capacity_(capacity) {}
    seen_ids(const seen_ids&) = delete; // a copy's views would point into the original
    seen_ids& operator=(const seen_ids&) = delete;

    // An id is remembered only once its event is durable: ask with contains(), commit, then add().
    bool contains(std::string_view id) const;
    void add(std::string_view id);

private:
    std::size_t capacity_;
    std::deque<std::string> order_;
    std::unordered_set<std::string_view> ids_; // views into order_
};

} // namespace recoil::count
