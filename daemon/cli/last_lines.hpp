// The last lines of a file that somebody wants, without reading what stands before them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <string>
#include <string_view>

namespace recoil::cli {

struct line_choice {
    std::size_t most = 10;
    std::uint64_t end = std::numeric_limits<std::uint64_t>::max(); // only what stands before this offset
    std::function<bool(std::string_view line)> wanted;             // asked from the last line on where that is possible
};

// Oldest first, without their ends. A plain file is read from its end; one in gzip's form and "-", standard input, from
// the beginning, as there is no other way. A line longer than line_splitter::line_bytes is cut. Where the file cannot
// be read `error` says why, and there are none.
std::deque<std::string> last_lines(const std::string& path, const line_choice& choice, std::string& error);

} // namespace recoil::cli
