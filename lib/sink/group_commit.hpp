// Group commit: lines are written at once; whatever arrives during a commit shares the next one. No timer.
#pragma once

#include "sink/event_file.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <system_error>

namespace recoil::sink {

struct commit_result {
    std::error_code error;                 // none: durable
    std::chrono::duration<double> took{0}; // write and fdatasync of the batch
};

struct commit_stats {
    std::size_t queued = 0;                  // submissions not yet answered
    std::chrono::duration<double> oldest{0}; // age of the oldest of them
    std::uint64_t free_bytes = 0;
    bool blocked = false; // the last commit failed
};

// Owns the file and one thread. submit() and reopen() may be called from any thread, and from a callback.
class group_commit {
public:
    // Called on the commit thread, once, in the order of submission. It must not throw, nor destroy the group_commit.
    using done = std::function<void(const commit_result&)>;

    explicit group_commit(event_file file); // already open
    ~group_commit();                        // commits what is queued, then joins

    void submit(std::string lines, done on_done);
    void reopen(std::function<void(std::error_code)> on_done); // before the next batch
    commit_stats stats() const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace recoil::sink
