#include "proto/postfix_line.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace recoil::proto {

namespace {

// Each take_ function takes what it is named after off the front of `text`; nothing, or false, where it is not there.

bool skip(std::string_view& text, std::string_view expected)
{
    if (!text.starts_with(expected))
        return false;
    text.remove_prefix(expected.size());
    return true;
}

constexpr std::size_t longest_queue_id = 32;

// Short ids are microseconds and an inode in upper-case hexadecimal digits; long ones begin with the seconds since 1970
// to the base 52, of which the first digit is one from 0 to 9 until 2090: no word that ends in a colon looks so.
bool is_queue_id(std::string_view word)
{
    constexpr std::size_t shortest = 5;
    constexpr std::size_t shortest_long = 10;
    if (word.size() < shortest)
        return false;
    const auto is_upper_hex = [](char c) { return ascii::is_digit(c) || (c >= 'A' && c <= 'F'); };
    if (std::all_of(word.begin(), word.end(), is_upper_hex))
        return true;
    return word.size() >= shortest_long && ascii::is_digit(word.front()) &&
           std::all_of(word.begin(), word.end(), ascii::is_alnum);
}

std::string_view take_queue_id(std::string_view& text)
{
    const std::size_t colon = text.substr(0, longest_queue_id + 1).find(':');
    if (colon == text.npos || !text.substr(colon).starts_with(": ") || !is_queue_id(text.substr(0, colon)))
        return {};
    const std::string_view id = text.substr(0, colon);
    text.remove_prefix(colon + 2);
    return id;
}

// Octets of the quoted string at the front of `text` with its quotes (RFC 5321 4.1.2); 0 where there is none, npos
// where it does not end.
std::size_t quoted_size(std::string_view text)
{
    if (!text.starts_with('"'))
        return 0;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"')
            return i + 1;
        if (text[i] == '\\')
            ++i;
    }
    return text.npos;
}

// What stands in angle brackets, and the comma behind them. A bracket that something else follows is not passed over:
// the next one could be a stranger's.
std::optional<std::string_view> take_address(std::string_view& text)
{
    if (!skip(text, "<"))
        return std::nullopt;
    const std::size_t quoted = quoted_size(text);
    const std::size_t end = quoted == text.npos ? text.npos : text.find('>', quoted);
    if (end == text.npos || !text.substr(end).starts_with(">, "))
        return std::nullopt;
    const std::string_view address = text.substr(0, end);
    text.remove_prefix(end + 3);
    return address;
}

// Up to the next comma and blank. A line that was cut before them has told nothing about the delivery.
std::optional<std::string_view> take_value(std::string_view& text)
{
    if (text.starts_with('<'))
        return take_address(text);
    const std::size_t end = text.find(", ");
    if (end == text.npos)
        return std::nullopt;
    const std::string_view value = text.substr(0, end);
    text.remove_prefix(end + 2);
    return value;
}

bool is_ip(std::string_view text)
{
    return text.find_first_of(".:") != text.npos && std::all_of(text.begin(), text.end(), [](char c) {
               return ascii::hex_value(c) >= 0 || c == '.' || c == ':';
           });
}

// ":25"; 0 for none, as before Postfix 2.3
std::optional<std::uint16_t> port_of(std::string_view text)
{
    if (text.empty())
        return 0;
    const auto number = skip(text, ":") ? ascii::parse_unsigned(text) : std::nullopt;
    constexpr std::uint64_t highest = 65'535;
    return number && *number <= highest ? std::optional(static_cast<std::uint16_t>(*number)) : std::nullopt;
}

void read_relay(std::string_view value, delivery& d)
{
    if (value == "none")
        return;
    d.relay_host = value;
    const std::size_t open = value.find('[');
    const std::size_t close = value.rfind(']');
    if (open == value.npos || close == value.npos || close < open)
        return;
    const std::string_view ip = value.substr(open + 1, close - open - 1);
    const auto port = port_of(value.substr(close + 1));
    if (!is_ip(ip) || !port)
        return;
    d.relay_host = value.substr(0, open);
    d.relay_ip = ip;
    d.relay_port = *port;
}

