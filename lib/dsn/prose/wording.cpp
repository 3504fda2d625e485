#include "dsn/prose/wording.hpp"

#include "dsn/field_value.hpp"
#include "dsn/prose/stage_words.hpp"
#include "dsn/reply_codes.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr auto npos = string_view::npos;

// Where the notice's own words go on behind a reply.
constexpr auto endings = std::to_array<string_view>({
    "giving up on ",
    "/i'm not going to try again", // Yahoo Japan
    "i'm not going to try again",
    "[rcpt_to]",
    "[mail_from]",
    "[data]",
    "(in reply to ",
    "(state ",
});

// The host stands behind these words, up to `end`.
struct host_words {
    string_view words;
    string_view end;
};
constexpr auto hosts = std::to_array<host_words>({
    {"host: ", " reason:"},
    {"host: ", " "},
    {"host ", " says"},
    {"remote server (", ")"},
    {"remote system: dns;", " ("},
    {"host ", "said"},
    {"host ", ":"},
    {"server ", " failed with"},
    {"smtp server <", ">"},
    {"mailer ", " said"},
    {"connected to ", " but"},
    {"giving up on ", "."},
    {"error transferring to ", ";"},
});

// The host stands in front of these words, on the same line.
constexpr auto speakers = std::to_array<string_view>({
    " did not like our ",
    " does not like recipient",
    " failed after i sent the message",
    " failed on data command",
});

// A reply stands at the beginning of a line, or where something is quoted.
bool may_begin_reply(string_view text, std::size_t at)
{
    if (at == 0)
        return true;
    const std::size_t before = text.substr(0, at).find_last_not_of(" \t");
    if (before == npos)
        return true;
    const char c = text[before];
    const string_view front = text.substr(0, before + 1);
    if (front.ends_with("Permanent Error") || front.ends_with("Transient Error")) // Domino
        return true;
    if (c == ',') // "[192.0.2.1], 550 no such user"
        return before > 0 && text[before - 1] == ']';
    return c == '\n' || c == ':' || c == '\'' || c == '"' || c == '<' || c == '(' || c == '[' || c == ';' || c == '#' ||
           (c == '>' && before + 1 == at);
}

std::size_t find_reply(string_view text)
{
    for (std::size_t at = text.find_first_of("45"); at != npos; at = text.find_first_of("45", at + 1)) {
        const bool word = at == 0 || !ascii::is_alnum(text[at - 1]);
        if (word && code_at(text.substr(at)) && may_begin_reply(text, at))
            return at;
    }
    return npos;
}

// "5.2.2 <a@b>... Mailbox full" without a reply code.
std::size_t find_status(string_view text)
{
    for (std::size_t at = text.find_first_of("45"); at != npos; at = text.find_first_of("45", at + 1)) {
        const bool word = at == 0 || !ascii::is_alnum(text[at - 1]);
        const auto status = word && may_begin_reply(text, at) ? status_at(text.substr(at)) : std::nullopt;
        const string_view behind = status ? text.substr(at + status->length) : string_view();
        if (status && !behind.starts_with(')') && !behind.starts_with(']')) // "Sorry, no such user. (#5.1.1)"
            return at;
    }
    return npos;
}

string_view without_ending(string_view reply)
{
    for (const string_view ending : endings)
        reply = reply.substr(0, std::min(ascii::ifind(reply, ending), reply.size()));
    return ascii::trim(reply);
}

// "[550 no such user]": the closing bracket is not the reply's.
string_view without_closing(string_view text, std::size_t at)
{
    string_view reply = text.substr(at);
    constexpr string_view openings = "[(<'\"";
    constexpr string_view closings = "])>'\"";
    const std::size_t pair = at == 0 ? npos : openings.find(text[at - 1]);
    if (pair == npos)
        return reply;
    const std::size_t close = reply.find_last_not_of(" \t\n.");
    return close != npos && reply[close] == closings[pair] ? reply.substr(0, close) : reply;
}

// Courier: "mx.example.com [192.0.2.1]:" in a line of its own in front of the transcript.
bool add_first_line(string_view text, statement& into)
{
    const string_view line = ascii::trim(text.substr(0, text.find('\n')));
    if (!line.ends_with("]:") || line.find(' ') == npos || line.find(' ') != line.rfind(' '))
        return false;
    const host_value host = parse_host(line.substr(0, line.size() - 1));
    into.remote_mta = host.name;
    into.remote_ip = host.ip;
    return !host.ip.empty();
}

// CommuniGate: "LOCAL module(account kim) reports: account is full".
string_view without_reporter(string_view text)
{
    constexpr string_view words = " reports:";
    const std::size_t module = text.substr(0, text.find('\n')).find(" module(");
    const std::size_t reports = module == npos ? npos : text.find(words, module);
    return reports == npos ? text : ascii::trim(text.substr(reports + words.size()));
}

// MMDF quotes all that it heard.
string_view without_quotes(string_view text)
{
    const bool quoted = text.size() > 1 && text.front() == '\'' && text.back() == '\'';
    return quoted ? ascii::trim(text.substr(1, text.size() - 2)) : text;
}

// "mx.example.com [192.0.2.1] did not like our RCPT TO:", "192.0.2.1 does not like recipient."
bool add_speaker(string_view text, statement& into)
{
    for (const string_view words : speakers) {
        string_view before = text.substr(0, std::min(ascii::ifind(text, words), text.size()));
        if (before.size() == text.size())
            continue;
        before = ascii::trim(before.substr(before.rfind('\n') + 1)); // npos + 1 is 0
        const std::size_t literal = before.ends_with(']') ? before.rfind('[') : npos;
        const string_view name = ascii::trim(before.substr(0, literal));
        const host_value host = parse_host(before.substr(name.find_last_of(" :") + 1));
        if (host.name.find('.') == npos && host.name.find(':') == npos)
            continue;
        const std::string ip = parse_ip(host.name);
        into.remote_mta = ip.empty() ? host.name : "";
        into.remote_ip = host.ip.empty() ? ip : host.ip;
        return true;
    }
    return false;
}

void add_host(string_view text, statement& into)
{
    if (add_speaker(text, into) || add_first_line(text, into))
        return;
    for (const host_words& known : hosts) {
        const std::size_t at = ascii::ifind(text, known.words);
        if (at == npos || (at > 0 && ascii::is_alnum(text[at - 1])))
            continue;
        const string_view rest = text.substr(at + known.words.size());
        const string_view named = rest.substr(0, std::min(ascii::ifind(rest, known.end), std::size_t{256}));
        host_value host = parse_host(named);
        if (host.name.ends_with(')')) // "(host: mx.example.com)"
            host.name.pop_back();
        if (host.name.find_first_of(" \n") != std::string::npos || host.name.find('.') == std::string::npos)
            continue;
        into.remote_mta = parse_ip(host.name).empty() ? host.name : "";
        into.remote_ip = host.ip.empty() ? parse_ip(host.name) : host.ip;
        return;
    }
}

} // namespace

statement read_wording(string_view text)
{
    text = ascii::trim(text);
    statement out = postfix_words(ascii::collapse_spaces(text));
    if (!out.first_line.empty() || !out.remote_mta.empty() || !out.remote_ip.empty())
        return out;
    std::size_t at = find_reply(text);
    if (at == npos)
        at = find_status(text);
    out.stage = stage_in(text);
    add_host(at == npos ? text : text.substr(0, at), out);
    const string_view reply =
        without_ending(at == npos ? without_quotes(without_reporter(text)) : without_closing(text, at));
    out.answer = parse_reply(reply.empty() ? text : reply);
    return out;
}

} // namespace recoil::dsn
