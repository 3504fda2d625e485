// Replays a client's octets through an SMTP or LMTP session and writes down what came of it, one line an item:
//   S: 250 2.0.0 OK            a line of the server
//   E: rcpt_to a@example.org   an event; pieces of content that follow each other are one
// The order of the items does not depend on how the octets are cut. No test framework: the fuzz target uses it too.
#pragma once

#include "proto/smtp_session.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace recoil::test {

inline std::string describe(const proto::event& event)
{
    struct {
        std::string operator()(const proto::need_input&) const { return "need_input"; }
        std::string operator()(const proto::need_output&) const { return "need_output"; }
        std::string operator()(const proto::mail_from& e) const { return "mail_from " + e.address; }
        std::string operator()(const proto::rcpt_to& e) const { return "rcpt_to " + e.address; }
        std::string operator()(const proto::content& e) const { return "content " + std::string(e.bytes); }
        std::string operator()(const proto::end_of_header&) const { return "end_of_header"; }
        std::string operator()(const proto::end_of_message&) const { return "end_of_message"; }
        std::string operator()(const proto::start_tls&) const { return "start_tls"; }
        std::string operator()(const proto::aborted&) const { return "aborted"; }
        std::string operator()(const proto::limit_reached& e) const { return "limit_reached " + std::string(e.name); }
        std::string operator()(const proto::closed&) const { return "closed"; }
    } text;
    return std::visit(text, event);
}

class session_replay {
public:
    // `verdicts` answer the messages in their order; the last one stands for all that follow.
    explicit session_replay(proto::smtp_options options, std::vector<proto::verdict> verdicts = {})
        : session_(std::move(options)), verdicts_(std::move(verdicts))
    {
        drain();
    }

    void feed(std::string_view bytes)
    {
        session_.feed(bytes);
        drain();
    }
    // The octet with which a TLS record begins (RFC 8446 5.1) stands for the handshake.
    void feed_with_handshakes(std::string_view bytes)
    {
        for (std::size_t end; (end = bytes.find('\x16')) != bytes.npos; bytes.remove_prefix(end + 1)) {
            feed(bytes.substr(0, end));
            end_handshake();
        }
        feed(bytes);
    }
    // The handshake is done, where the session waits for it. What was fed between start_tls and here was in the clear.
    void end_handshake()
    {
        if (std::exchange(in_handshake_, false))
            session_.tls_started();
    }
    // `act` is one of the driver's endings: &proto::smtp_session::disconnect.
    void end(void (proto::smtp_session::*act)())
    {
        (session_.*act)();
        drain();
    }

    const std::vector<std::string>& transcript() const { return transcript_; }
    const std::vector<std::uint16_t>& codes() const { return codes_; }
    const proto::smtp_session& session() const { return session_; }
    std::size_t content_bytes() const { return content_bytes_; }
    bool awaited_every_answer() const { return awaited_every_answer_; }

private:
    void drain()
    {
        for (;;) {
            const proto::event event = session_.next();
            note_output();
            if (std::holds_alternative<proto::need_input>(event) || closed_)
                return;
            if (std::holds_alternative<proto::need_output>(event))
                continue;
            note(event);
            closed_ = std::holds_alternative<proto::closed>(event);
            in_handshake_ = in_handshake_ || std::holds_alternative<proto::start_tls>(event);
            if (std::holds_alternative<proto::end_of_message>(event))
                answer();
        }
    }

    void note(const proto::event& event)
    {
        const auto* piece = std::get_if<proto::content>(&event);
        if (piece)
            content_bytes_ += piece->bytes.size();
        if (piece && in_content_)
            transcript_.back().append(piece->bytes);
        else
            transcript_.push_back("E: " + describe(event));
        in_content_ = piece != nullptr;
    }

    void note_output()
    {
        proto::smtp_session::output output = session_.take_output();
        codes_.insert(codes_.end(), output.codes.begin(), output.codes.end());
        for (std::string_view rest = output.bytes; !rest.empty(); in_content_ = false) {
            const std::size_t end = rest.find("\r\n");
            transcript_.push_back("S: " + std::string(rest.substr(0, end)));
            rest.remove_prefix(end == rest.npos ? rest.size() : end + 2);
        }
    }

    void answer()
    {
        const bool waits = std::holds_alternative<proto::need_input>(session_.next());
        awaited_every_answer_ = awaited_every_answer_ && waits && session_.take_output().bytes.empty();
        session_.answer(verdicts_.empty() ? proto::verdict::accept
                                          : verdicts_[std::min(messages_, verdicts_.size() - 1)]);
        ++messages_;
    }

    proto::smtp_session session_;
    std::vector<proto::verdict> verdicts_;
    std::vector<std::string> transcript_;
    std::vector<std::uint16_t> codes_;
    std::size_t messages_ = 0;
    std::size_t content_bytes_ = 0;
    bool in_content_ = false;
    bool closed_ = false;
    bool in_handshake_ = false;
    bool awaited_every_answer_ = true;
};

} // namespace recoil::test
