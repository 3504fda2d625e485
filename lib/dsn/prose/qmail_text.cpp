// qmail and what came of it (netqmail, qmail-ldap, s/qmail, notqmail): a paragraph for each recipient.
//
//   <a@example.com>:
//   192.0.2.1 does not like recipient.
//   Remote host said: 550 no such user
//   Giving up on 192.0.2.1.

#include "dsn/prose/statement.hpp"
#include "dsn/prose/text_address.hpp"
#include "dsn/prose/wording.hpp"
#include "util/ascii.hpp"

#include <optional>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr std::size_t max_paragraph = 4096;

// The address of "<a@example.com>:", which has the line for itself.
std::optional<string_view> heading(string_view line)
{
    if (!line.starts_with('<') || !line.ends_with(">:"))
        return std::nullopt;
    const string_view name = line.substr(1, line.size() - 3);
    const auto address = find_address(name);
    return address && address->text == name ? std::optional(name) : std::nullopt;
}

} // namespace

std::vector<statement> read_qmail_text(text_lines lines)
{
    std::vector<statement> found;
    for (std::size_t i = 0; i < lines.size();) {
        const auto address = heading(lines[i++]);
        if (!address)
            continue;
        std::string words;
        for (; i < lines.size() && !heading(lines[i]); ++i) {
            const string_view line = ascii::trim(lines[i]);
            if (line.empty() && !words.empty())
                break;
            if (words.size() < max_paragraph)
                words.append(words.empty() ? "" : "\n").append(line);
        }
        found.push_back(read_wording(words));
        found.back().recipient = *address;
    }
    return found;
}

} // namespace recoil::dsn
