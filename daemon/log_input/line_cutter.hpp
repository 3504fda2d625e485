// Cuts the octets of a log into whole lines of bounded length. Nothing is handed out before its line has ended, so that
// a position behind what was handed out is always the beginning of a line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace recoil {

class line_cutter {
public:
    // Appends the lines that end within `octets`. Of a line longer than log_input::line_bytes the beginning is kept.
    void feed(std::string_view octets, std::string& lines);
    // The log is over: appends the line that has no end.
    void finish(std::string& lines);

    std::uint64_t held() const { return held_; } // octets that were fed behind the last line

private:
    void hold(std::string_view piece);
    void release(std::string& lines);

    std::string beginning_; // of the line that has not ended
    std::uint64_t held_ = 0;
};

} // namespace recoil
