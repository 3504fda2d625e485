// ASCII text without a locale: what SMTP (RFC 5321) and header fields (RFC 5322) compare and trim.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recoil::ascii {

constexpr bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
constexpr bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_alnum(char c)
{
    return is_digit(c) || is_alpha(c);
}
constexpr bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}
constexpr bool is_space(char c)
{
    return is_blank(c) || c == '\r' || c == '\n' || c == '\v' || c == '\f';
}
constexpr char to_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// The value of a hexadecimal digit of either case; -1 for any other character.
constexpr int hex_value(char c)
{
    if (is_digit(c))
        return c - '0';
    const char lower = to_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string to_lower(std::string_view text);

// Comparisons without regard to the case of ASCII letters; other octets must be equal.
bool iequals(std::string_view a, std::string_view b);
bool istarts_with(std::string_view text, std::string_view prefix);
// Position of `needle`, or npos.
std::size_t ifind(std::string_view text, std::string_view needle, std::size_t from = 0);

// Without leading and trailing white space (is_space).
std::string_view trim(std::string_view text);

// Every run of white space becomes one blank, none at the ends: replies are compared in this form.
std::string collapse_spaces(std::string_view text);

// The whole of `text` as a decimal number; nothing where it is empty, has another character or does not fit.
std::optional<std::uint64_t> parse_unsigned(std::string_view text);

// Does `text` match `pattern`, in which '*' is any run of characters? Case is ignored. Linear in both.
bool glob_match(std::string_view pattern, std::string_view text);

} // namespace recoil::ascii
