// "Diagnostic information for administrators" of Exchange 2007 and later, on premises and online: the recipient's
// address alone on a line, and below it what became of each attempt, the newest first.
//
//   kim@example.com
//   mx.example.com
//   1/12/2026 3:52:04 PM - Remote Server at mx.example.com (192.0.2.1) returned '550 4.4.7 QUEUE.Expired; ...'
//   #550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##                         2007
//   mx.example.com #<ex1.example.com #5.7.1 smtp;530 5.7.1 ...> #SMTP#          2010
//
// The words around a reply are in the reader's language, the form is not: only the form is looked at.

#include "dsn/field_value.hpp"
#include "dsn/prose/exchange_words.hpp"
#include "dsn/prose/statement.hpp"
#include "dsn/prose/text_address.hpp"
#include "dsn/reply_codes.hpp"
#include "dsn/returned_marker.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <array>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr auto npos = string_view::npos;
constexpr std::size_t max_apart = 6;        // lines between an address and its reply
constexpr std::size_t max_reply_lines = 24; // of one that something wrapped
constexpr std::size_t max_words = 300;      // in front of a reply

constexpr string_view ambiguous = "*"; // several mailboxes were named

struct quotes {
    string_view open;
    string_view close;
};
constexpr auto quote_pairs = std::to_array<quotes>({
    {"'", "'"},
    {"\"", "\""},
    {"‘", "’"}, // single and double curved ones
    {"“", "”"},
    {"„", "“"},   // German
    {"«", "»"},   // French
    {"「", "」"}, // Japanese
});

// "550 5.1.1 ...", "#550 ...", "<mx.example.com #5.1.1 smtp;...>", "[{LRT=...};{LED=450 4.4.316 ...};{FQDN=...}]"
bool begins_reply(string_view text)
{
    text = ascii::trim(text);
    if (text.starts_with('#'))
        text.remove_prefix(1);
    if (text.starts_with("[{"))
        return text.substr(0, max_words).find("{LED=") != npos;
    if (text.starts_with('<'))
        return text.substr(0, max_words).find('#') != npos;
    return code_at(text) || status_at(text);
}

struct reply_begin {
    string_view before; // the words in front of it
    string_view text;   // from its first octet to the end of the line
    string_view close;  // the quote that ends it
};

std::optional<reply_begin> quoted_begin(string_view line)
{
    for (const quotes& q : quote_pairs) {
        for (std::size_t at = line.find(q.open); at < max_words; at = line.find(q.open, at + 1)) {
            const string_view behind = line.substr(at + q.open.size());
            if (at > 0 && begins_reply(behind))
                return reply_begin{line.substr(0, at), behind, q.close};
        }
    }
    return std::nullopt;
}

// "#550 5.1.1 ...##", "mx.example.com #<...> #SMTP#", "Remote Server returned 550 5.1.10 ..."
std::optional<reply_begin> marked_begin(string_view line)
{
    const std::size_t hash = line.find('#');
    if (hash != npos) {
        const string_view before = ascii::trim(line.substr(0, hash));
        if ((before.empty() || is_host_name(before)) && begins_reply(line.substr(hash)))
            return reply_begin{before, line.substr(hash), "##"};
    }
    constexpr string_view words = "returned ";
    const std::size_t at = ascii::ifind(line, words);
    if (at != npos && code_at(line.substr(at + words.size())))
        return reply_begin{line.substr(0, at), line.substr(at + words.size()), {}};
    return std::nullopt;
}

std::optional<reply_begin> find_begin(string_view line)
{
    const auto quoted = quoted_begin(line);
    return quoted ? quoted : marked_begin(line);
}

bool ends_reply(string_view text, string_view close)
{
    if (close != "##")
        return close.empty() || text.ends_with(close);
    return text.find("##") != npos || text.ends_with("#SMTP#");
}

// What `first` and the lines behind it say up to the end of the reply; counts the lines on in `at`.
std::string whole_reply(const reply_begin& first, text_lines lines, std::size_t& at)
{
    std::string text(ascii::trim(first.text));
    std::size_t last = at;
    while (!ends_reply(text, first.close) && last + 1 < lines.size() && last - at < max_reply_lines) {
        const string_view line = ascii::trim(lines[last + 1]);
        if (line.empty() || sole_address(line) || find_begin(line) || is_trace_field(line))
            break;
        text.append(" ").append(line);
        ++last;
    }
    const bool marked = first.close == "##";
    if (!ends_reply(text, first.close) && !marked)
        text = ascii::trim(first.text); // the words behind the quote were in the same line
    else
        at = last;
    // It may hold quotes itself: the last one ends it.
    if (!marked && !first.close.empty())
        text.resize(std::min(text.rfind(first.close), text.size()));
    return text;
}

