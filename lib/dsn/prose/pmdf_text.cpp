// PMDF and its descendants, the messaging servers of Sun and Oracle: a block of named lines for each recipient.
//
//   Recipient address: a@example.com
//   Original address: list@example.org
//   Reason: SMTP transmission failure has occurred
//   Diagnostic code: smtp;550 5.1.1 unknown
//   Remote system: dns;mx.example.com (TCP|192.0.2.10|41001|192.0.2.89|25) (mx.example.com ESMTP)

#include "dsn/field_value.hpp"
#include "dsn/prose/statement.hpp"
#include "dsn/prose/text_address.hpp"
#include "dsn/prose/wording.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <array>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr auto npos = string_view::npos;

enum class field { recipient, original, reason, diagnostic, remote };
struct label {
    string_view words;
    field is;
};
constexpr auto labels = std::to_array<label>({
    {"recipient address:", field::recipient},
    {"original address:", field::original},
    {"reason:", field::reason},
    {"diagnostic code:", field::diagnostic},
    {"remote system:", field::remote},
});

std::string address_in(string_view value)
{
    const auto address = find_address(value);
    return address ? std::string(address->text) : std::string();
}

// "dns;mx.example.com (TCP|own|port|its|port) (greeting)"
void read_remote(string_view value, statement& into)
{
    const std::size_t type = value.find(';');
    value.remove_prefix(type == npos ? 0 : type + 1);
    into.remote_mta = parse_host(value.substr(0, value.find(' '))).name;
    std::size_t begin = value.find("(TCP|");
    for (int i = 0; i < 3 && begin != npos; ++i)
        begin = value.find('|', begin + 1);
    if (begin != npos)
        into.remote_ip = parse_ip(value.substr(begin + 1, value.find('|', begin + 1) - begin - 1));
}

void read_field(field is, string_view value, std::vector<statement>& found)
{
    if (is == field::recipient)
        found.emplace_back().recipient = address_in(value);
    if (found.empty())
        return;
    statement& last = found.back();
    if (is == field::original && !ascii::iequals(address_in(value), last.recipient))
        last.original_recipient = address_in(value);
    else if (is == field::reason || is == field::diagnostic) // the code stands below the reason
        last.answer = read_wording(value).answer;
    else if (is == field::remote)
        read_remote(value, last);
}

} // namespace

std::vector<statement> read_pmdf_text(text_lines lines)
{
    std::vector<statement> found;
    std::string value; // unfolded
    const label* open = nullptr;
    const auto close = [&] {
        if (open)
            read_field(open->is, ascii::trim(value), found);
        open = nullptr;
    };
    for (const string_view line : lines) {
        const string_view words = ascii::trim(line);
        const auto known =
            std::ranges::find_if(labels, [&](const label& l) { return ascii::istarts_with(words, l.words); });
        if (known != labels.end() || words.empty())
            close();
        if (known != labels.end()) {
            open = &*known;
            value = words.substr(known->words.size());
        } else if (open) {
            value.append(" ").append(words);
        }
    }
    close();
    std::erase_if(found, [](const statement& s) { return s.recipient.empty() || s.answer.text.empty(); });
    return found;
}

} // namespace recoil::dsn
