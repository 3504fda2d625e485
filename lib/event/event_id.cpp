#include "event/event_id.hpp"

#include "util/ascii.hpp"

#include <openssl/evp.h>

#include <array>
#include <cassert>
#include <initializer_list>
#include <new>
#include <stdexcept>
#include <utility>

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

using digest = std::array<unsigned char, EVP_MAX_MD_SIZE>;

std::string hex(const digest& value)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(2 * digest_bytes);
    for (std::size_t i = 0; i < digest_bytes; ++i) {
        out += digits[value[i] >> 4u];
        out += digits[value[i] & 0xfu];
    }
    return out;
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

std::string hash_of(std::string_view text)
{
    digest value{};
    if (EVP_Digest(text.data(), text.size(), value.data(), nullptr, sha256(), nullptr) != 1)
        throw std::bad_alloc();
    return hex(value);
}

std::string_view bare_message_id(std::string_view text)
{
    text = ascii::trim(text);
    if (text.size() >= 2 && text.front() == '<' && text.back() == '>')
        text = text.substr(1, text.size() - 2);
    return text;
}

EVP_MD_CTX* context(void* handle)
{
    return static_cast<EVP_MD_CTX*>(handle);
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

std::string event_id(std::string_view origin_key, std::string_view recipient, std::string_view action,
                     std::string_view status)
{
    return hash_of(framed({"event", origin_key, ascii::to_lower(recipient), action, status}));
}

std::string message_key(std::string_view origin_key, std::string_view recipient)
{
    return hash_of(framed({"message", origin_key, ascii::to_lower(recipient)}));
}

body_hash::body_hash() : context_(EVP_MD_CTX_new())
{
    if (context_ == nullptr || EVP_DigestInit_ex(context(context_), sha256(), nullptr) != 1) {
        EVP_MD_CTX_free(context(context_));
        throw std::bad_alloc();
    }
}

body_hash::~body_hash()
{
    EVP_MD_CTX_free(context(context_));
}

body_hash::body_hash(body_hash&& other) noexcept : context_(std::exchange(other.context_, nullptr)) {}

body_hash& body_hash::operator=(body_hash&& other) noexcept
{
    std::swap(context_, other.context_);
    return *this;
}

void body_hash::feed(std::string_view bytes)
{
    [[maybe_unused]] const int fed = EVP_DigestUpdate(context(context_), bytes.data(), bytes.size());
    assert(fed == 1);
}

std::string body_hash::finish()
{
    digest value{};
    [[maybe_unused]] const int finished = EVP_DigestFinal_ex(context(context_), value.data(), nullptr);
    [[maybe_unused]] const int restarted = EVP_DigestInit_ex(context(context_), sha256(), nullptr);
    assert(finished == 1 && restarted == 1);
    return hex(value);
}

} // namespace recoil::event
