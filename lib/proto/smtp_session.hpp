// One SMTP (RFC 5321) or LMTP (RFC 2033) session as the server sees it, without a socket: octets go in by feed(),
// events come out by next(), replies collect until take_output().
//
// Extensions: PIPELINING (RFC 2920), SIZE (RFC 1870), 8BITMIME (RFC 6152), SMTPUTF8 (RFC 6531), CHUNKING and BINARYMIME
// (RFC 3030), ENHANCEDSTATUSCODES (RFC 2034), DSN parameters (RFC 3461; accepted and checked, without effect), STARTTLS
// (RFC 3207; the handshake is the driver's). End of data is CRLF.CRLF and nothing else; a bare CR or LF is content.
#pragma once

#include "proto/event.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::proto {

enum class dialect { smtp, lmtp };
std::string_view name(dialect d);

struct smtp_options {
    dialect protocol = dialect::lmtp;
    std::string hostname = "localhost"; // of the greeting
    std::uint64_t message_bytes = 0;    // 0: no limit, a bare SIZE; else 552 5.3.4 above it, at MAIL or after the data
    std::size_t recipients = 1000;      // more in one transaction: 452 4.5.3
    std::size_t line_bytes = 8192;      // of a command: 500 5.5.2, the line is read to its end and dropped
    bool starttls = false;              // offered until it was used
    std::size_t errors = 100;           // refused commands in a row before 421 4.7.0 and the end
};

class smtp_session {
public:
    explicit smtp_session(smtp_options options); // the greeting is in the output at once
    ~smtp_session();
    smtp_session(smtp_session&&) noexcept;
    smtp_session& operator=(smtp_session&&) noexcept;

    // `bytes` must stay valid until next() says need_input. Call it only then (or first).
    void feed(std::string_view bytes);
    event next();

    // After end_of_message. Replies and goes on with what the client pipelined behind the data.
    void answer(verdict v);

    // After start_tls and a handshake that went well. The client must say hello again (RFC 3207 4.2). What it sent in
    // the clear behind STARTTLS is dropped, be it fed before start_tls or after: anybody may have put it there
    // (CVE-2011-0411).
    void tls_started();

    // The driver's own endings, after need_input, end_of_message or start_tls. Output holds the last reply; the next
    // event is aborted (inside a transaction), then closed. An answer that comes after them is dropped.
    void shut_down();  // 421 4.3.2: the daemon stops
    void time_out();   // 421 4.4.2: a deadline passed
    void disconnect(); // end of file or a broken connection; no reply

    // Replies since the last call, as they go on the wire, and their codes for the counters. They are bounded by
    // need_output, and by one message's answers: one of 26 octets for each recipient in LMTP.
    struct output {
        std::string bytes;
        std::vector<std::uint16_t> codes;
    };
    output take_output();

    bool in_transaction() const; // between an accepted MAIL and its end: drain waits for it

    // For a connection above limits.sessions: "421 4.3.2 host too many sessions".
    static std::string refusal(const smtp_options& options);
    // For a client that is not in the listener's networks: 421 4.7.0.
    static std::string denial(const smtp_options& options);

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace recoil::proto
