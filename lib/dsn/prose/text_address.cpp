#include "dsn/prose/text_address.hpp"

#include "dsn/reply_codes.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr auto npos = string_view::npos;
constexpr std::size_t max_local = 256; // longer than RFC 5321 4.5.3.1.1 allows, for VERP
constexpr std::size_t max_domain = 255;
constexpr std::size_t max_between = 40;   // words of a sentence behind an address
constexpr std::size_t max_name_words = 6; // of a display name in front of an address

bool is_local(char c)
{
    return ascii::is_alnum(c) || (c & 0x80) != 0 || string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != npos;
}

bool is_domain(char c)
{
    return ascii::is_alnum(c) || (c & 0x80) != 0 || c == '-' || c == '.' || c == '_';
}

// Scripts that set no blanks between words, and their punctuation: from U+2000 to U+FFFF, three octets.
bool begins_wide(char c)
{
    const auto octet = static_cast<unsigned char>(c);
    return octet >= 0xE2 && octet <= 0xEF;
}

// CJK and full-width punctuation, and general punctuation: U+2000 to U+206F, U+3000 to U+3020, U+FF00 to U+FF0F, U+FF1A
// to U+FF20.
bool is_wide_mark(string_view text)
{
    if (text.size() < 3)
        return false;
    const auto second = static_cast<unsigned char>(text[1]);
    const auto third = static_cast<unsigned char>(text[2]);
    switch (static_cast<unsigned char>(text[0])) {
    case 0xE2:
        return second <= 0x81;
    case 0xE3:
        return second == 0x80 && third <= 0xA0;
    case 0xEF:
        return second == 0xBC && (third <= 0x8F || (third >= 0x9A && third <= 0xA0));
    default:
        return false;
    }
}

// Words of a script without blanks cling to an address that is ASCII up to there; a whole address may be in it.
std::size_t without_clinging_front(string_view text, std::size_t begin, std::size_t at)
{
    for (std::size_t i = begin; i + 2 < at; ++i) {
        if (begins_wide(text[i]) && (is_wide_mark(text.substr(i)) || ascii::is_alnum(text[i + 3])))
            begin = i + 3;
    }
    return begin;
}

std::size_t without_clinging_end(string_view text, std::size_t begin, std::size_t end)
{
    for (std::size_t i = begin; i < end; ++i) {
        const bool in_ascii_label = i > begin && ascii::is_alnum(text[i - 1]);
        const bool dotted = text.substr(begin, i - begin).find('.') != npos;
        if (begins_wide(text[i]) && (is_wide_mark(text.substr(i)) || (in_ascii_label && dotted)))
            return i;
    }
    return end;
}

std::size_t local_begin(string_view text, std::size_t at)
{
    std::size_t begin = at;
    if (at > 1 && text[at - 1] == '"') { // "a b"@example.com
        const std::size_t open = text.rfind('"', at - 2);
        return open == npos || at - open > max_local ? at : open;
    }
    while (begin > 0 && at - begin < max_local && is_local(text[begin - 1]))
        --begin;
    begin = without_clinging_front(text, begin, at);
    // A quote or bullet that clings to it: 'a@b', SMTP=a@b of an X.400 address.
    while (begin < at && string_view("'`*.-=").find(text[begin]) != npos)
        ++begin;
    if (ascii::istarts_with(text.substr(begin), "smtp="))
        begin += 5;
    return begin;
}

std::size_t domain_end(string_view text, std::size_t at)
{
    if (at < text.size() && text[at] == '[') {
        const std::size_t close = text.find(']', at);
        return close == npos || close - at > max_domain ? at : close + 1;
    }
    std::size_t end = at;
    while (end < text.size() && end - at < max_domain && is_domain(text[end]))
        ++end;
    end = without_clinging_end(text, at, end);
    while (end > at && !ascii::is_alnum(text[end - 1]) && (text[end - 1] & 0x80) == 0)
        --end;
    return end;
}

bool in_url(string_view text, std::size_t at)
{
    const std::size_t near = at - std::min(at, max_local);
    string_view before = text.substr(near, at - near);
    before.remove_prefix(before.find_last_of(" \t\n<(\"'") + 1); // npos + 1 is 0
    return before.find("://") != npos;
}

void drop_bullets(string_view& line)
{
    while (!line.empty() && (ascii::is_space(line.front()) || string_view("*-|\"'").find(line.front()) != npos))
        line.remove_prefix(1);
    for (const string_view bullet : {"•", "·", "●"}) { // signs of a list
        if (line.starts_with(bullet))
            line = ascii::trim(line.substr(bullet.size()));
    }
    for (const string_view label : {"[smtp:", "smtp:", "rfc822;", "rfc822:", "mailto:"}) {
        if (ascii::istarts_with(line, label))
            line = ascii::trim(line.substr(label.size()));
    }
}

