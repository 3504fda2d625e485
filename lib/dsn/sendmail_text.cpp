// Sendmail: a list of addresses with shortened reasons, then the transcript of the session. Only what stands behind
// "<<<" was said by the remote host. The line that follows ("550 5.1.1 <a@b>... User unknown") is Sendmail's own
// reading of the code, the same under a ban and under a dead address; it tells no more than whose reply it was.

#include "dsn/field_value.hpp"
#include "dsn/statement.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr auto npos = string_view::npos;

struct command_name {
    string_view verb;
    std::optional<stage> value;
};
// With pipelining the reply below ">>> DATA" may be that of RCPT.
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
    return ascii::ifind(text, "no valid recipients") != npos || ascii::ifind(text, "need rcpt") != npos;
}

class transcript {
public:
    void read(string_view line)
    {
        if (line.starts_with("... while talking to "))
            begin_session(line.substr(21));
        else if (line.starts_with(">>> "))
            begin_command(line.substr(4));
        else if (line.starts_with("<<< "))
            add_reply_line(line.substr(4));
        else if (!line.empty())
            read_own_line(line);
    }

    std::vector<statement> take()
    {
        end_reply("");
        // Where a remote host spoke, Sendmail's own verdicts are only its reading of that.
        if (!spoke_)
            std::ranges::move(own_, std::back_inserter(found_));
        return std::move(found_);
    }

private:
    void begin_session(string_view host)
    {
        end_reply("");
        while (host.ends_with(':') || host.ends_with('.'))
            host.remove_suffix(1);
        const host_value value = parse_host(host);
        session_ = {};
        session_.remote_mta = value.name;
        session_.remote_ip = value.ip;
        session_.stage = stage::connect;
    }

    void begin_command(string_view command)
    {
        end_reply("");
        session_.stage.reset();
        for (const command_name& c : commands) {
            if (ascii::istarts_with(command, c.verb))
                session_.stage = c.value;
        }
    }

    void add_reply_line(string_view line)
    {
        if (complete_)
            end_reply("");
        if (reply_.empty())
            first_line_ = line;
        reply_.append(reply_.empty() ? "" : " ").append(line);
        complete_ = !(line.size() > 3 && line[3] == '-');
        spoke_ = true;
    }

    // "550 5.1.1 <a@b>... User unknown", "<a@b>... Deferred: 451 4.7.1 ...", "554 5.0.0 Service unavailable"
    void read_own_line(string_view line)
    {
        const std::size_t dots = line.find(">... ");
        const std::size_t open = line.substr(0, std::min(dots, line.size())).rfind('<');
        if (dots == npos || open == npos || open > 12)
            return end_reply("");
        const string_view address = line.substr(open + 1, dots - open - 1);
        if (!reply_.empty()) {
            // Only the replies to RCPT are followed by a verdict on one address.
            if (open > 0 && !session_.stage)
                session_.stage = stage::rcpt;
            return end_reply(address);
        }
        string_view words = line.substr(dots + 5);
        if (ascii::istarts_with(words, "Deferred: "))
            words.remove_prefix(10);
        statement own;
        own.recipient = address;
        own.answer = parse_reply(std::string(line.substr(0, open)) + std::string(words));
        if (!ascii::iequals(words, "Deferred"))
            own_.push_back(std::move(own));
    }

    void end_reply(string_view address)
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

    statement session_; // the host and the command at this point
    std::string reply_;
    std::string first_line_;
    bool complete_ = false;
    bool spoke_ = false;
    std::vector<statement> found_;
    std::vector<statement> own_;
};

} // namespace

std::vector<statement> read_sendmail_text(text_lines lines)
{
    transcript session;
    std::vector<statement> reasons;
    bool in_transcript = false;
    string_view address;
    for (const string_view line : lines) {
        if (line.find("----- Transcript of session follows -----") != npos) {
            in_transcript = true;
        } else if (in_transcript) {
            session.read(ascii::trim(line));
        } else if (line.starts_with('<') && line.ends_with('>')) {
            address = line.substr(1, line.size() - 2);
        } else if (const string_view text = ascii::trim(line); text.starts_with("(reason: ") && text.ends_with(')')) {
            const string_view reason = text.substr(9, text.size() - 10);
            reasons.push_back({std::string(address), "", parse_reply(reason), std::nullopt, "", ""});
        }
    }
    if (!in_transcript)
        return {};
    // Reasons are shortened in the middle: the transcript goes first.
    std::vector<statement> found = session.take();
    std::ranges::move(reasons, std::back_inserter(found));
    return found;
}

} // namespace recoil::dsn
