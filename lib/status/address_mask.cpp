#include "status/address_mask.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <cstddef>

namespace recoil::status {

namespace {

constexpr std::string_view mask = "***";
constexpr std::string_view words[] = {"account", "address", "mail", "mailbox", "recipient", "sender", "user"};

bool is_wide(char c)
{
    return (static_cast<unsigned char>(c) & 0x80u) != 0;
}

// RFC 5322 3.2.3 with RFC 6532, but for what encloses an address or ends it more often than it belongs to it.
bool is_local(char c)
{
    return ascii::is_alnum(c) || is_wide(c) || std::string_view("!#$%&*+-./=?^_{|}~").find(c) != std::string_view::npos;
}

bool is_name(char c)
{
    return ascii::is_alnum(c) || is_wide(c) || c == '_';
}

std::string_view first_character(std::string_view text)
{
    std::size_t size = text.empty() ? 0 : 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0u) == 0x80u)
        ++size;
    return text.substr(0, size);
}

std::string mask_local(std::string_view local)
{
    if (local.starts_with('"'))
        local.remove_prefix(1);
    return std::string(first_character(local)) += mask;
}

// Where the quoted string begins whose closing quote is the last octet of `text`; its end where there is none.
std::size_t opening_quote(std::string_view text)
{
    for (std::size_t at = text.size() - 1; at-- > 0;) {
        if (text[at] == '"' && (at == 0 || text[at - 1] != '\\'))
            return at;
    }
    return text.size();
}

// Of the local part that ends `text`; its end where there is none.
std::size_t local_begin(std::string_view text)
{
    if (text.ends_with('"'))
        return opening_quote(text);
    std::size_t at = text.size();
    while (at > 0 && is_local(text[at - 1]))
        --at;
    return at;
}

bool begins_domain(std::string_view text)
{
    return !text.empty() && (ascii::is_alnum(text[0]) || is_wide(text[0]) || text[0] == '[');
}

std::string without_addresses(std::string_view text)
{
    std::string out;
    for (std::size_t at; (at = text.find('@')) != std::string_view::npos; text.remove_prefix(at + 1)) {
        const std::string_view before = text.substr(0, at);
        const std::size_t begin = begins_domain(text.substr(at + 1)) ? local_begin(before) : at;
        out += before.substr(0, begin);
        if (begin < at)
            out += mask_local(before.substr(begin));
        out += '@';
    }
    return out += text;
}

// A dot or a hyphen is part of a name only where the name goes on beyond it: else it belongs to the sentence.
bool stands_alone(std::string_view text, std::size_t at, std::size_t size)
{
    const std::size_t before = at == 0 ? std::string_view::npos : text.find_last_not_of(".-", at - 1);
    const std::size_t behind = text.find_first_not_of(".-", at + size);
    const auto goes_on = [&](std::size_t next) { return next != std::string_view::npos && is_name(text[next]); };
    return !goes_on(before) && !goes_on(behind);
}

} // namespace

std::string mask_address(std::string_view address)
{
    if (address.empty())
        return {};
    const std::size_t at = address.rfind('@');
    std::string masked = mask_local(address.substr(0, at));
    if (at != std::string_view::npos)
        masked += address.substr(at);
    return masked;
}

std::string mask_addresses(std::string_view text, std::string_view mailbox)
{
    const std::string clean = without_addresses(text);
    const std::string_view local = mailbox.substr(0, mailbox.rfind('@'));
    std::string out;
    std::size_t done = 0;
    const auto is_local_part = [&](std::string_view word) { return ascii::iequals(word, local); };
    const bool telling = !local.empty() && std::ranges::none_of(words, is_local_part);
    while (telling) {
        const std::size_t at = ascii::ifind(clean, local, done);
        if (at == std::string_view::npos)
            break;
        out.append(clean, done, at - done);
        out += stands_alone(clean, at, local.size()) ? mask_local(local) : clean.substr(at, local.size());
        done = at + local.size();
    }
    return out.append(clean, done);
}

} // namespace recoil::status
