#include "event/event_id.hpp"

#include "util/ascii.hpp"

#include <openssl/evp.h>

#include <array>
#include <initializer_list>
#include <new>
#include <stdexcept>

namespace recoil::event {

namespace {

constexpr std::size_t digest_bytes = 16; // of SHA-256's 32: enough that two messages never meet by chance

// Looking an algorithm up by name costs more than hashing a short key.
const EVP_MD* sha256()
{
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    if (algorithm == nullptr)
        throw std::runtime_error("OpenSSL has no SHA-256");
    return algorithm;
}

// Each part with its length before it: no choice of parts gives the framing of another choice.
std::string framed(std::initializer_list<std::string_view> parts)
{
    std::string out;
    for (const std::string_view part : parts) {
        out += std::to_string(part.size());
        out += ':';
        out += part;
    }
    return out;
}

std::string_view bare_message_id(std::string_view text)
{
    text = ascii::trim(text);
    if (text.size() >= 2 && text.front() == '<' && text.back() == '>')
        text = text.substr(1, text.size() - 2);
    return text;
}

} // namespace

std::string origin_key(std::string_view reporting_mta, std::string_view queue_id, std::string_view returned_message_id,
                       std::string_view notice_message_id, std::string_view body_hash)
{
    if (!reporting_mta.empty() && !queue_id.empty())
        return framed({"queue", ascii::to_lower(reporting_mta), queue_id});
    if (const auto id = bare_message_id(returned_message_id); !id.empty())
        return framed({"returned", id});
    if (const auto id = bare_message_id(notice_message_id); !id.empty())
        return framed({"notice", id});
    return framed({"body", body_hash});
}

std::string digest(std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> octets{};
    if (EVP_Digest(text.data(), text.size(), octets.data(), nullptr, sha256(), nullptr) != 1)
        throw std::bad_alloc();
    std::string out;
    out.reserve(2 * digest_bytes);
    for (std::size_t i = 0; i < digest_bytes; ++i) {
        out += digits[octets[i] >> 4u];
        out += digits[octets[i] & 0xfu];
    }
    return out;
}

std::string event_id(std::string_view origin_key, std::string_view recipient, std::string_view action,
                     std::string_view status, std::string_view line_time)
{
    if (line_time.empty())
        return digest(framed({"event", origin_key, ascii::to_lower(recipient), action, status}));
    return digest(framed({"line", origin_key, ascii::to_lower(recipient), action, status, line_time}));
}

std::string message_key(std::string_view origin_key, std::string_view recipient)
{
    return digest(framed({"message", origin_key, ascii::to_lower(recipient)}));
}

} // namespace recoil::event
