// MDaemon: the recipient behind "Failed address:", the reply only in the transcript of the session.
//
//   Failed address: a@example.com
//   --- Session Transcript ---
//    Mon 2026-03-16 08:29:59: *  Connection established (192.0.2.9:4711 -> 192.0.2.83:25)
//    Mon 2026-03-16 08:29:59: --> RCPT To:<a@example.com>
//    Mon 2026-03-16 08:29:59: <-- 550 5.1.1 unknown

#include "dsn/field_value.hpp"
#include "dsn/prose/stage_words.hpp"
#include "dsn/prose/statement.hpp"
#include "dsn/prose/text_address.hpp"
#include "dsn/prose/wording.hpp"
#include "util/ascii.hpp"

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr auto npos = string_view::npos;
constexpr std::size_t max_recipients = 1000;

class transcript {
public:
    void read(string_view line)
    {
        if (const std::size_t sent = line.find("--> "); sent != npos)
            command_ = line.substr(sent + 4);
        else if (const std::size_t received = line.find("<-- "); received != npos)
            add_reply(line.substr(received + 4));
        else if (const std::size_t peer = line.find(" -> "); peer != npos && ascii::ifind(line, "connection") != npos)
            connect(line.substr(peer + 4));
    }
    // The last refusal: what came before it was another host or another try.
    const statement& refusal() const { return refusal_; }

private:
    void connect(string_view peer)
    {
        peer = peer.substr(0, peer.find(')'));
        ip_ = parse_ip(peer.substr(0, peer.rfind(':')));
        command_ = {};
    }

    void add_reply(string_view line)
    {
        if (!continues_)
            reply_.clear();
        reply_.append(reply_.empty() ? "" : " ").append(line);
        continues_ = line.size() > 3 && line[3] == '-';
        reply answer = parse_reply(reply_);
        if (continues_ || !answer.code)
            return;
        refusal_ = {};
        refusal_.answer = std::move(answer);
        refusal_.stage = command_.empty() ? stage::connect : stage_in(">>> " + std::string(command_));
        refusal_.remote_ip = ip_;
    }

    string_view command_;
    std::string ip_;
    std::string reply_;
    bool continues_ = false;
    statement refusal_;
};

} // namespace

std::vector<statement> read_mdaemon_text(text_lines lines)
{
    constexpr string_view label = "failed address:";
    std::vector<std::string> recipients;
    transcript session;
    bool in_transcript = false;
    for (const string_view line : lines) {
        const string_view words = ascii::trim(line);
        if (ascii::istarts_with(words, "--- session transcript"))
            in_transcript = true;
        else if (in_transcript)
            session.read(words);
        else if (const auto at = ascii::istarts_with(words, label) ? find_address(words) : std::nullopt;
                 at && recipients.size() < max_recipients)
            recipients.emplace_back(at->text);
    }
    std::vector<statement> found;
    for (std::string& recipient : recipients) {
        found.push_back(session.refusal());
        found.back().recipient = std::move(recipient);
    }
    return found;
}

} // namespace recoil::dsn