void read_delay(std::string_view value, delivery& d)
{
    if (!value.empty() && ascii::is_digit(value.front())) // neither negative, nor infinite, nor no number
        std::from_chars(value.data(), value.data() + value.size(), d.delay_seconds, std::chars_format::fixed);
}

void read_original(std::string_view value, delivery& d)
{
    d.original_recipient = value;
}

void read_dsn(std::string_view value, delivery& d)
{
    d.dsn = value;
}

// What may stand between the recipient and the status; another key is passed over.
struct field {
    std::string_view key;
    void (*read)(std::string_view value, delivery& d);
};
constexpr std::array fields{
    field{"relay", read_relay},
    field{"delay", read_delay},
    field{"dsn", read_dsn},
    field{"orig_to", read_original},
};

struct status_name {
    std::string_view name;
    delivery_status status;
};
constexpr std::array status_names{
    status_name{"sent", delivery_status::sent},
    status_name{"deferred", delivery_status::deferred},
    status_name{"bounced", delivery_status::bounced},
    status_name{"expired", delivery_status::expired},
    status_name{"SOFTBOUNCE", delivery_status::deferred}, // soft_bounce = yes
    status_name{"deliverable", delivery_status::deliverable},
    status_name{"undeliverable", delivery_status::undeliverable},
    status_name{"undeliverable-but-not-cached", delivery_status::undeliverable},
};

// The status and, to the end of the line, the text.
bool read_status(std::string_view text, delivery& d)
{
    const std::string_view word = text.substr(0, text.find(' '));
    const auto row =
        std::find_if(status_names.begin(), status_names.end(), [&](const status_name& s) { return s.name == word; });
    if (row == status_names.end())
        return false;
    d.status = row->status;
    text.remove_prefix(word.size());
    if (text.empty())
        return true;
    if (!skip(text, " ("))
        return false;
    d.unfinished = !text.ends_with(')');
    if (!d.unfinished)
        text.remove_suffix(1);
    d.text = text;
    return true;
}

// Behind "to=".
bool read_delivery(std::string_view text, delivery& d)
{
    const auto recipient = take_address(text);
    if (!recipient)
        return false;
    d.recipient = *recipient;
    while (!skip(text, "status=")) {
        const std::size_t equals = text.find('=');
        if (equals == text.npos)
            return false;
        const std::string_view key = text.substr(0, equals);
        text.remove_prefix(equals + 1);
        const auto value = take_value(text);
        if (!value)
            return false;
        const auto row = std::find_if(fields.begin(), fields.end(), [&](const field& f) { return f.key == key; });
        if (row != fields.end())
            row->read(*value, d);
    }
    return read_status(text, d);
}

void read_to(std::string_view text, postfix_line& line)
{
    delivery d;
    if (read_delivery(text, d))
        line.what = d;
    else
        line.damaged = true;
}

void read_from(std::string_view text, postfix_line& line)
{
    const auto sender = take_address(text);
    if (sender && text.starts_with("size="))
        line.what = queued{*sender};
    else if (sender && (text.starts_with("status=expired") || text.starts_with("status=force-expired")))
        line.what = returned{*sender};
    else
        line.damaged = true;
}

void read_message_id(std::string_view text, postfix_line& line)
{
    line.what = named{text};
}

struct beginning {
    std::string_view text;
    void (*read)(std::string_view rest, postfix_line& line);
};
constexpr std::array beginnings{
    beginning{"to=", read_to},
    beginning{"from=", read_from},
    beginning{"message-id=", read_message_id},
};

} // namespace

postfix_line parse_postfix_line(std::string_view service, std::string_view message)
{
    postfix_line line;
    if (service.empty())
        return line;
    line.queue_id = take_queue_id(message);
    if (line.queue_id.empty())
        return line;
    if (message == "removed") {
        line.what = removed{};
        return line;
    }
    for (const beginning& b : beginnings) {
        if (skip(message, b.text)) {
            b.read(message, line);
            break;
        }
    }
    return line;
}

} // namespace recoil::proto
