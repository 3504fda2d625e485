// One milter session (protocol versions 2 to 6) as the filter sees it, without a socket: octets go in by feed(), events
// come out by next(), answers collect until take_output(). It observes: it asks for no change, and every answer is
// "continue", or "accept" for a message of which the driver wants no more.
//
//   MTA                                      events, answers
//   O versions, actions, steps               the smaller version, no actions, the steps and silences that we want
//   M sender, R recipient                    mail_from, rcpt_to
//   L field, N end of the header             content in the form of RFC 5322, end_of_header
//   B chunk, E end of the message            content, end_of_message
//   A abort, K next connection, Q quit       aborted inside a message; closed behind Q
//
// A command that is unknown, out of place or without its NULs is answered and says nothing. Commands before O are taken
// as of version 2, which answers each: closing would make some MTAs refuse the mail. Only a packet that is none (see
// milter_frame.hpp) and versions below 2 end the session.
#pragma once

#include "proto/event.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace recoil::proto {

struct milter_options {
    std::size_t recipients = 1000; // of one message; more are passed over, and limit_reached says so once
};

class milter_session {
public:
    explicit milter_session(milter_options options = {});
    ~milter_session();
    milter_session(milter_session&&) noexcept;
    milter_session& operator=(milter_session&&) noexcept;

    // `bytes` must stay valid until next() says need_input. Call it only then (or first).
    void feed(std::string_view bytes);
    event next();

    // Right behind end_of_header: the message is ordinary mail. It is accepted as it is, an MTA sends no more of it,
    // and it yields no further event.
    void skip_message();

    // The driver's ending, after need_input or end_of_message: end of file, a deadline, the daemon stops. The next
    // event is aborted (inside a message), then closed.
    void disconnect();

    // Answers since the last call. That to the end of a message is there when end_of_message is yielded. At most five
    // octets for each packet that was fed, and the answer to O.
    std::string take_output();

    bool in_message() const; // that was begun and not skipped: drain waits for it

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace recoil::proto
