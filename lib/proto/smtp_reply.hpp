// What an SMTP or LMTP server answers: one row a reply, with its code (RFC 5321 4.2) and enhanced code (RFC 2034,
// RFC 3463). Nothing that the client sent is ever part of a reply, and none is longer than 512 octets (RFC 5321
// 4.5.3.1.5).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::proto {

enum class reply {
    ok,
    sender_ok,
    recipient_ok,
    chunk_ok,
    recorded,
    help,
    ready_for_tls,
    closing,
    not_verified,
    start_data,
    shutting_down,
    too_many_sessions,
    timed_out,
    too_many_errors,
    not_allowed,
    next_hop_gone,
    not_recorded,
    next_hop_lost,
    too_many_recipients,
    unknown_command,
    bare_newline,
    line_too_long,
    other_protocol,
    bad_syntax,
    bad_recipient,
    bad_sender,
    not_implemented,
    bad_sequence,
    no_recipients,
    binary_needs_bdat,
    smuggled,
    message_too_big,
    needs_smtputf8,
    unknown_parameter,
};

struct reply_info {
    reply value;
    std::uint16_t code;
    std::string_view enhanced; // "" where RFC 2034 4 has none
    bool names_host;           // the text begins with the server's name, as 220, 221 and 421 must (RFC 5321 4.2)
    std::string_view text;
};
std::span<const reply_info> all_replies(); // in the order of the enumeration
const reply_info& info(reply r);

// Replies on their way to the client, and their codes for the counters.
class reply_buffer {
public:
    explicit reply_buffer(std::string_view hostname); // cut to 255 octets (RFC 5321 4.5.3.1.2)

    void add(reply r);
    // A reply without an enhanced code; its first line is the host's name and `first`. Greeting, HELO, EHLO, LHLO.
    void add(std::uint16_t code, std::string_view first, std::span<const std::string> more = {});

    std::string bytes;
    std::vector<std::uint16_t> codes;

private:
    std::string hostname_;
};

} // namespace recoil::proto
