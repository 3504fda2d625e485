#include "proto/syslog_message.hpp"

#include "proto/log_stamp.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <cassert>
#include <initializer_list>

namespace recoil::proto {

namespace {

bool skip(std::string_view& text, std::string_view expected)
{
    if (!text.starts_with(expected))
        return false;
    text.remove_prefix(expected.size());
    return true;
}

std::size_t count_digits(std::string_view text)
{
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), ascii::is_digit) - text.begin());
}

// "<22>": what it says about importance tells nothing about mail. Without it the whole is text (RFC 3164 4.3.3).
void skip_priority(std::string_view& text)
{
    const std::size_t digits = text.starts_with('<') ? count_digits(text.substr(1)) : 0;
    if (digits >= 1 && digits <= 3 && text.substr(digits + 1).starts_with('>'))
        text.remove_prefix(digits + 2);
}

// A field of the header of RFC 5424, and the one blank behind it; "" for the nil value.
std::string_view take_field(std::string_view& text)
{
    const std::string_view field = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(field.size() + 1, text.size()));
    return field == "-" ? std::string_view() : field;
}

// Octets of one element: [id name="value"], where a backslash escapes the next octet of a value; npos without an end.
std::size_t element_size(std::string_view text)
{
    bool quoted = false;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"')
            quoted = !quoted;
        else if (text[i] == '\\' && quoted)
            ++i;
        else if (text[i] == ']' && !quoted)
            return i + 1;
    }
    return text.npos;
}

bool skip_structured_data(std::string_view& text)
{
    bool found = skip(text, "-");
    while (text.starts_with('[')) {
        const std::size_t size = element_size(text);
        if (size == text.npos)
            return false;
        text.remove_prefix(size);
        found = true;
    }
    return found && (text.empty() || skip(text, " "));
}

std::string_view join(std::string& buffer, std::initializer_list<std::string_view> pieces)
{
    buffer.clear();
    for (const std::string_view piece : pieces)
        buffer += piece;
    return buffer;
}

// Behind the version.
std::string_view read_rfc5424(std::string_view text, const syslog_defaults& defaults, std::string& buffer)
{
    std::string_view stamp = take_field(text);
    std::string_view host = take_field(text);
    const std::string_view name = take_field(text);
    const std::string_view process = take_field(text);
    take_field(text); // the message id
    if (!skip_structured_data(text))
        return {};
    skip(text, "\xEF\xBB\xBF");
    const std::string now = stamp.empty() ? format_rfc3339(defaults.now) : std::string();
    stamp = stamp.empty() ? now : stamp;
    host = host.empty() ? defaults.host : host;
    if (process.empty())
        return join(buffer, {stamp, " ", host, " ", name.empty() ? "-" : name, ": ", text});
    return join(buffer, {stamp, " ", host, " ", name.empty() ? "-" : name, "[", process, "]: ", text});
}

// Where a host should stand: "postfix/smtp[123]:". An IPv6 address may stand in brackets, but has no slash.
bool is_tag(std::string_view word)
{
    return word.ends_with(':') || word.find('/') != word.npos || (word.ends_with(']') && !word.starts_with('['));
}

std::string_view read_rfc3164(std::string_view text, const syslog_defaults& defaults, std::string& buffer)
{
    const auto stamp = read_log_stamp(text);
    if (!stamp)
        return join(buffer, {format_rfc3339(defaults.now), " ", defaults.host, " ", text});
    std::string_view rest = text.substr(stamp->size);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (!is_tag(rest.substr(0, rest.find(' '))))
        return text;
    return join(buffer, {text.substr(0, stamp->size), " ", defaults.host, " ", rest});
}

} // namespace

std::string_view read_syslog_message(std::string_view message, const syslog_defaults& defaults, std::string& buffer)
{
    assert(!defaults.host.empty());
    constexpr std::string_view ends("\0\r\n", 3); // of line, or of a C string that was sent whole
    const std::size_t last = message.find_last_not_of(ends);
    message = message.substr(0, last == message.npos ? 0 : last + 1);
    skip_priority(message);
    if (message.empty())
        return {};
    return skip(message, "1 ") ? read_rfc5424(message, defaults, buffer) : read_rfc3164(message, defaults, buffer);
}

} // namespace recoil::proto
