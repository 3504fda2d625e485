// Zoho takes a reply apart and labels the pieces:
//
//   a@example.com Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 <a@example.com>... User Unknown
//   a@example.com, ERROR CODE :550 - 5.1.1 <a@example.com>... User Unknown
//   [Status: Error, Address: <a@example.com>, ResponseCode 421, , Host not reachable.]

#include "dsn/prose/statement.hpp"
#include "dsn/prose/text_address.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <array>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr auto npos = string_view::npos;

constexpr auto labels = std::to_array<string_view>({"ERROR_CODE :", "ERROR CODE :", "ResponseCode "});

struct label_place {
    std::size_t begin = npos;
    std::size_t end = npos;
};

label_place find_label(string_view text)
{
    label_place first;
    for (const string_view label : labels) {
        if (const std::size_t at = ascii::ifind(text, label); at < first.begin)
            first = {at, at + label.size()};
    }
    return first;
}

// What separates the pieces.
string_view without_separators(string_view text)
{
    const std::size_t begin = text.find_first_not_of(" ,-");
    return begin == npos ? string_view() : text.substr(begin, text.find_last_not_of(" ,-]") - begin + 1);
}

// "550" and "5.1.1 <a@example.com>... User Unknown" in one.
std::string rebuilt_reply(string_view line)
{
    std::string reply;
    for (label_place label = find_label(line); label.begin != npos; label = find_label(line)) {
        line.remove_prefix(label.end);
        const string_view piece = without_separators(line.substr(0, find_label(line).begin));
        const std::size_t code = std::min(piece.find_first_of(" ,"), piece.size());
        const string_view words = without_separators(piece.substr(code));
        for (const string_view part : {piece.substr(0, code), words}) {
            if (!part.empty())
                reply.append(reply.empty() ? "" : " ").append(part);
        }
    }
    return reply;
}

} // namespace

std::vector<statement> read_zoho_text(text_lines lines)
{
    std::vector<statement> found;
    for (const string_view line : lines) {
        const label_place label = find_label(line);
        const auto address = find_address(line.substr(0, label.begin == npos ? 0 : label.begin));
        if (!address)
            continue;
        statement& said = found.emplace_back();
        said.recipient = address->text;
        said.first_line = rebuilt_reply(line);
        said.answer = parse_reply(said.first_line);
    }
    return found;
}

} // namespace recoil::dsn
