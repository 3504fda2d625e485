#include "dsn/reply_codes.hpp"

#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::dsn {

using std::string_view;

std::optional<std::uint16_t> code_at(string_view text)
{
    if (text.size() < 3 || (text[0] != '4' && text[0] != '5') || !ascii::is_digit(text[1]) || !ascii::is_digit(text[2]))
        return std::nullopt;
    const bool full_stop = text.size() > 3 && text[3] == '.' && (text.size() == 4 || text[4] == ' ');
    if (text.size() > 3 && !full_stop && string_view(" -:;,#(<=").find(text[3]) == string_view::npos)
        return std::nullopt;
    return static_cast<std::uint16_t>((text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0'));
}

std::optional<found_status> status_at(string_view text)
{
    const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
    std::size_t length = end;
    if (length > 0 && text[length - 1] == '.')
        --length; // the full stop of a sentence
    if (end < text.size() && length < end && text[end] != ' ')
        return std::nullopt;
    if (end < text.size() &&
        (ascii::is_alnum(text[end]) || string_view("@-_+%/\\").find(text[end]) != string_view::npos))
        return std::nullopt;
    const auto code = parse_status(text.substr(0, length));
    if (!code || code->klass == 2)
        return std::nullopt;
    return found_status{*code, length};
}

std::optional<found_status> status_behind_code(string_view text)
{
    const std::size_t mark = std::min(text.find_first_not_of("(#"), text.size());
    auto found = mark <= 2 ? status_at(text.substr(mark)) : std::nullopt;
    if (found)
        found->length += mark;
    return found;
}

std::optional<status_code> tagged_status(string_view text, std::optional<std::uint16_t> code)
{
    for (std::size_t at = text.find_first_of("#("); at != string_view::npos; at = text.find_first_of("#(", at + 1)) {
        const auto found = status_at(text.substr(at + 1));
        if (!found)
            continue;
        const bool free = at == 0 || string_view(" (<[").find(text[at - 1]) != string_view::npos;
        const bool closed = text.substr(at + 1 + found->length).starts_with(')');
        if (text[at] == '#' ? free : closed && code && found->code.klass == *code / 100)
            return found->code;
    }
    return std::nullopt;
}

} // namespace recoil::dsn
