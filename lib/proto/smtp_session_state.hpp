// The inside of smtp_session: reading is in smtp_session.cpp, the commands are in smtp_session_commands.cpp.
#pragma once

#include "proto/chunk_reader.hpp"
#include "proto/dot_decoder.hpp"
#include "proto/line_splitter.hpp"
#include "proto/smtp_command.hpp"
#include "proto/smtp_reply.hpp"
#include "proto/smtp_session.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>

namespace recoil::proto {

// Where a session stands between two commands (RFC 5321 4.1.4). The values are bits, so that a command can name a set.
enum phase : unsigned {
    no_hello = 1,       // neither EHLO nor LHLO yet
    no_transaction = 2, // RFC 5321 3.3: MAIL begins one
    has_sender = 4,     // and no recipient yet
    has_recipient = 8,
    has_chunk = 16, // BDAT without LAST was taken: only BDAT adds to the message now (RFC 3030 2)
    any_phase = 31,
};

struct smtp_session::state {
    explicit state(smtp_options given);

    // What the next octets are.
    enum class reading {
        commands,
        data,    // RFC 5321 4.1.1.4
        chunk,   // RFC 3030 2
        answer,  // nothing is read before the driver has answered
        tls,     // nothing is read before the driver has made the handshake
        nothing, // the session is over
    };
    event next();
    bool read_command(); // these three: false where they need more input
    bool read_data();
    bool read_chunk();
    void take_content(std::string_view piece);
    void end_message();
    void end_chunk();

    void obey(const smtp_command& command);
    void helo(std::string_view argument);
    void ehlo(std::string_view argument);
    void mail(std::string_view argument);
    void rcpt(std::string_view argument);
    void data(std::string_view argument);
    void bdat(std::string_view argument);
    void starttls(std::string_view argument);
    void rset(std::string_view argument);
    void noop(std::string_view argument);
    void quit(std::string_view argument);
    void vrfy(std::string_view argument);
    void help(std::string_view argument);
    void unimplemented(std::string_view argument);
    void unknown(std::string_view argument);

    void accept(reply r);
    void refuse(reply r); // counts as an error
    void begin_session();
    void refuse_chunk(const bdat_command& command, reply r);
    void answer_message(reply r); // once in SMTP, for each recipient in LMTP (RFC 2033 4.2)

    bool in_transaction() const { return (at & (has_sender | has_recipient | has_chunk)) != 0; }
    void end_transaction();
    void abort_transaction();
    void close();
    void close(reply last);

    struct rule; // a row of the table of commands
    static const rule rules[];

    smtp_options options;
    reply_buffer output;
    line_splitter lines;
    std::string_view input;
    std::deque<event> events; // what one step of reading yielded
    phase at = no_hello;
    reading now = reading::commands;
    std::size_t errors = 0; // refused commands in a row
    bool encrypted = false; // STARTTLS was used

    // Of the transaction
    mail_parameters parameters; // of its MAIL
    std::size_t recipients = 0;
    std::uint64_t received = 0; // octets of content handed out
    bool too_big = false;       // the rest of the content is dropped
    dot_decoder dots;

    // Of the chunk
    chunk_reader octets;
    bool last_chunk = false;
    std::optional<reply> chunk_refusal; // its octets are dropped, then this is the reply
};

} // namespace recoil::proto
