// Exim: an address, and below it, indented further, where it was refused and the reply.
//
//   a@example.com
//     host mx.example.com [192.0.2.1]
//     SMTP error from remote mail server after RCPT TO:<a@example.com>:
//     550 No such user

#include "dsn/field_value.hpp"
#include "dsn/statement.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr auto npos = string_view::npos;

struct command_name {
    string_view words;
    stage value;
};
constexpr auto commands = std::to_array<command_name>({
    {"initial connection", stage::connect},
    {"ehlo", stage::helo},
    {"helo", stage::helo},
    {"lhlo", stage::helo},
    {"starttls", stage::helo},
    {"mail from", stage::mail},
    {"rcpt to", stage::rcpt},
    {"data", stage::data},
    {"end of data", stage::eod},
    {"sending data block", stage::eod},
});

std::size_t indentation(string_view line)
{
    return std::min(line.find_first_not_of(" \t"), line.size());
}

bool is_blank_line(string_view line)
{
    return ascii::trim(line).empty();
}

// "a@b", "a@b:", "a@b (generated from c@d)"; nothing where the line is no such entry.
string_view entry_address(string_view line)
{
    line = ascii::trim(line);
    const std::size_t end = std::min(line.find(' '), line.size());
    string_view address = line.substr(0, end);
    if (end < line.size() && !line.substr(end).starts_with(" ("))
        return {};
    if (address.ends_with(':'))
        address.remove_suffix(1);
    return address.find('@') == npos || address.starts_with('<') ? string_view() : address;
}

// Takes "host mx.example.com [192.0.2.1]" from the front.
void take_host(string_view& text, statement& into)
{
    if (!text.starts_with("host "))
        return;
    const std::size_t close = text.find(']');
    if (close == npos)
        return;
    const host_value host = parse_host(text.substr(5, close - 4));
    into.remote_mta = host.name;
    into.remote_ip = host.ip;
    text.remove_prefix(close + 1);
    text.remove_prefix(std::min(text.find_first_not_of(": "), text.size()));
}

std::optional<stage> stage_of(string_view command)
{
    if (ascii::istarts_with(command, "pipelined "))
        command.remove_prefix(10);
    for (const command_name& c : commands) {
        if (ascii::istarts_with(command, c.words))
            return c.value;
    }
    return std::nullopt;
}

// `own` tells whether Exim's own words count: only where the notice is surely Exim's.
std::optional<statement> read_entry(string_view text, bool own)
{
    statement out;
    if (text.starts_with("(")) // "(generated from c@d)" on a line of its own
        text = ascii::trim(text.substr(std::min(text.find(')'), text.size() - 1) + 1));
    take_host(text, out);
    constexpr string_view error = "SMTP error from remote mail";
    const std::size_t at = ascii::ifind(text, error);
    const std::size_t after = at == npos ? npos : ascii::ifind(text, " after ", at);
    const std::size_t end = after == npos ? npos : text.find(": ", after);
    if (end != npos) {
        out.stage = stage_of(text.substr(after + 7));
        text.remove_prefix(end + 2);
        take_host(text, out);
    } else if (!own) {
        return std::nullopt;
    }
    out.answer = parse_reply(text);
    return out;
}

} // namespace

std::vector<statement> read_exim_text(text_lines lines)
{
    std::vector<statement> found;
    const bool own = std::ranges::any_of(lines, [](string_view line) {
        return ascii::ifind(line, "created automatically by mail delivery software") != npos;
    });
    for (std::size_t i = 0; i + 1 < lines.size();) {
        const std::size_t depth = indentation(lines[i]);
        const string_view address = entry_address(lines[i++]);
        std::string text;
        while (!address.empty() && i < lines.size() && !is_blank_line(lines[i]) && indentation(lines[i]) > depth)
            text.append(text.empty() ? "" : " ").append(ascii::trim(lines[i++]));
        auto entry = text.empty() ? std::nullopt : read_entry(text, own);
        if (!entry)
            continue;
        entry->recipient = address;
        found.push_back(std::move(*entry));
    }
    return found;
}

} // namespace recoil::dsn
