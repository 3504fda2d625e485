#include "util/hmac.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace recoil {

namespace {

std::string hmac(const EVP_MD* hash, std::string_view key, std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> octets{};
    unsigned length = 0;
    const auto* data = reinterpret_cast<const unsigned char*>(text.data());
    if (HMAC(hash, key.data(), static_cast<int>(key.size()), data, text.size(), octets.data(), &length) == nullptr)
        return {};
    std::string out;
    for (std::size_t i = 0; i < length; ++i) {
        out += digits[octets[i] >> 4u];
        out += digits[octets[i] & 0xfu];
    }
    return out;
}

} // namespace

std::string hmac_sha256(std::string_view key, std::string_view text)
{
    return hmac(EVP_sha256(), key, text);
}

std::string hmac_sha1(std::string_view key, std::string_view text)
{
    return hmac(EVP_sha1(), key, text);
}

bool equal_secrets(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace recoil
