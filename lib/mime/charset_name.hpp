// The names that mail gives to charsets, and what iconv calls them.
#pragma once

#include <string>
#include <string_view>

namespace recoil::mime {

// "utf-8" for all that is read as UTF-8 with a fallback (also us-ascii, 8-bit text without a name, and ""); "" for a
// name that iconv must never see: longer than 64 octets, of other characters than letters, digits and . _ : + -, or
// refused in the table. Other names are passed on in lower case.
std::string iconv_name(std::string_view charset);

} // namespace recoil::mime
