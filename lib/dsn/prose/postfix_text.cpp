// Postfix: "<a@b>: host mx[192.0.2.1] said: 550 ... (in reply to RCPT TO command)", wrapped anywhere and indented.

#include "dsn/field_value.hpp"
#include "dsn/prose/statement.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr auto npos = string_view::npos;

struct stage_phrase {
    string_view words;
    stage value;
};

constexpr auto reply_tails = std::to_array<stage_phrase>({
    {"(in reply to mail from command)", stage::mail},
    {"(in reply to rcpt to command)", stage::rcpt},
    {"(in reply to data command)", stage::data},
    {"(in reply to end of data command)", stage::eod},
    {"(in reply to helo command)", stage::helo},
    {"(in reply to ehlo command)", stage::helo},
    {"(in reply to lhlo command)", stage::helo},
    {"(in reply to starttls command)", stage::helo},
});

constexpr auto broken_at = std::to_array<stage_phrase>({
    {"while receiving the initial server greeting", stage::connect},
    {"while performing the helo handshake", stage::helo},
    {"while performing the ehlo handshake", stage::helo},
    {"while performing the lhlo handshake", stage::helo},
    {"while sending mail from", stage::mail},
    {"while sending rcpt to", stage::rcpt},
    {"while sending data command", stage::data},
    {"while sending message body", stage::eod},
    {"while sending end of data", stage::eod},
});

// Takes "mx.example.com[192.0.2.1]:25" from the front.
void take_host(string_view& text, statement& into)
{
    const std::size_t open = text.find('[');
    const std::size_t close = text.find(']', open == npos ? 0 : open);
    const std::size_t end = std::min(text.find(' ', close == npos ? 0 : close), text.size());
    string_view host = text.substr(0, end);
    if (open != npos && close != npos && host.substr(0, open).find(' ') == npos) {
        into.remote_mta = host.substr(0, open);
        into.remote_ip = parse_ip(host.substr(open, close - open + 1));
    }
    text.remove_prefix(end);
    text = ascii::trim(text);
}

void drop_prefix(string_view& text, string_view prefix)
{
    if (ascii::istarts_with(text, prefix))
        text.remove_prefix(prefix.size());
}

bool take_prefix(string_view& text, string_view prefix)
{
    const bool found = ascii::istarts_with(text, prefix);
    drop_prefix(text, prefix);
    return found;
}

// The tail that Postfix adds behind the remote's words.
string_view drop_tail(string_view text, statement& into)
{
    const std::size_t at = text.rfind("(in reply to ");
    for (const stage_phrase& tail : reply_tails) {
        if (at == npos || !ascii::iequals(text.substr(at), tail.words))
            continue;
        into.stage = tail.value;
        return ascii::trim(text.substr(0, at));
    }
    return text;
}

void read_own_words(string_view text, statement& into)
{
    for (const stage_phrase& phrase : broken_at) {
        if (ascii::ifind(text, phrase.words) != npos)
            into.stage = phrase.value;
    }
    for (const string_view opening : {"lost connection with ", "conversation with "}) {
        string_view rest = text;
        if (take_prefix(rest, opening))
            take_host(rest, into);
    }
    // "TLS is required, but was not offered by host mx[..]", "message size 9 exceeds size limit 5 of server mx[..]"
    for (const string_view lacking : {" was not offered by host ", " of server "}) {
        const std::size_t at = text.find(lacking);
        string_view rest = text.substr(at == npos ? text.size() : at + lacking.size());
        take_host(rest, into);
    }
}

// "(expanded from <c@d>)": the address that was written to.
string_view expanded_from(string_view text)
{
    const std::size_t open = text.find('<');
    const std::size_t close = text.rfind('>');
    return open == npos || close == npos || close < open ? string_view() : text.substr(open + 1, close - open - 1);
}

// Nothing but codes behind "said:".
bool is_unfinished(string_view paragraph)
{
    constexpr string_view words = " said:";
    const std::size_t said = paragraph.rfind(words);
    return said != npos && std::ranges::none_of(paragraph.substr(said + words.size()), ascii::is_alpha);
}

// Postfix indents the lines of a paragraph; a gateway that made HTML of it did not. A reply may hold addresses, too.
bool continues(string_view paragraph, string_view line)
{
    if (ascii::trim(line).empty())
        return false;
    const string_view address = paragraph.substr(0, paragraph.find('>') + 1);
    return !line.starts_with('<') || line.starts_with(address) || is_unfinished(paragraph);
}

} // namespace

statement postfix_words(string_view text)
{
    statement out;
    text = ascii::trim(text);
    string_view rest = text;
    drop_prefix(rest, "delivery temporarily suspended: ");
    bool spoke = false;
    if (take_prefix(rest, "host ")) {
        take_host(rest, out);
        spoke = take_prefix(rest, "said: ");
        if (!spoke && take_prefix(rest, "refused to talk to me: ")) {
            out.stage = stage::connect;
            spoke = true;
        }
    } else if (take_prefix(rest, "connect to ")) {
        take_host(rest, out);
        out.stage = stage::connect;
        spoke = take_prefix(rest, "server refused to talk to me: ");
    } else {
        read_own_words(rest, out);
    }
    if (spoke)
        out.first_line = drop_tail(rest, out);
    out.answer = parse_reply(spoke ? string_view(out.first_line) : text);
    return out;
}

std::vector<statement> read_postfix_text(text_lines lines)
{
    std::vector<statement> found;
    for (std::size_t i = 0; i < lines.size();) {
        std::string paragraph(lines[i++]);
        if (!paragraph.starts_with('<'))
            continue;
        while (i < lines.size() && continues(paragraph, lines[i]))
            paragraph.append(" ").append(ascii::trim(lines[i++]));
        const string_view text = paragraph;
        const std::size_t close = text.find('>');
        const std::size_t colon = close == npos ? npos : text.find(": ", close);
        // Between the two stands nothing or "(expanded from <c@d>)".
        if (colon == npos || (colon > close + 1 && !text.substr(close + 1).starts_with(" (expanded from ")))
            continue;
        found.push_back(postfix_words(text.substr(colon + 2)));
        found.back().recipient = text.substr(1, close - 1);
        found.back().original_recipient = expanded_from(text.substr(close + 1, colon - close - 1));
    }
    return found;
}

} // namespace recoil::dsn
