// Counts as a line of small bars.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace recoil::cli {

// One character for each count, the highest for the largest; none is lower than any. Blocks of Unicode, else ASCII.
std::string sparkline(std::span<const std::uint64_t> counts, bool unicode);

// One bar from the left, `width` characters for the largest.
std::string bar(std::uint64_t count, std::uint64_t largest, std::size_t width, bool unicode);

// How much more there was in the newer half than in the older one: "+40%", "x3.5", "new", "gone"; "" where there is too
// little to say so. A count in the middle belongs to neither.
std::string change(std::span<const std::uint64_t> counts);

} // namespace recoil::cli
