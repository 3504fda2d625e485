// Content-Transfer-Encoding (RFC 2045 6).
#pragma once

#include <optional>
#include <string_view>

namespace recoil::mime {

enum class transfer_encoding { identity, base64, quoted_printable }; // 7bit, 8bit and binary are identity

// Nothing for a name that RFC 2045 does not know. What stands behind the name (a comment, a parameter) is dropped.
std::optional<transfer_encoding> parse_encoding(std::string_view value);

} // namespace recoil::mime