// An address with its reply on the same line.
std::optional<list_entry> replied_entry(string_view line)
{
    if (line.find('@') >= max_words)
        return std::nullopt;
    auto entry = read_list_entry(line);
    const bool replied = entry && entry->addresses.size() == 1 && find_begin(entry->rest);
    return replied ? std::move(entry) : std::nullopt;
}

struct host_words {
    string_view name;
    std::string ip;
};

// "... Remote Server at mx.example.com (192.0.2.1) returned"
host_words host_before(string_view words)
{
    const std::size_t close = words.rfind(')');
    const std::size_t open = words.substr(0, std::min(close, words.size())).rfind('(');
    if (close == npos || open == npos)
        return {};
    const std::string ip = parse_ip(words.substr(open + 1, close - open - 1));
    const string_view front = ascii::trim(words.substr(0, open));
    const string_view name = front.substr(front.find_last_of(" :") + 1); // npos + 1 is 0
    return ip.empty() || !is_host_name(name) ? host_words{} : host_words{name, ip};
}

// A final "expired" or a warning "delayed" hides the error of the attempt before it: both are given, as Exchange itself
// nests causes.
bool hides_a_cause(string_view reply)
{
    return ascii::ifind(reply, "message expired") != npos || ascii::ifind(reply, "message delayed") != npos;
}

class diagnostics {
public:
    void read(text_lines lines, std::size_t& at)
    {
        string_view line = ascii::trim(lines[at]);
        if (auto address = sole_address(line))
            return begin(std::move(*address));
        if (auto entry = replied_entry(line)) {
            begin(std::move(entry->addresses.front()));
            line = entry->rest;
        }
        if (address_.empty() || line.empty())
            return read_server(line);
        if (const auto begin = find_begin(line)) {
            add(begin->before, whole_reply(*begin, lines, at));
            apart_ = 0;
        } else if (is_host_name(line)) {
            host_ = line;
        } else {
            read_server(line);
            if (++apart_ > max_apart)
                address_.clear();
        }
    }

    std::vector<statement> take() { return std::move(found_); }

private:
    // The heading lists the recipients a first time. For a mailbox of its own directory the server may write the entry
    // of the directory below ("IMCEAEX-_O=..."): where the heading names one address it is that.
    void begin(std::string address)
    {
        if (is_mailbox(address))
            named_ = named_.empty() || named_ == address ? address : ambiguous;
        else if (!named_.empty() && named_ != ambiguous)
            address = named_;
        address_ = std::move(address);
        host_ = {};
        apart_ = 0;
    }

    // "Generating server: EX1.example.com", then perhaps "Receiving server: mx.example.com (192.0.2.1)".
    void read_server(string_view line)
    {
        const auto field = split_label(line);
        if (!field)
            return;
        if (is_host_name(field->value))
            generator_ = field->value;
        else if (const host_words host = host_before(field->value); !host.ip.empty())
            receiver_ = host;
    }

    void add(string_view before, const std::string& text)
    {
        const bool first = found_.empty() || found_.back().recipient != address_;
        if (!first && !hidden_)
            return;
        const exchange_reply reply = unwrap_exchange_reply(text);
        if (first) {
            statement& said = found_.emplace_back();
            said.recipient = address_;
            said.first_line = text;
            said.answer = parse_reply(reply.text);
        } else {
            found_.back().answer = parse_reply(found_.back().first_line + " -> " + std::string(reply.text));
        }
        add_host(before, reply.host, first);
        hidden_ = first && hides_a_cause(text);
    }

    void add_host(string_view before, string_view inside, bool first)
    {
        statement& said = found_.back();
        host_words host = host_before(before);
        if (host.name.empty())
            host.name = is_host_name(before) ? before : !inside.empty() ? inside : first ? host_ : "";
        if (host.name.empty())
            host = receiver_;
        if (host.name.empty() || ascii::iequals(host.name, generator_))
            return;
        said.remote_mta = host.name;
        said.remote_ip = host.ip;
    }

    std::string address_;
    std::string named_; // the only mailbox so far
    string_view host_;  // alone on a line below the address
    string_view generator_;
    host_words receiver_;
    std::size_t apart_ = 0;
    bool hidden_ = false; // the reply taken hides a cause
    std::vector<statement> found_;
};

} // namespace

std::vector<statement> read_exchange_text(text_lines lines)
{
    diagnostics reader;
    // The headers of the returned message are repeated at the end.
    for (std::size_t at = 0; at < lines.size() && !is_trace_field(lines[at]); ++at)
        reader.read(lines, at);
    return reader.take();
}

} // namespace recoil::dsn
