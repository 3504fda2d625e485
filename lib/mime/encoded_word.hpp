// RFC 2047 encoded words in header fields that recoil shows or uses.
#pragma once

#include <string>
#include <string_view>

namespace recoil::mime {

// Unstructured text (Subject, a display name) as valid UTF-8: encoded words decoded, white space between adjacent ones
// removed, a character split between two of the same charset joined again. What is no encoded word stays. Time is
// linear in the text.
std::string decode_words(std::string_view value);

} // namespace recoil::mime
