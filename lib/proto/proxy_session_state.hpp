// The inside of proxy_session: what each peer says is in proxy_session.cpp, the table of the steps and what an answer
// to each means in proxy_session_steps.cpp.
#pragma once

#include "proto/chunk_reader.hpp"
#include "proto/dot_decoder.hpp"
#include "proto/dot_guard.hpp"
#include "proto/line_splitter.hpp"
#include "proto/proxy_session.hpp"
#include "proto/proxy_step.hpp"
#include "proto/reply_reader.hpp"
#include "proto/smtp_reply.hpp"

#include <deque>
#include <string>
#include <string_view>

namespace recoil::proto {

struct proxy_session::state {
    explicit state(proxy_options given);

    // Whose octets come next, and what they are.
    enum class reading {
        reply,    // of the next hop to `asked`
        commands, // of the client
        data,
        chunk,   // of a BDAT that was refused
        nothing, // the session is over
    };
    proxy_event next();
    bool must_write() const;
    bool read(); // these five: false where they need more input
    bool read_reply();
    bool read_command();
    bool read_data();
    bool read_chunk();

    void obey(std::string_view line);
    void ask(proxy_step step);
    void take_reply();
    void tee(std::string_view piece);
    void end_data();

    // What the next hop's success means, by step.
    void nothing() {}
    void begin_transaction();
    void add_recipient();
    void begin_data();
    void end_message();
    void abort_transaction();
    void close();
    void close(reply last);
    void lose_next_hop();

    struct row; // of the table of steps
    static const row rows[];

    reply_buffer to_client;
    std::string to_next_hop;
    std::string_view from_client, from_next_hop;
    line_splitter lines;
    reply_reader replies;
    std::deque<proxy_event> events; // what one step of reading yielded
    reading now = reading::reply;
    proxy_step asked = proxy_step::connect;
    std::string address; // of the MAIL or RCPT that was asked
    bool next_hop_gone = false;

    // Of the transaction
    bool in_transaction = false;
    dot_guard guard;
    dot_decoder dots; // the tee's
    chunk_reader octets;
};

} // namespace recoil::proto
