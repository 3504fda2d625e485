// The only positions that matter in a message's body are a newline before a dot (RFC 5321 4.5.2) and one before a
// hyphen (a MIME boundary, RFC 2046 5.1.1). One vector pass finds them; nothing visits every octet.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace recoil {

// Position of the first '\n' at or after `from` that is followed by `next`; npos where there is none. A '\n' that is
// the last octet of `text` is not found: the caller keeps it until more arrives.
std::size_t find_line_start(std::string_view text, char next, std::size_t from = 0);

namespace line_scan {

// The implementations, for the test that holds them against each other. `best()` names the one that find_line_start
// uses.
using function = std::size_t (*)(std::string_view, char, std::size_t);
struct implementation {
    const char* name;
    function find;
};
std::span<const implementation> all(); // those that this processor can run, slowest first
const implementation& best();

} // namespace line_scan
} // namespace recoil
