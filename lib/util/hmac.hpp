// Message authentication codes (RFC 2104), and the comparison that gives none away.
#pragma once

#include <string>
#include <string_view>

namespace recoil {

// As lower-case hexadecimal digits; "" where the system's OpenSSL refuses the hash, as a hardened one does with SHA-1.
std::string hmac_sha256(std::string_view key, std::string_view text); // 64 digits
std::string hmac_sha1(std::string_view key, std::string_view text);   // 40 digits

// In a time that depends on the lengths alone.
bool equal_secrets(std::string_view a, std::string_view b);

} // namespace recoil
