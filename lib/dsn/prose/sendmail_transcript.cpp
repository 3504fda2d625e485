#include "dsn/prose/sendmail_transcript.hpp"

#include "dsn/field_value.hpp"
#include "dsn/reply_codes.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <array>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr auto npos = string_view::npos;
constexpr std::size_t max_mailer_words = 1024;

struct command_name {
    string_view verb;
    std::optional<stage> value;
};
constexpr auto commands = std::to_array<command_name>({
    {"MAIL", stage::mail},
    {"RCPT", stage::rcpt},
    {"DATA", std::nullopt},
    {".", stage::eod},
    {"EHLO", stage::helo},
    {"HELO", stage::helo},
    {"LHLO", stage::helo},
    {"STARTTLS", stage::helo},
});

// What a server says to a client that went on although nobody was accepted.
bool is_noise(string_view text)
{
    constexpr auto words = std::to_array<string_view>({"no valid recipients", "need rcpt", "rcpt first"});
    return std::ranges::any_of(words, [&](string_view noise) { return ascii::ifind(text, noise) != npos; });
}

// How Sendmail tells that it goes on, and a date's line.
bool is_progress(string_view line)
{
    constexpr auto words = std::to_array<string_view>(
        {"warning: message still undelivered", "will keep trying until", "message could not be delivered for"});
    return std::ranges::any_of(words, [&](string_view begin) { return ascii::istarts_with(line, begin); });
}

// No remote host says so.
bool is_local_cause(string_view words)
{
    constexpr auto causes = std::to_array<string_view>({"host unknown", "name server", "local configuration error"});
    return std::ranges::any_of(causes, [&](string_view cause) { return ascii::ifind(words, cause) != npos; });
}

struct verdict {
    string_view codes; // "550 5.1.1", or nothing
    string_view address;
    string_view words;
};

// "550 5.1.1 <a@b>... User unknown", "550 a@b... User unknown", "554 5.0.0 Service unavailable",
// "<a@b>... Deferred: Connection refused"; no codes and no address: it is somebody else's line.
verdict read_verdict(string_view line)
{
    verdict out;
    string_view rest = line;
    if (code_at(rest)) {
        rest = ascii::trim(rest.substr(3));
        if (const auto status = status_at(rest))
            rest = ascii::trim(rest.substr(status->length));
        out.codes = ascii::trim(line.substr(0, line.size() - rest.size()));
    }
    out.words = rest;
    const std::size_t dots = rest.find("... ");
    string_view name = rest.substr(0, std::min(dots, rest.size()));
    const bool bracketed = name.starts_with('<') && name.ends_with('>');
    const bool quoted = name.starts_with('"') && name.ends_with('"'); // a pipe
    if (dots == npos || (!quoted && (name.find(' ') != npos || (!bracketed && name.find('@') == npos))))
        return out;
    out.address = bracketed ? name.substr(1, name.size() - 2) : name;
    out.words = ascii::trim(rest.substr(dots + 4));
    return out;
}

} // namespace

void sendmail_transcript::read(string_view line)
{
    for (const string_view opening : {"... while talking to ", "while talking to "}) {
        if (ascii::istarts_with(line, opening))
            return begin_session(line.substr(opening.size()));
    }
    if (line.starts_with(">>> "))
        begin_command(line.substr(4));
    else if (line.starts_with("<<< "))
        add_reply_line(line.substr(4));
    else if (!line.empty() && !is_progress(line))
        read_own_line(line);
}

std::vector<statement> sendmail_transcript::take()
{
    end_reply("");
    std::ranges::move(own_, std::back_inserter(found_));
    return std::move(found_);
}

void sendmail_transcript::begin_session(string_view host)
{
    end_reply("");
    while (host.ends_with(':') || host.ends_with('.'))
        host.remove_suffix(1);
    const host_value value = parse_host(host);
    session_ = {};
    session_.remote_mta = value.name;
    session_.remote_ip = value.ip;
    session_.stage = stage::connect;
    after_data_ = false;
    spoke_ = false;
}

void sendmail_transcript::begin_command(string_view command)
{
    end_reply("");
    session_.stage.reset();
    after_data_ = ascii::istarts_with(command, "DATA");
    for (const command_name& c : commands) {
        if (ascii::istarts_with(command, c.verb))
            session_.stage = c.value;
    }
}

void sendmail_transcript::add_reply_line(string_view line)
{
    if (complete_)
        end_reply("");
    if (reply_.empty())
        first_line_ = line;
    reply_.append(reply_.empty() ? "" : " ").append(line);
    complete_ = !(line.size() > 3 && line[3] == '-');
    spoke_ = true;
}

void sendmail_transcript::read_own_line(string_view line)
{
    const verdict said = read_verdict(line);
    if (!reply_.empty()) {
        // Only the replies to RCPT are followed by a verdict on one address.
        if (!said.codes.empty() && !session_.stage && (after_data_ || !said.address.empty()))
            session_.stage = said.address.empty() ? stage::data : stage::rcpt;
        return end_reply(said.address);
    }
    if (said.codes.empty() && said.address.empty()) {
        if (mailer_.size() < max_mailer_words)
            mailer_.append(mailer_.empty() ? "" : " ").append(line);
        return;
    }
    const std::string mailer = std::exchange(mailer_, {});
    if (spoke_ && (said.address.empty() || !is_local_cause(said.words)))
        return repeat_refusal(said.address);
    string_view words = said.words;
    if (ascii::istarts_with(words, "Deferred: "))
        words.remove_prefix(10);
    if (ascii::iequals(words, "Deferred") && mailer.empty())
        return;
    const bool coded = code_at(words).has_value(); // "554 <a@b>... 550 Host unknown"
    statement own;
    own.recipient = said.address;
    own.remote_mta = spoke_ ? std::string() : session_.remote_mta;
    own.answer = parse_reply(std::string(coded ? string_view() : said.codes) + " " +
                             (mailer.empty() ? std::string(words) : mailer));
    own_.push_back(std::move(own));
}

// A verdict without a reply of its own is a reading of what the host said; where it refused the host or the sender,
// that was said to each recipient.
void sendmail_transcript::repeat_refusal(string_view address)
{
    if (address.empty() || found_.empty())
        return;
    statement again = found_.back();
    if (again.recipient.empty() || (again.stage != stage::connect && again.stage != stage::mail))
        return;
    again.recipient = address;
    found_.push_back(std::move(again));
}

void sendmail_transcript::end_reply(string_view address)
{
    if (!reply_.empty() && !is_noise(reply_)) {
        statement said = session_;
        said.recipient = address;
        said.first_line = first_line_;
        said.answer = parse_reply(reply_);
        found_.push_back(std::move(said));
    }
    reply_.clear();
    complete_ = false;
}

} // namespace recoil::dsn
