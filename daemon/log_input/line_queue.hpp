// Lines between a socket and the consumer: a bounded amount of memory. Lives on one loop.
#pragma once

#include "daemon/log_input.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace recoil {

class line_queue {
public:
    line_queue(const net::executor& loop, std::size_t most_bytes);

    // A line without its end; "" is none. What is too long is cut, and a line end inside it becomes a blank.
    void add(std::string_view line);
    void lines_were_lost() { skipped_ = true; }
    bool full() const { return bytes_ >= most_bytes_; }
    net::task<void> room(); // waits until it is not full, or closed

    // Nothing comes any more: take() hands out what there is, and then nothing.
    void close();
    bool closed() const { return closed_; }
    net::task<std::optional<log_batch>> take();

private:
    std::size_t most_bytes_;
    std::size_t bytes_ = 0;
    std::deque<std::string> batches_;
    bool skipped_ = false;
    bool closed_ = false;
    net::timer arrived_; // never expires; cancelling it wakes who waits
    net::timer left_;
};

} // namespace recoil
