// Counted once: finds the events that were recorded before, writes the lines of the others and theirs, and remembers
// them when they are durable. No I/O. All calls may come from any thread.
#pragma once

#include "count/duplicates.hpp"
#include "event/event.hpp"

#include <cstddef>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace recoil {

class ledger {
public:
    // What is committed together. Each ends in exactly one of committed() and failed().
    struct entry {
        std::string lines;            // one JSON line for each event
        std::vector<std::string> ids; // of the events that are new: a duplicate remembers nothing
    };

    explicit ledger(std::size_t capacity = 100'000) : seen_(capacity) {}

    // An event is a duplicate, which is not counted, where its id is durable or is being committed right now.
    entry write(std::span<event::record* const> events);
    void committed(const entry& e);
    void failed(const entry& e);        // nothing of it is kept: it comes again, and then it is new
    void remember(std::string_view id); // durable since an earlier start

private:
    std::mutex mutex_;
    count::seen_ids seen_;
    std::unordered_set<std::string> pending_;
};

} // namespace recoil
