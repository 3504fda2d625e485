#include "proto/smtp_path.hpp"

#include "util/ascii.hpp"
#include "util/utf8.hpp"

#include <algorithm>
#include <array>

namespace recoil::proto {

namespace {

bool is_ascii(char c)
{
    return static_cast<unsigned char>(c) < 0x80;
}

bool is_printable(char c)
{
    return c >= ' ' && c <= '~';
}

// RFC 5322 3.2.3, the dot, and what is not ASCII: each octet of an address is looked up here
constexpr auto local_chars = [] {
    std::array<bool, 256> table{};
    for (int c = 0; c < 256; ++c)
        table[static_cast<std::size_t>(c)] = c >= 0x80 || ascii::is_alnum(static_cast<char>(c));
    for (const char c : std::string_view("!#$%&'*+-/=?^_`{|}~."))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool is_local_char(char c)
{
    return local_chars[static_cast<unsigned char>(c)];
}

bool is_domain_char(char c)
{
    return ascii::is_alnum(c) || !is_ascii(c) || c == '-' || c == '_' || c == '.';
}

// Each of these takes its production off the front of `text`; false where it is not there.

bool skip(std::string_view& text, char c)
{
    if (!text.starts_with(c))
        return false;
    text.remove_prefix(1);
    return true;
}

bool skip_quoted_string(std::string_view& text)
{
    while (!text.empty() && text.front() != '"') {
        if (text.front() == '\\')
            text.remove_prefix(1);
        if (text.empty() || (is_ascii(text.front()) && !is_printable(text.front())))
            return false;
        text.remove_prefix(1);
    }
    return skip(text, '"');
}

bool skip_local_part(std::string_view& text)
{
    if (skip(text, '"'))
        return skip_quoted_string(text);
    const auto end = std::find_if_not(text.begin(), text.end(), is_local_char);
    const bool found = end != text.begin();
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
    return found;
}

bool skip_literal(std::string_view& text)
{
    while (!text.empty() && is_printable(text.front()) && std::string_view(" <>[]\\").find(text.front()) == text.npos)
        text.remove_prefix(1);
    return skip(text, ']');
}

bool skip_name(std::string_view& text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), is_domain_char);
    const std::string_view name = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(name.size());
    return !name.empty() && !name.starts_with('.') && !name.ends_with('.') && name.find("..") == name.npos;
}

bool skip_domain(std::string_view& text)
{
    return skip(text, '[') ? skip_literal(text) : skip_name(text);
}

// RFC 5321 appendix C: understood, and not followed.
bool skip_source_route(std::string_view& text)
{
    while (skip(text, '@')) {
        if (!skip_name(text))
            return false;
        if (skip(text, ':'))
            return true;
        if (!skip(text, ','))
            return false;
    }
    return false;
}

bool skip_mailbox(std::string_view& text, path_kind kind)
{
    const std::string_view before = text;
    if (!skip_local_part(text))
        return false;
    if (skip(text, '@'))
        return skip_domain(text);
    const std::string_view local = before.substr(0, before.size() - text.size());
    return kind == path_kind::forward && ascii::iequals(local, "postmaster");
}

} // namespace

path parse_path(std::string_view argument, path_kind kind)
{
    std::string_view text = argument;
    if (!skip(text, '<'))
        return {};
    const bool null = kind == path_kind::reverse && text.starts_with('>');
    if (text.starts_with('@') && !skip_source_route(text))
        return {};
    const std::string_view before = text;
    if (!null && !skip_mailbox(text, kind))
        return {};

    path result;
    result.address = before.substr(0, before.size() - text.size());
    if (!skip(text, '>') || (!text.empty() && !ascii::is_blank(text.front())))
        return {};
    result.rest = text;
    result.ascii = std::all_of(result.address.begin(), result.address.end(), is_ascii);
    result.valid = result.address.size() <= max_address_bytes && (result.ascii || utf8::valid(result.address));
    return result;
}

} // namespace recoil::proto
