// The causes that a reply nests (declared in reply.hpp).

#include "dsn/reply.hpp"
#include "dsn/reply_codes.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <array>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr auto npos = string_view::npos;
constexpr std::size_t max_causes = 8;

bool has_code(string_view text)
{
    return code_at(text) || status_at(text);
}

// What stands behind `opening`, up to the bracket that closes it; to the end where none does.
string_view bracketed(string_view text, string_view opening, char open, char close)
{
    const std::size_t begin = ascii::ifind(text, opening);
    if (begin == npos)
        return {};
    const string_view inside = text.substr(begin + opening.size());
    std::size_t depth = 1;
    for (std::size_t i = 0; i < inside.size(); ++i) {
        if (inside[i] == open)
            ++depth;
        else if (inside[i] == close && --depth == 0)
            return inside.substr(0, i);
    }
    return inside;
}

// "550 5.4.300 Message expired -> 450 4.4.316 Connection refused". An arrow of another kind ("127.0.0.1 -> Query
// refused") is prose.
string_view behind_arrow(string_view text)
{
    constexpr string_view arrow = "-> ";
    const std::size_t at = text.find(arrow);
    if (at == npos)
        return {};
    const string_view inner = text.substr(at + arrow.size());
    const string_view outer = text.substr(0, at);
    const bool microsoft =
        ascii::ifind(outer, "message expired") != npos || ascii::ifind(outer, "remote server returned") != npos;
    return microsoft || has_code(inner) ? inner : string_view();
}

// "550 5.4.315 Message expired, connection timed out(SocketError)"
string_view behind_expired(string_view text)
{
    constexpr string_view words = "message expired, ";
    const std::size_t at = ascii::ifind(text, words);
    return at == npos ? string_view() : text.substr(at + words.size());
}

// Amazon SES: "554 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.4.2 Connection timed out>"
string_view bracketed_reply(string_view text)
{
    const std::size_t open = text.rfind('<');
    if (open == npos || !code_at(text.substr(open + 1)) || ascii::ifind(text, "message expired") == npos)
        return {};
    const string_view inner = text.substr(open + 1);
    return inner.substr(0, inner.find('>'));
}

// "connection timed out(SubjectMismatch ...)": no blank before the bracket, and nothing but a trailer in square
// brackets behind it.
string_view detail(string_view text)
{
    const std::size_t open = text.find('(');
    if (open == npos || open == 0 || text[open - 1] == ' ')
        return {};
    const string_view inside = bracketed(text.substr(open), "(", '(', ')');
    const std::size_t end = std::min(open + inside.size() + 2, text.size());
    const string_view behind = ascii::trim(text.substr(end));
    return behind.empty() || behind.starts_with('[') ? inside : string_view();
}

string_view last_error_detail(string_view text)
{
    return bracketed(text, "{LED=", '{', '}');
}

// "<host #5.7.1 smtp;530 5.7.1 Client was not authenticated> #SMTP#": the text itself may hold angle brackets.
string_view behind_smtp(string_view text)
{
    const std::size_t at = ascii::ifind(text, " smtp;");
    if (at == npos || at == 0 || !ascii::is_digit(text[at - 1]))
        return {};
    const string_view inner = text.substr(at + 6);
    const std::size_t end = inner.rfind('>');
    const bool balanced = end != npos && inner.substr(0, end).find('<') != npos &&
                          std::ranges::count(inner, '<') == std::ranges::count(inner, '>');
    return balanced ? inner : inner.substr(0, end);
}

string_view quoted_answer(string_view text)
{
    constexpr string_view words = "responded with: \"";
    const std::size_t at = ascii::ifind(text, words);
    if (at == npos)
        return {};
    const string_view inner = text.substr(at + words.size());
    return inner.substr(0, inner.find('"'));
}

string_view last_error(string_view text)
{
    constexpr string_view words = "last error was";
    const std::size_t at = ascii::ifind(text, words);
    if (at == npos)
        return {};
    const string_view inner = text.substr(at + words.size());
    return inner.substr(std::min(inner.find_first_not_of(": \"'"), inner.size()));
}

string_view message_value(string_view text)
{
    return bracketed(text, "[Message=", '[', ']');
}

// Outer forms first: what a form yields is searched again.
struct form {
    string_view (*find)(string_view);
    bool has_detail; // its words may end in "(detail)"
};
constexpr std::array<form, 8> forms{{
    {behind_arrow, false},
    {last_error_detail, false},
    {behind_expired, true},
    {bracketed_reply, false},
    {behind_smtp, false},
    {quoted_answer, false},
    {last_error, false},
    {message_value, false},
}};

// Words that stand where a cause could, and say nothing.
bool says_nothing(string_view text)
{
    constexpr std::array<string_view, 3> words{"ErrorRetry", "SocketError", "SmtpError"};
    return text.empty() || std::ranges::any_of(words, [&](string_view word) { return ascii::iequals(text, word); });
}

struct inner_text {
    string_view text;
    bool has_detail = false;
};

inner_text nested(const inner_text& outer)
{
    const auto usable = [&](string_view inner) { return !says_nothing(inner) && inner.size() < outer.text.size(); };
    if (outer.has_detail) {
        const string_view inner = ascii::trim(detail(outer.text));
        if (usable(inner))
            return {inner};
    }
    for (const form& f : forms) {
        const string_view inner = ascii::trim(f.find(outer.text));
        if (usable(inner))
            return {inner, f.has_detail};
    }
    return {};
}

} // namespace

std::vector<reply> causes(const reply& whole)
{
    std::vector<reply> found{whole};
    for (inner_text inner = nested({whole.text}); !inner.text.empty() && found.size() < max_causes;
         inner = nested(inner))
        found.push_back(parse_reply(inner.text));
    std::ranges::reverse(found);
    return found;
}

} // namespace recoil::dsn
