// Texts from mail are bounded twice: much of one is remembered, less of it is shown. In between addresses are masked,
// since half an address is none that could be found.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace recoil::status {

inline constexpr std::size_t kept_bytes = 2'048; // as much as an event has of a reply
inline constexpr std::size_t shown_bytes = 512;

// Both never end in the middle of a character. `text` must be valid UTF-8.
std::string kept(std::string_view text);
std::string shown(std::string_view text); // with "..." where something is left out

// Without its last word where that may have been cut: by kept(), or before it came here.
std::string_view whole_words(std::string_view text);

} // namespace recoil::status
