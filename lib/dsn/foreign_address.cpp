#include "dsn/foreign_address.hpp"

#include "dsn/field_value.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <array>

namespace recoil::dsn {

namespace {

using std::string_view;

constexpr auto attribute_names = std::to_array<string_view>({"rfc-822=", "rfc822=", "smtp="});

// RFC 2156 3.4.2: octets that an X.400 PrintableString does not have.
struct printable_escape {
    string_view text;
    char octet;
};
constexpr std::array<printable_escape, 7> printable_escapes{{
    {"(a)", '@'},
    {"(p)", '%'},
    {"(b)", '!'},
    {"(q)", '"'},
    {"(u)", '_'},
    {"(l)", '('},
    {"(r)", ')'},
}};

std::string decode_printable(string_view text)
{
    std::string out;
    while (!text.empty()) {
        const auto escape = std::ranges::find_if(
            printable_escapes, [&](const printable_escape& e) { return ascii::istarts_with(text, e.text); });
        out += escape == printable_escapes.end() ? text.front() : escape->octet;
        text.remove_prefix(escape == printable_escapes.end() ? 1 : escape->text.size());
    }
    return out;
}

// The attribute begins behind a separator: "/RFC-822=", "/DD.RFC-822=", ";dda:SMTP=".
std::string attribute_value(string_view address)
{
    const std::string lower = ascii::to_lower(address);
    for (const string_view name : attribute_names) {
        const std::size_t at = lower.find(name);
        if (at == std::string::npos || at == 0 || string_view("/;.:").find(lower[at - 1]) == string_view::npos)
            continue;
        const string_view rest = address.substr(at + name.size());
        return decode_printable(ascii::trim(rest.substr(0, rest.find_first_of("/;"))));
    }
    return {};
}

// In the local part behind the type '+' and two digits are an octet, and '_' is '/'.
std::string encapsulated(string_view address)
{
    constexpr auto types = std::to_array<string_view>({"IMCEASMTP-", "IMCEARFC822-", "IMCEAINVALID-"});
    const auto type = std::ranges::find_if(types, [&](string_view t) { return ascii::istarts_with(address, t); });
    if (type == types.end())
        return {};
    string_view text = address.substr(0, address.rfind('@')).substr(type->size());
    std::string out;
    while (!text.empty()) {
        const bool octet =
            text.size() > 2 && text[0] == '+' && ascii::hex_value(text[1]) >= 0 && ascii::hex_value(text[2]) >= 0;
        if (octet)
            out += static_cast<char>(ascii::hex_value(text[1]) * 16 + ascii::hex_value(text[2]));
        else
            out += text.front() == '_' ? '/' : text.front();
        text.remove_prefix(octet ? 3 : 1);
    }
    return out;
}

} // namespace

std::string mailbox_in_foreign(string_view address)
{
    for (std::string found : {encapsulated(address), attribute_value(address)})
        if (is_mailbox(found))
            return bounded_text(found);
    return {};
}

} // namespace recoil::dsn
