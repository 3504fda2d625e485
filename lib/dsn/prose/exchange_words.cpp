#include "dsn/prose/exchange_words.hpp"

#include "dsn/prose/text_address.hpp"
#include "dsn/reply_codes.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr auto npos = string_view::npos;
constexpr std::size_t max_host = 255;
constexpr string_view wide_colon = "：";
constexpr string_view no_break_space = "\xC2\xA0";

bool has_code(string_view text)
{
    return code_at(text) || status_at(text);
}

string_view trim_wide(string_view text)
{
    for (std::size_t size = npos; size != text.size();) {
        size = text.size();
        text = ascii::trim(text);
        if (text.starts_with(no_break_space))
            text.remove_prefix(no_break_space.size());
        if (text.ends_with(no_break_space))
            text.remove_suffix(no_break_space.size());
    }
    return text;
}

} // namespace

exchange_reply unwrap_exchange_reply(string_view text)
{
    const std::size_t at = ascii::ifind(text, " smtp;");
    const std::size_t open = text.substr(0, std::min(at, text.size())).rfind('<');
    if (at == npos || at == 0 || open == npos || !ascii::is_digit(text[at - 1]))
        return {{}, text};
    const string_view front = text.substr(open + 1, at - open - 1);
    const std::size_t tag = front.find('#');
    if (tag == npos || !status_at(front.substr(tag + 1)))
        return {{}, text};
    const string_view host = ascii::trim(front.substr(0, tag));
    string_view inner = text.substr(at + 6);
    inner = ascii::trim(inner.substr(0, inner.rfind('>')));
    return {is_host_name(host) ? host : string_view(), has_code(inner) ? inner : text};
}

std::optional<std::string> sole_address(string_view line)
{
    if (line.find('@') == npos)
        return std::nullopt;
    auto entry = read_list_entry(line);
    if (!entry || entry->addresses.size() != 1 || !entry->rest.empty())
        return std::nullopt;
    return std::move(entry->addresses.front());
}

bool is_host_name(string_view word)
{
    const bool letters = std::ranges::any_of(word, ascii::is_alpha);
    const bool plain =
        std::ranges::all_of(word, [](char c) { return ascii::is_alnum(c) || c == '.' || c == '-' || c == '_'; });
    const std::size_t dot = word.find('.');
    return letters && plain && dot != npos && dot > 0 && !word.ends_with('.') && word.size() <= max_host;
}

std::optional<labelled_value> split_label(string_view line)
{
    const std::size_t narrow = line.find(':');
    const std::size_t wide = line.find(wide_colon);
    const std::size_t at = std::min(narrow, wide);
    if (at == npos)
        return std::nullopt;
    const string_view label = trim_wide(line.substr(0, at));
    const string_view value = trim_wide(line.substr(at + (at == wide ? wide_colon.size() : 1)));
    return label.empty() ? std::nullopt : std::optional(labelled_value{label, value});
}

} // namespace recoil::dsn
