// How far a long command is: one line on standard error, only where that is a terminal and standard output is not (else
// the verdicts themselves show it).
#pragma once

#include <chrono>
#include <cstdint>

namespace recoil::cli {

class progress {
public:
    progress();
    ~progress(); // clears the line
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;

    void bytes(std::uint64_t n) { bytes_ += n; }
    void message();

private:
    void show() const;

    bool shown_;
    std::uint64_t messages_ = 0;
    std::uint64_t bytes_ = 0;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point last_ = start_;
};

} // namespace recoil::cli
