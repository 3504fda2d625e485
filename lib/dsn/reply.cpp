#include "dsn/reply.hpp"

#include "dsn/reply_codes.hpp"
#include "util/ascii.hpp"
#include "util/utf8.hpp"

#include <algorithm>

namespace recoil::dsn {

namespace {

using std::string_view;

// The type of a Diagnostic-Code (RFC 3464 2.3.6), where a notice quotes the whole value.
string_view drop_type(string_view text)
{
    const std::size_t end = text.find(';');
    if (end == string_view::npos)
        return text;
    const string_view type = ascii::trim(text.substr(0, end));
    const bool known = ascii::iequals(type, "smtp") || ascii::iequals(type, "lmtp") || ascii::istarts_with(type, "x-");
    const bool atom = std::ranges::all_of(type, [](char c) { return ascii::is_alnum(c) || c == '-' || c == '_'; });
    return known && atom ? text.substr(end + 1) : text;
}

bool is_high_octal(string_view text)
{
    const auto octal = [](char c) { return c >= '0' && c <= '7'; };
    return text.size() >= 4 && text[0] == '\\' && (text[1] == '2' || text[1] == '3') && octal(text[2]) &&
           octal(text[3]);
}

// Exim writes octets above 127 as \303\256. A run that is not UTF-8 is read as Latin-1.
std::string decode_octal(string_view text)
{
    std::string out;
    while (!text.empty()) {
        std::string run;
        for (; is_high_octal(text); text.remove_prefix(4))
            run += static_cast<char>(((text[1] - '0') << 6) | ((text[2] - '0') << 3) | (text[3] - '0'));
        if (utf8::valid(run)) {
            out += run;
        } else {
            for (const char c : run)
                utf8::append(out, static_cast<unsigned char>(c));
        }
        const std::size_t next = std::min(text.find('\\', run.empty() ? 1 : 0), text.size());
        out += text.substr(0, next);
        text.remove_prefix(next);
    }
    return out;
}

// Exchange writes "#550 5.1.1 ...##rfc822;addr" and "<host #5.7.1 smtp;530 ...> #SMTP#"; others quote a reply.
string_view drop_marks(string_view text)
{
    if (text.ends_with("#SMTP#"))
        text = ascii::trim(text.substr(0, text.size() - 6));
    const std::size_t begin = std::min(text.find_first_not_of("#<\"' "), text.size());
    const string_view words = text.substr(begin);
    if (begin == 0 || (!code_at(words) && !status_at(words)))
        return text;
    const bool hash = text.substr(0, begin).find('#') != string_view::npos;
    return hash ? ascii::trim(words.substr(0, words.find("##"))) : words;
}

// Takes the repeated codes out of a multi-line reply that somebody wrote in one line (RFC 5321 4.2.1).
class line_joiner {
public:
    line_joiner(string_view code, std::optional<status_code> status) : code_(code) { set_status(status); }

    std::string join(string_view text)
    {
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t repeat = repeat_at(text, at);
            if (repeat > 0 && !out_.empty() && out_.back() != ' ')
                out_ += ' ';
            if (repeat == 0)
                out_ += text[at++];
            at += repeat;
        }
        return std::move(out_);
    }
    // A status that only a later line had.
    std::optional<status_code> late_status() const { return late_; }

private:
    void set_status(std::optional<status_code> status) { status_ = status ? to_string(*status) : std::string(); }

    // Length of the repeat that begins here, 0 where none does.
    std::size_t repeat_at(string_view text, std::size_t at)
    {
        const bool line_start = at == 0 || text[at - 1] == ' ';
        const string_view rest = text.substr(at);
        if (line_start && !last_line_ && rest.starts_with(code_) && !text.substr(0, at).ends_with("-> ")) {
            const string_view behind = rest.substr(code_.size());
            if (behind.empty() || behind[0] == '-' || behind[0] == ' ') {
                last_line_ = !behind.starts_with('-');
                const std::size_t skip = std::min(code_.size() + 1, rest.size());
                return skip + status_length(rest.substr(skip));
            }
        }
        const bool glued =
            at > 0 && !ascii::is_digit(text[at - 1]) && string_view(".@-_+#(").find(text[at - 1]) == string_view::npos;
        if (glued && !status_.empty() && rest.starts_with(status_) && rest.substr(status_.size()).starts_with(' '))
            return status_.size() + 1;
        return 0;
    }

    std::size_t status_length(string_view text)
    {
        const auto found = status_at(text);
        if (!found)
            return 0;
        if (status_.empty()) {
            late_ = found->code;
            set_status(late_);
        }
        return to_string(found->code) == status_ ? found->length : 0;
    }

    string_view code_;
    std::string status_;
    std::optional<status_code> late_;
    bool last_line_ = false;
    std::string out_;
};

// Postfix joins what a server said before the reply to it: "220-mx.example.com 421 4.2.1 Try later".
string_view drop_greeting(string_view text)
{
    if (text.size() < 4 || text[0] != '2' || !ascii::is_digit(text[1]) || !ascii::is_digit(text[2]) || text[3] != '-')
        return text;
    for (std::size_t at = text.find(' '); at != string_view::npos; at = text.find(' ', at + 1)) {
        if (code_at(text.substr(at + 1)))
            return text.substr(at + 1);
    }
    return text;
}

// Exim appends this to the reply when it gives up; it is not the remote's word.
string_view drop_exim_tail(string_view text)
{
    constexpr string_view tail = ": retry timeout exceeded";
    return text.ends_with(tail) ? text.substr(0, text.size() - tail.size()) : text;
}

reply with_code(std::uint16_t code, string_view text)
{
    const string_view digits = text.substr(0, 3);
    text.remove_prefix(3);
    bool continued = text.starts_with('-');
    text.remove_prefix(std::min(text.find_first_not_of(" -:"), text.size()));
    if (code_at(text) == code) { // "550 550 5.1.1"
        continued = continued || text.substr(3).starts_with('-');
        text.remove_prefix(3);
        text.remove_prefix(std::min(text.find_first_not_of(" -:"), text.size()));
    }
    text = drop_exim_tail(text);

    reply out{code, std::nullopt, std::string(digits)};
    const auto behind = status_behind_code(text);
    if (behind)
        out.status = behind->code;
    const std::size_t keep = behind ? behind->length : 0;
    const std::string marker = ' ' + std::string(digits) + '-' + (out.status ? to_string(*out.status) : std::string());
    continued = continued || (out.status && text.find(marker) != string_view::npos);
    if (!continued) {
        out.text += ' ' + std::string(text);
    } else {
        line_joiner joiner(digits, out.status);
        const std::string body = joiner.join(text.substr(keep));
        if (!out.status && joiner.late_status()) {
            out.status = joiner.late_status();
            out.text += ' ' + to_string(*out.status);
        }
        out.text += ' ' + std::string(text.substr(0, keep)) + ' ' + body;
    }
    out.text = ascii::collapse_spaces(out.text);
    if (!out.status)
        out.status = tagged_status(out.text, code);
    return out;
}

} // namespace

reply parse_reply(string_view text)
{
    const std::string line = ascii::collapse_spaces(utf8::repair(decode_octal(drop_type(ascii::trim(text)))));
    const string_view words = drop_greeting(ascii::trim(drop_marks(line)));
    if (const auto code = code_at(words))
        return with_code(*code, words);

    reply out{std::nullopt, std::nullopt, std::string(words)};
    if (const auto front = status_at(words))
        out.status = front->code;
    else
        out.status = tagged_status(words, std::nullopt);
    return out;
}

} // namespace recoil::dsn
