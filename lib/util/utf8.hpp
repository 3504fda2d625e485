// UTF-8 (RFC 3629). Text from a message is repaired once, where it enters; everything behind that may rely on it.
#pragma once

#include <string>
#include <string_view>

namespace recoil::utf8 {

bool valid(std::string_view text);

// Each maximal ill-formed run becomes U+FFFD. Valid text comes back unchanged.
std::string repair(std::string_view text);

// The longest prefix of at most `max_bytes` that does not cut a character. `text` must be valid.
std::string_view prefix(std::string_view text, std::size_t max_bytes);

// Appends the code point; U+FFFD where it is none (a surrogate, beyond U+10FFFF).
void append(std::string& out, char32_t code_point);

// For a log line or a terminal: C0, DEL and C1 controls, line and paragraph separators and the marks of direction
// (Unicode's Bidi_Control) as \n, \t, \xHH or \u{H}; ill-formed octets as \xHH.
std::string escape_controls(std::string_view text);

} // namespace recoil::utf8
