#include "event/json_writer.hpp"

#include "util/utf8.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace recoil::event {

namespace {

enum class octet : std::uint8_t { plain, escape, lead_c2, lead_e2 };

// What an octet of valid UTF-8 asks for. Two lead octets may begin a character that a terminal or a script would obey:
// C2 a C1 control (U+0080 to U+009F), E2 a line or paragraph separator (U+2028, U+2029).
constexpr std::array<octet, 256> make_octets()
{
    std::array<octet, 256> table{};
    for (unsigned c = 0; c < 0x20; ++c)
        table[c] = octet::escape;
    table['"'] = octet::escape;
    table['\\'] = octet::escape;
    table[0x7f] = octet::escape;
    table[0xc2] = octet::lead_c2;
    table[0xe2] = octet::lead_e2;
    return table;
}
constexpr std::array<octet, 256> octets = make_octets();

struct escape {
    std::size_t length = 0; // octets of the text that it stands for; 0: none is needed
    unsigned code_point = 0;
};

escape escape_at(std::string_view text, std::size_t at)
{
    const auto value = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    switch (octets[value(0)]) {
    case octet::plain:
        return {};
    case octet::escape:
        return {1, value(0)};
    case octet::lead_c2:
        return value(1) < 0xa0 ? escape{2, value(1)} : escape{};
    case octet::lead_e2:
        return value(1) == 0x80 && (value(2) & 0xfeu) == 0xa8 ? escape{3, 0x2000u | (value(2) & 0x3fu)} : escape{};
    }
    return {};
}

void append_escape(std::string& out, unsigned code_point)
{
    constexpr std::string_view digits = "0123456789abcdef";
    switch (code_point) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        out += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4)
            out += digits[(code_point >> shift) & 0xfu];
    }
}

void append_escaped(std::string& out, std::string_view text)
{
    std::size_t copied = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (octets[static_cast<unsigned char>(text[at])] == octet::plain)
            continue;
        const escape found = escape_at(text, at);
        if (found.length == 0)
            continue;
        out.append(text, copied, at - copied);
        append_escape(out, found.code_point);
        copied = at + found.length;
        at = copied - 1;
    }
    out.append(text, copied);
}

} // namespace

void append_json_string(std::string& out, std::string_view text)
{
    out += '"';
    if (utf8::valid(text))
        append_escaped(out, text);
    else
        append_escaped(out, utf8::repair(text));
    out += '"';
}

std::string& json_object::key(std::string_view name)
{
    out_ += first_ ? "\"" : ",\"";
    first_ = false;
    out_ += name;
    out_ += "\":";
    return out_;
}

std::string& json_object::escaped_key(std::string_view name)
{
    if (!first_)
        out_ += ',';
    first_ = false;
    append_json_string(out_, name);
    out_ += ':';
    return out_;
}

void json_object::text(std::string_view name, std::string_view value)
{
    append_json_string(key(name), value);
}

void json_object::number(std::string_view name, double value)
{
    if (!std::isfinite(value))
        return;
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    key(name).append(digits.data(), end);
}

void json_object::member(std::string_view name, std::string_view value)
{
    if (!value.empty())
        text(name, value);
}

void json_object::member(std::string_view name, const std::optional<time_point>& value)
{
    if (value)
        text(name, format_rfc3339(*value));
}

void json_object::always(std::string_view name, std::string_view value)
{
    value.empty() ? null(name) : text(name, value);
}

} // namespace recoil::event
