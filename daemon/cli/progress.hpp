// How far a long command is: one line on standard error, only where that is a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace recoil::cli {

class progress {
public:
    // Where standard output is a terminal too and shows the verdicts as they come, they show it better.
    enum class output { as_it_goes, at_the_end };
    explicit progress(std::string_view what = "messages", output comes = output::as_it_goes);
    ~progress(); // clears the line
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;

    void bytes(std::uint64_t n) { bytes_ += n; }
    void message();

private:
    void show() const;

    std::string what_;
    bool shown_;
    std::uint64_t messages_ = 0;
    std::uint64_t bytes_ = 0;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point last_ = start_;
};

} // namespace recoil::cli
