#include "util/utf8.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace recoil::utf8 {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD"; // U+FFFD

// RFC 3629 4, by lead octet: the length of the sequence and the range of its second octet. Overlong forms, surrogates
// and what lies beyond U+10FFFF fall out of that range alone.
struct lead {
    std::uint8_t first, last;
    std::uint8_t length;
    std::uint8_t second_min, second_max;
};
constexpr std::array<lead, 9> leads{{
    {0x00, 0x7F, 1, 0x00, 0x00},
    {0xC2, 0xDF, 2, 0x80, 0xBF},
    {0xE0, 0xE0, 3, 0xA0, 0xBF},
    {0xE1, 0xEC, 3, 0x80, 0xBF},
    {0xED, 0xED, 3, 0x80, 0x9F},
    {0xEE, 0xEF, 3, 0x80, 0xBF},
    {0xF0, 0xF0, 4, 0x90, 0xBF},
    {0xF1, 0xF3, 4, 0x80, 0xBF},
    {0xF4, 0xF4, 4, 0x80, 0x8F},
}};

constexpr std::uint8_t octet(char c)
{
    return static_cast<std::uint8_t>(c);
}

constexpr bool is_continuation(char c)
{
    return (octet(c) & 0xC0) == 0x80;
}

bool completes(const lead& l, std::string_view text)
{
    if (text.size() < l.length)
        return false;
    if (l.length > 1 && (octet(text[1]) < l.second_min || octet(text[1]) > l.second_max))
        return false;
    for (std::size_t i = 2; i < l.length; ++i) {
        if (!is_continuation(text[i]))
            return false;
    }
    return true;
}

// Octets of the well-formed character at the start of `text`, which is not empty; 0 where there is none.
std::size_t character_length(std::string_view text)
{
    const std::uint8_t first = octet(text.front());
    if (first < 0x80)
        return 1;
    for (const lead& l : leads) {
        if (first >= l.first && first <= l.last)
            return completes(l, text) ? l.length : 0;
    }
    return 0;
}

char32_t decode(std::string_view character)
{
    if (character.size() == 1)
        return octet(character[0]);
    char32_t value = octet(character[0]) & (0xFF >> (character.size() + 1));
    for (const char c : character.substr(1))
        value = value << 6 | (octet(c) & 0x3F);
    return value;
}

void append_hex(std::string& out, char32_t value, int min_digits)
{
    int digits = min_digits;
    while (digits < 8 && value >> (4 * digits) != 0)
        ++digits;
    while (digits-- > 0)
        out += "0123456789ABCDEF"[value >> (4 * digits) & 0xF];
}

void append_octet(std::string& out, char c)
{
    out += "\\x";
    append_hex(out, octet(c), 2);
}

// What moves the text beside it: a line or paragraph separator, a mark of direction (Unicode's Bidi_Control).
bool moves_text(char32_t c)
{
    return (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x061C || c == 0x200E || c == 0x200F;
}

void append_escaped(std::string& out, std::string_view character)
{
    const char32_t value = decode(character);
    if (value == U'\n') {
        out += "\\n";
    } else if (value == U'\t') {
        out += "\\t";
    } else if (value < 0x20 || value == 0x7F) {
        append_octet(out, character[0]);
    } else if ((value >= 0x80 && value < 0xA0) || moves_text(value)) {
        out += "\\u{";
        append_hex(out, value, 1);
        out += '}';
    } else {
        out += character;
    }
}

} // namespace

bool valid(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string repair(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    bool in_run = false;
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        if (length > 0)
            out += text.substr(0, length);
        else if (!in_run)
            out += replacement;
        in_run = length == 0;
        text.remove_prefix(length > 0 ? length : 1);
    }
    return out;
}

std::string_view prefix(std::string_view text, std::size_t max_bytes)
{
    if (text.size() <= max_bytes)
        return text;
    std::size_t end = max_bytes;
    while (end > 0 && is_continuation(text[end]))
        --end;
    return text.substr(0, end);
}

void append(std::string& out, char32_t code_point)
{
    const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    if (surrogate || code_point > 0x10FFFF) {
        out += replacement;
        return;
    }
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (code_point >> shift & 0x3F)); };
    if (code_point < 0x80) {
        out += static_cast<char>(code_point);
    } else if (code_point < 0x800) {
        out += static_cast<char>(0xC0 | code_point >> 6);
        tail(0);
    } else if (code_point < 0x10000) {
        out += static_cast<char>(0xE0 | code_point >> 12);
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0 | code_point >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

std::string escape_controls(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        if (length == 0)
            append_octet(out, text.front());
        else
            append_escaped(out, text.substr(0, length));
        text.remove_prefix(length > 0 ? length : 1);
    }
    return out;
}

} // namespace recoil::utf8