// Nothing, or a display name, stands before the address.
bool may_precede(string_view text)
{
    text = ascii::trim(text);
    if (text.empty() || text == "<" || text == "\"" || text == "<mailto:")
        return true;
    if (!text.ends_with('<') && !text.ends_with('(') && !text.ends_with("[SMTP:") && !text.ends_with("[smtp:"))
        return false;
    if (code_at(text) || status_at(text)) // "550 5.1.1 <a@b>... User unknown"
        return false;
    const auto words = static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1;
    return words <= max_name_words && text.find(':') == npos;
}

// Closing brackets, and the same address once more: "(a@b.c)<mailto:a@b.c>", "<a@b.c>:".
string_view behind_address(string_view rest, string_view address)
{
    for (;;) {
        const std::size_t mark = rest.find_first_not_of(" \t>)]\"'");
        rest.remove_prefix(std::min(mark, rest.size()));
        const std::size_t open = rest.find_first_not_of("<(");
        string_view again = open == npos ? string_view() : rest.substr(open);
        if (ascii::istarts_with(again, "mailto:"))
            again.remove_prefix(7);
        if (again.size() == rest.size() || !ascii::istarts_with(again, address))
            break;
        rest = again.substr(address.size());
    }
    return rest;
}

string_view without_separator(string_view rest)
{
    while (!rest.empty() && (std::string_view(":.;,").find(rest.front()) != npos || ascii::is_space(rest.front())))
        rest.remove_prefix(1);
    rest = ascii::trim(rest);
    const bool wrapped =
        (rest.starts_with('(') && rest.ends_with(')')) || (rest.starts_with('[') && rest.ends_with(']'));
    return wrapped ? ascii::trim(rest.substr(1, rest.size() - 2)) : rest;
}

// "Mail from a@b": it is not the one that failed.
bool names_sender(string_view front)
{
    front = front.substr(0, front.find_last_not_of(" \t<\"'([") + 1); // npos + 1 is 0
    const string_view word = front.substr(front.find_last_of(" \t") + 1);
    return std::ranges::any_of(std::to_array<string_view>({"from", "from:", "by", "von", "de", "da", "van", "od"}),
                               [&](string_view known) { return ascii::iequals(word, known); });
}

} // namespace

std::optional<text_address> find_address(string_view text, std::size_t from)
{
    for (std::size_t at = text.find('@', from); at != npos; at = text.find('@', at + 1)) {
        const std::size_t begin = std::max(local_begin(text, at), from);
        const std::size_t end = domain_end(text, at + 1);
        const string_view domain = text.substr(at + 1, end - at - 1);
        const bool dotted = domain.find('.') != npos && !domain.starts_with('.');
        if (begin < at && (dotted || domain.starts_with('[')) && !in_url(text, at))
            return text_address{text.substr(begin, end - begin), begin, end};
    }
    return std::nullopt;
}

std::optional<text_address> address_at_end(string_view front)
{
    constexpr std::size_t enough = max_between + max_local + max_domain + 64; // for the word in front of it
    const std::size_t skipped = front.size() - std::min(front.size(), enough);
    front.remove_prefix(skipped);
    std::optional<text_address> last;
    for (auto next = find_address(front); next; next = find_address(front, next->end))
        last = next;
    if (!last || names_sender(front.substr(0, last->begin)))
        return std::nullopt;
    const string_view between = front.substr(last->end);
    const bool same_sentence = between.size() <= max_between && between.find_first_of(".,;!?") == string_view::npos;
    if (!same_sentence)
        return std::nullopt;
    return text_address{last->text, last->begin + skipped, last->end + skipped};
}

std::optional<list_entry> read_list_entry(string_view line)
{
    drop_bullets(line);
    const auto first = find_address(line);
    if (!first || !may_precede(line.substr(0, first->begin)))
        return std::nullopt;
    list_entry entry;
    entry.addresses.emplace_back(first->text);
    string_view rest = behind_address(line.substr(first->end), first->text);
    while (rest.starts_with(',') || rest.starts_with(';')) {
        const auto more = find_address(rest);
        if (!more || !may_precede(rest.substr(1, more->begin - 1)))
            break;
        entry.addresses.emplace_back(more->text);
        rest = behind_address(rest.substr(more->end), more->text);
    }
    // "Ask the help desk (a@b) for more": behind a name stands the end of the line.
    const bool named = ascii::trim(line.substr(0, first->begin)).find(' ') != npos;
    if (named && !rest.empty() && rest.front() != ':')
        return std::nullopt;
    entry.rest = without_separator(rest);
    return entry;
}

} // namespace recoil::dsn
