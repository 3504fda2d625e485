#include "dsn/field_value.hpp"

#include "mime/encoded_word.hpp"
#include "util/ascii.hpp"
#include "util/ip_address.hpp"
#include "util/utf8.hpp"

#include <algorithm>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr std::size_t max_address = 998;

// The length of "\x{H}" with two to six digits at the front, and its code point; 0 where there is none.
std::size_t embedded_character(string_view text, char32_t& code_point)
{
    if (!text.starts_with("\\x{"))
        return 0;
    code_point = 0;
    std::size_t at = 3;
    for (; at < text.size() && at < 9 && ascii::hex_value(text[at]) >= 0; ++at)
        code_point = code_point * 16 + static_cast<char32_t>(ascii::hex_value(text[at]));
    return at > 3 && at < text.size() && text[at] == '}' ? at + 1 : 0;
}

std::string decode_embedded(string_view text)
{
    std::string out;
    while (!text.empty()) {
        char32_t code_point = 0;
        const std::size_t length = embedded_character(text, code_point);
        if (length > 0)
            utf8::append(out, code_point);
        else
            out += text.front();
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

// The two characters that xtext must encode among those of an address (RFC 3461 4). More would take "+2Dtag" apart.
std::string decode_orcpt(string_view text)
{
    std::string out;
    while (!text.empty()) {
        const bool plus = text.starts_with("+2B");
        const bool equals = text.starts_with("+3D");
        out += plus ? '+' : equals ? '=' : text.front();
        text.remove_prefix(plus || equals ? 3 : 1);
    }
    return out;
}

bool is_encoded_word(string_view text)
{
    return text.size() > 6 && text.starts_with("=?") && text.ends_with("?=");
}

// "<@relay.example:a@b>", "a@b>", "a@b (comment)", "mailto:a@b"
string_view bare_address(string_view text)
{
    if (text.starts_with('<'))
        text.remove_prefix(1);
    for (const string_view scheme : {"mailto:", "smtp:"}) {
        if (ascii::istarts_with(text, scheme))
            text.remove_prefix(scheme.size());
    }
    if (!text.starts_with('"')) {
        const std::size_t close = text.find('>');
        const std::size_t comment = text.find(" (");
        text = ascii::trim(text.substr(0, std::min(close, comment)));
    } else if (text.ends_with('>')) {
        text.remove_suffix(1);
    }
    const std::size_t colon = text.find(':');
    return text.starts_with('@') && colon != string_view::npos ? text.substr(colon + 1) : text;
}

} // namespace

typed_value split_type(string_view text)
{
    text = ascii::trim(text);
    const std::size_t end = text.find(';');
    const string_view type = ascii::trim(text.substr(0, std::min(end, text.size())));
    const auto atom = [](char c) { return ascii::is_alnum(c) || c == '-' || c == '_'; };
    if (end == string_view::npos || type.size() > 64 || (!type.empty() && ascii::is_digit(type.front())) ||
        !std::ranges::all_of(type, atom))
        return {"", std::string(text)};
    return {ascii::to_lower(type), std::string(ascii::trim(text.substr(end + 1)))};
}

std::string drop_comments(string_view text)
{
    std::string out;
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool escaped = c == '\\' && i + 1 < text.size();
        if (c == '"' && depth == 0)
            quoted = !quoted;
        if (c == '(' && !quoted)
            ++depth;
        if (depth == 0)
            out.append(text.substr(i, escaped ? 2 : 1));
        if (c == ')' && depth > 0)
            --depth;
        i += escaped ? 1 : 0;
    }
    return std::string(ascii::trim(out));
}

std::string parse_recipient(string_view text, bool from_orcpt)
{
    const typed_value typed = split_type(text);
    if (typed.type.empty() && text.find('@') == string_view::npos)
        return {}; // a type that lost its address where the message was cut off
    std::string address(bare_address(typed.value));
    if (is_encoded_word(address))
        address = mime::decode_words(address);
    if (typed.type == "utf-8")
        address = decode_embedded(address);
    if (from_orcpt)
        address = decode_orcpt(address);
    return bounded_text(address, max_address);
}

bool is_mailbox(string_view address)
{
    const std::size_t at = address.rfind('@');
    if (at == string_view::npos || at == 0 || at + 1 == address.size())
        return false;
    const bool quoted = address.starts_with('"') && address[at - 1] == '"';
    const auto visible = [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\x7f'; };
    return std::ranges::all_of(quoted ? address.substr(at) : address, visible) && address.find_first_of("|:") != 0 &&
           !ascii::istarts_with(address, "IMCEAEX-");
}

host_value parse_host(string_view text)
{
    const std::string value = split_type(text).value;
    const string_view rest = value;
    const std::size_t end = std::min(rest.find_first_of(" \t(", 0), rest.size());
    string_view name = rest.substr(0, end);
    const std::size_t bracket = name.find('[');
    if (bracket != string_view::npos && bracket > 0)
        name = name.substr(0, bracket);
    host_value host;
    host.ip = parse_ip(name);
    constexpr string_view separators = " \t()[]|,;";
    for (std::size_t at = name.size(); host.ip.empty() && at < rest.size();) {
        at = std::min(rest.find_first_not_of(separators, at), rest.size());
        const std::size_t stop = std::min(rest.find_first_of(separators, at), rest.size());
        // CommuniGate writes (TCP|our address|port|its address|port)
        const bool ours = at >= 4 && rest.substr(at - 4, 4) == "TCP|";
        if (!ours)
            host.ip = parse_ip(rest.substr(at, stop - at));
        at = stop;
    }
    while (name.ends_with('.') || name.ends_with('>'))
        name.remove_suffix(1);
    if (name.starts_with('<'))
        name.remove_prefix(1);
    const std::string literal = parse_ip(name);
    host.name = bounded_text(literal.empty() ? name : string_view(literal), max_address);
    return host;
}

std::string parse_ip(string_view text)
{
    if (text.starts_with('[') && text.ends_with(']'))
        text = text.substr(1, text.size() - 2);
    if (ascii::istarts_with(text, "IPv6:"))
        text.remove_prefix(5);
    return canonical_ip(text) ? std::string(text) : std::string();
}

std::string decode_free_words(string_view text)
{
    std::string out;
    std::size_t run = string_view::npos; // where adjacent encoded words begin, which are decoded together
    const auto close = [&](std::size_t end) {
        if (run != string_view::npos)
            out += mime::decode_words(text.substr(run, end - run));
        run = string_view::npos;
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t word = std::min(text.find_first_not_of(" \t", at), text.size());
        const std::size_t end = std::min(text.find_first_of(" \t", word), text.size());
        if (is_encoded_word(text.substr(word, end - word))) {
            if (run == string_view::npos) {
                out += text.substr(at, word - at);
                run = word;
            }
        } else {
            close(at);
            out += text.substr(at, end - at);
        }
        at = end;
    }
    close(text.size());
    return out;
}

std::string bounded_text(string_view text, std::size_t max_bytes)
{
    std::string out = utf8::repair(text);
    std::ranges::replace(out, '\0', ' ');
    return std::string(utf8::prefix(ascii::trim(out), max_bytes));
}

} // namespace recoil::dsn
