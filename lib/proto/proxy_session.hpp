// An SMTP session (RFC 5321) that is passed through to a next hop, without a socket: octets of both peers go in, what
// each shall be sent collects until it is taken, and events tell of the messages that the next hop accepted.
//
// Octets pass unchanged, with these exceptions: extensions and commands that could not be followed are withheld
// (proxy_step.hpp: 502 5.5.1), a command line that holds a bare CR or LF or is too long is refused here (500 5.5.2),
// and a bare CR or LF beside a dot at the start of a line (dot_guard.hpp) is refused with 550 5.6.11 and ends the
// session before the dot is passed on.
//
// One command is at the next hop at a time. What the client pipelined behind it waits where it was read, so every reply
// belongs to the command it was given to, and what is content is decided by the next hop's 354 alone.
//
// A next hop that is out of reach, is lost, or answers what cannot be followed costs the client 451 4.3.0 for what
// waits (the greeting, a command, the end of data) and 421 4.3.0 for what comes behind it; it is never told a refusal.
#pragma once

#include "proto/event.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace recoil::proto {

struct proxy_options {
    std::string hostname = "localhost"; // of 421, the only reply of our own that has a name
    std::size_t line_bytes = 8192;      // of a command
};

// Write both outputs, then read from the one who is named.
struct need_client {};
struct need_next_hop {};

// mail_from, rcpt_to: accepted by the next hop. content: passed on. end_of_message: the next hop accepted it; it has no
// answer() here. aborted: anything else that ended the transaction.
using proxy_event = std::variant<need_client, need_next_hop, need_output, mail_from, rcpt_to, content, end_of_message,
                                 aborted, limit_reached, closed>;

class proxy_session {
public:
    explicit proxy_session(proxy_options options); // waits for the next hop's greeting first
    ~proxy_session();
    proxy_session(proxy_session&&) noexcept;
    proxy_session& operator=(proxy_session&&) noexcept;

    // `bytes` must stay valid until next() asks for more of that peer. Call each only then.
    void feed_client(std::string_view bytes);
    void feed_next_hop(std::string_view bytes);
    proxy_event next();

    // The driver's own endings.
    void next_hop_lost(); // never reached, broken off, or too slow: the session goes on to its 451 or 421
    void client_lost();   // the next two events are aborted (inside a transaction) and closed, as with those below
    void time_out();      // 421 4.4.2: the client was too slow
    void shut_down();     // 421 4.3.2: the daemon stops

    // What shall be sent since the last call; each about 64 KiB and one reply at most. After closed, only the client's
    // is to be written: a message that was broken off must not go on.
    struct output {
        std::string bytes;
        std::vector<std::uint16_t> codes; // of the replies in `bytes`
    };
    output take_client_output();
    std::string take_next_hop_output();

    bool in_transaction() const; // between an accepted MAIL and its end: drain waits for it
    bool message_sent() const;   // with its end, and the next hop has not answered yet
    bool lost_next_hop() const;  // also by an answer that cannot be followed: its connection is of no more use

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace recoil::proto
