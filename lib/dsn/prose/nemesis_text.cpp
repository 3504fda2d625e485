// Nemesis, the servers of 1&1, GMX and mail.com: no blank line between two recipients.
//
//   "a@example.com":                                  c@example.com:
//   SMTP error from remote server after RCPT command: SMTP error from remote server for TEXT command, host: mx (192...)
//   host: mx.example.com                              reason: 550 ...
//   5.1.1 <a@example.com>... User Unknown

#include "dsn/prose/statement.hpp"
#include "dsn/prose/text_address.hpp"
#include "dsn/prose/wording.hpp"
#include "util/ascii.hpp"

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr std::size_t max_words = 4096;

// The recipient of an entry, which has the line for itself.
std::string entry_address(string_view line)
{
    line = ascii::trim(line);
    if (!line.ends_with(':') && !line.ends_with('>'))
        return {};
    auto entry = read_list_entry(line);
    return entry && entry->addresses.size() == 1 && entry->rest.empty() ? std::move(entry->addresses.front())
                                                                        : std::string();
}

bool begins_error(string_view line)
{
    return ascii::istarts_with(ascii::trim(line), "SMTP error from remote server ");
}

} // namespace

std::vector<statement> read_nemesis_text(text_lines lines)
{
    std::vector<statement> found;
    for (std::size_t i = 0; i + 1 < lines.size();) {
        std::string address = entry_address(lines[i++]);
        if (address.empty() || !begins_error(lines[i]))
            continue;
        std::string words;
        for (; i < lines.size() && !ascii::trim(lines[i]).empty() && entry_address(lines[i]).empty(); ++i) {
            if (words.size() < max_words)
                words.append(words.empty() ? "" : "\n").append(ascii::trim(lines[i]));
        }
        found.push_back(read_wording(words));
        found.back().recipient = std::move(address);
    }
    return found;
}

} // namespace recoil::dsn
