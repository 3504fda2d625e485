// Counted once: decides which events of a message are new, writes their lines, and remembers them when they are
// durable. No I/O. All calls may come from any thread.
#pragma once

#include "count/duplicates.hpp"
#include "pipeline/transaction.hpp"

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_set>
#include <vector>

namespace recoil {

class ledger {
public:
    // One message between its end of data and its commit. Each ends in exactly one of committed() and failed().
    struct entry {
        pipeline::outcome outcome;    // `counted` and `duplicate` of its events are set
        std::string lines;            // one JSON line for each event
        std::vector<std::string> ids; // of the events that are new: a duplicate remembers nothing
    };

    explicit ledger(std::size_t capacity = 100'000) : seen_(capacity) {}

    // An event is a duplicate where its id is durable, or belongs to a message that is being committed right now.
    entry write(pipeline::outcome outcome);
    void committed(const entry& e);
    void failed(const entry& e); // nothing of it is kept: the client brings the message again, and then it is new

private:
    std::mutex mutex_;
    count::seen_ids seen_;
    std::unordered_set<std::string> pending_;
};

// May this event count as a bounce or a deferral: a failed or delayed recipient of a bounce that is not known to be
// forged.
bool countable(const event::record& e);

} // namespace recoil
