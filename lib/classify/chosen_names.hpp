// Names that a stranger chose: mail addresses, and the host that a reply names with its address. "Slow" in
// "connect to slow.example.net[192.0.2.1]" or "spam" in <spam@example.com> is not what the reply says.
//
// Only the rules for anybody are kept from seeing them: their patterns are everyday words. A provider may be known by
// its own domain.
#pragma once

#include <string>
#include <string_view>

namespace recoil::classify {

// `text` with the letters of such names replaced by x, everything else in its place: in `buffer`, or `text` itself
// where there are none. Linear.
std::string_view without_chosen_names(std::string_view text, std::string& buffer);

} // namespace recoil::classify
