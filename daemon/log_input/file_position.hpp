// How far a log was read, in words that find the place again when the file was renamed, copied or truncated meanwhile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recoil {

struct file_position {
    // Octets of the beginning, and of those in front of the offset, by which a file is recognised.
    static constexpr std::size_t fingerprint_bytes = 256;

    std::uint64_t inode = 0;   // recognises a file of which nothing was read; 0: there was no file at all
    std::uint64_t offset = 0;  // behind the last line that was read
    std::uint64_t head = 0;    // fingerprint of the first octets, as far as they lie in front of the offset
    std::uint64_t tail = 0;    // and of the last ones
    std::int64_t modified = 0; // when somebody wrote to the file last, in nanoseconds since 1970

    bool operator==(const file_position&) const = default;
};

// A guard against accidents, none against forgery (FNV-1a).
std::uint64_t fingerprint(std::string_view octets);

std::string to_text(const file_position& position);
std::optional<file_position> parse_file_position(std::string_view text); // nothing where it is none

} // namespace recoil
