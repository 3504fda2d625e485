#include "util/ascii.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

namespace recoil::ascii {

std::string to_lower(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) { return to_lower(c); });
    return lower;
}

bool iequals(std::string_view a, std::string_view b)
{
    return std::ranges::equal(
        a, b, {}, [](char c) { return to_lower(c); }, [](char c) { return to_lower(c); });
}

bool istarts_with(std::string_view text, std::string_view prefix)
{
    return text.size() >= prefix.size() && iequals(text.substr(0, prefix.size()), prefix);
}

// Knuth, Morris and Pratt: replies come from strangers, so that a needle must not make the search quadratic. Most texts
// do not hold the needle, and many not even its first letter: the table is made when that is found.
std::size_t ifind(std::string_view text, std::string_view needle, std::size_t from)
{
    if (from > text.size() || needle.size() > text.size() - from)
        return std::string_view::npos;
    if (needle.empty())
        return from;
    const char first = to_lower(needle.front());
    const auto skip_to_first = [&](std::size_t at) {
        while (at < text.size() && to_lower(text[at]) != first)
            ++at;
        return at;
    };
    from = skip_to_first(from);
    if (needle.size() > text.size() - from)
        return std::string_view::npos;

    constexpr std::size_t usual = 32;
    std::array<std::size_t, usual> buffer;
    std::vector<std::size_t> larger(needle.size() > usual ? needle.size() : 0);
    std::size_t* const border = larger.empty() ? buffer.data() : larger.data(); // the longest prefix that ends a prefix
    border[0] = 0;
    const auto extend = [&](std::size_t matched, char c) {
        while (matched > 0 && to_lower(needle[matched]) != to_lower(c))
            matched = border[matched - 1];
        return to_lower(needle[matched]) == to_lower(c) ? matched + 1 : 0;
    };
    for (std::size_t i = 1; i < needle.size(); ++i)
        border[i] = extend(border[i - 1], needle[i]);

    std::size_t matched = 0;
    for (std::size_t i = from; i < text.size(); ++i) {
        if (matched == 0 && (i = skip_to_first(i)) == text.size())
            break;
        matched = extend(matched, text[i]);
        if (matched == needle.size())
            return i + 1 - matched;
    }
    return std::string_view::npos;
}

std::string_view trim(std::string_view text)
{
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string collapse_spaces(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    bool blank = false;
    for (const char c : trim(text)) {
        if (is_space(c)) {
            blank = true;
            continue;
        }
        if (blank)
            out += ' ';
        blank = false;
        out += c;
    }
    return out;
}

std::optional<std::uint64_t> parse_unsigned(std::string_view text)
{
    if (text.empty())
        return std::nullopt;
    constexpr std::uint64_t max = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t value = 0;
    for (const char c : text) {
        if (!is_digit(c))
            return std::nullopt;
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (value > (max - digit) / 10)
            return std::nullopt;
        value = value * 10 + digit;
    }
    return value;
}

// The pieces between the stars are found from left to right, each at its first place: a later place could only leave
// less room for the rest. The last piece is bound to the end instead.
bool glob_match(std::string_view pattern, std::string_view text)
{
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos)
        return iequals(pattern, text);
    if (!istarts_with(text, pattern.substr(0, star)))
        return false;
    text.remove_prefix(star);
    pattern.remove_prefix(star + 1);

    for (std::size_t next; (next = pattern.find('*')) != std::string_view::npos; pattern.remove_prefix(next + 1)) {
        const std::size_t found = ifind(text, pattern.substr(0, next));
        if (found == std::string_view::npos)
            return false;
        text.remove_prefix(found + next);
    }
    return text.size() >= pattern.size() && iequals(text.substr(text.size() - pattern.size()), pattern);
}

} // namespace recoil::ascii
