// How often something happened over time, in bounded memory whatever the span: the marks become coarser as it grows.
// Times come in any order and lie between 1970 and 2200.
#pragma once

#include "util/clock.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace recoil::cli {

// What a mark may stand for: each a multiple of the one before, and all but the largest what people count in.
inline constexpr std::array<std::chrono::seconds, 12> time_steps{
    std::chrono::minutes(1), std::chrono::minutes(5), std::chrono::minutes(15), std::chrono::minutes(30),
    std::chrono::hours(1),   std::chrono::hours(2),   std::chrono::hours(6),    std::chrono::days(1),
    std::chrono::days(7),    std::chrono::days(28),   std::chrono::days(364),   std::chrono::days(3640)};

// The finest step, as an index, that covers the span by at most `marks` marks.
std::size_t step_for(time_point first, time_point last, std::size_t marks);

class time_series {
public:
    static constexpr std::size_t most_marks = 128;

    void add(time_point time);

    // One count for each mark of that step from `first` to `last`, which enclose all that was added. The step is at
    // least step_for(first, last, most_marks).
    std::vector<std::uint64_t> counts(std::size_t step, time_point first, time_point last) const;

private:
    void make_room(std::int64_t minute);

    std::size_t step_ = 0;
    std::int64_t first_ = 0;           // the first mark, in steps since 1970
    std::vector<std::uint32_t> marks_; // empty before the first
};

} // namespace recoil::cli
