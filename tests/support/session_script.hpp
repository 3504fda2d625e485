// A dialogue with an SMTP or LMTP session, written as it would be read aloud:
//
//   script(lmtp()).client("LHLO x\r\n").server("250-...").event(proto::rcpt_to{"a@example.org"}).play();
//
// What the client says is joined; what the server says and the events are expected in the order written. play() replays
// the dialogue whole, byte by byte and cut in two at every offset, and fails the test where any of them differs. The
// greeting is left out of the comparison.
#pragma once

#include "proto/smtp_session.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::test {

proto::smtp_options lmtp(); // host "mx.example.org", all else as by default
proto::smtp_options smtp();

class session_script {
public:
    explicit session_script(proto::smtp_options options);

    session_script& client(std::string_view bytes);
    session_script& server(std::string_view line);                // one line, without its CRLF
    session_script& capabilities(std::string_view size = "SIZE"); // the whole reply to EHLO or LHLO
    session_script& tls_started();                                // the handshake; before it all is in the clear
    session_script& event(const proto::event& event);
    session_script& transcript(std::string_view item); // "S: ..." or "E: ...", as session_replay writes it; for tables
    // How the next message is answered; accept where nothing is said.
    session_script& answer(proto::verdict verdict);
    // The driver's ending, after all that the client says: &proto::smtp_session::disconnect.
    session_script& end(void (proto::smtp_session::*act)());

    void play() const;

private:
    std::vector<std::string> replay(const std::vector<std::string_view>& pieces) const;

    proto::smtp_options options_;
    std::string input_;
    std::size_t clear_ = std::string::npos; // so much of it came in the clear
    std::vector<std::string> expected_;
    std::vector<proto::verdict> verdicts_;
    void (proto::smtp_session::*ending_)() = nullptr;
};

session_script script(proto::smtp_options options);

// A session in which LHLO, MAIL and RCPT were said and answered.
session_script script_with_recipient(proto::smtp_options options);

} // namespace recoil::test
