// RFC 2047 encoded words and RFC 5322 addresses in header fields that recoil shows or uses.
#pragma once

#include <string>
#include <string_view>

namespace recoil::mime {

// Unstructured text (Subject, a display name) as valid UTF-8: encoded words decoded, white space between adjacent ones
// removed, a character split between two of the same charset joined again. What is no encoded word stays.
std::string decode_words(std::string_view value);

// The first address of From, To, Return-Path ... without its display name, comments and angle brackets: "" where there
// is none. Quoted local parts stay quoted. At most 512 octets.
std::string first_address(std::string_view value);

// The domain of an address in lower case ("" where there is none): what stands behind the last '@'.
std::string domain_of(std::string_view address);

} // namespace recoil::mime
