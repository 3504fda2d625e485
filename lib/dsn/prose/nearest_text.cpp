// A notice that no reader knows: an address on the line of a reply or code, or near it, or the only one there is.

#include "dsn/prose/statement.hpp"
#include "dsn/prose/text_address.hpp"
#include "dsn/prose/wording.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr std::size_t max_lines = 12;     // of a reply
constexpr std::size_t near_lines = 4;     // between an address and its reply
constexpr std::size_t max_addresses = 16; // a text with more is a list of something else

struct place {
    string_view address;
    std::size_t line;
};

// Whom to ask is no recipient.
bool is_contact(string_view address)
{
    constexpr auto names = std::to_array<string_view>(
        {"postmaster@", "mailer-daemon@", "abuse@", "support@", "helpdesk@", "admin@", "administrator@", "noc@"});
    constexpr auto list_commands =
        std::to_array<string_view>({"-owner@", "-help@", "-request@", "-admin@", "-subscribe@", "-unsubscribe@"});
    return std::ranges::any_of(names, [&](string_view name) { return ascii::istarts_with(address, name); }) ||
           std::ranges::any_of(list_commands,
                               [&](string_view c) { return ascii::ifind(address, c) != string_view::npos; });
}

// A field of the message that the notice is about, which does not say whom it was sent to.
bool is_sender_field(string_view line)
{
    constexpr auto names = std::to_array<string_view>({"from:", "sender:", "reply-to:", "message-id:", "return-path:"});
    line = ascii::trim(line);
    return std::ranges::any_of(names, [&](string_view name) { return ascii::istarts_with(line, name); });
}

std::vector<place> addresses_of(text_lines lines, string_view not_this)
{
    std::vector<place> found;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].starts_with('>') || is_sender_field(lines[i]))
            continue;
        for (auto at = find_address(lines[i]); at; at = find_address(lines[i], at->end)) {
            const bool known = std::ranges::any_of(found, [&](const place& p) { return p.address == at->text; });
            if (!known && !is_contact(at->text) && !ascii::iequals(at->text, not_this))
                found.push_back({at->text, i});
            if (found.size() > max_addresses)
                return {};
        }
    }
    return found;
}

bool has_code(string_view line)
{
    const statement said = read_wording(line);
    return said.answer.code || said.answer.status;
}

std::string words_near(text_lines lines, std::size_t line)
{
    std::size_t begin = line;
    while (begin > 0 && line - begin < near_lines && !ascii::trim(lines[begin - 1]).empty())
        --begin;
    std::string text;
    std::size_t end = std::min(line + near_lines + 1, lines.size());
    while (end < lines.size() && end < line + max_lines && !ascii::trim(lines[end]).empty())
        ++end;
    for (const string_view near : lines.subspan(begin, end - begin))
        text.append(near).append("\n");
    return text;
}

std::size_t distance_to_code(text_lines lines, std::size_t line)
{
    for (std::size_t away = 0; away <= near_lines; ++away) {
        if (line + away < lines.size() && has_code(lines[line + away]))
            return away;
        if (away <= line && has_code(lines[line - away]))
            return away;
    }
    return near_lines + 1;
}

} // namespace

std::vector<statement> read_nearest_text(text_lines lines, string_view not_this)
{
    const std::vector<place> places = addresses_of(lines, not_this);
    std::size_t nearest = near_lines;
    for (const place& p : places)
        nearest = std::min(nearest, distance_to_code(lines, p.line));
    std::vector<statement> found;
    for (const place& p : places) {
        if (places.size() > 1 && distance_to_code(lines, p.line) > nearest)
            continue;
        statement& said = found.emplace_back(read_wording(words_near(lines, p.line)));
        said.recipient = p.address;
    }
    return found;
}

} // namespace recoil::dsn
