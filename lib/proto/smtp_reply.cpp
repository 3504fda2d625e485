#include "proto/smtp_reply.hpp"

#include <cassert>

namespace recoil::proto {

namespace {

constexpr reply_info table[] = {
    {reply::ok, 250, "2.0.0", false, "OK"},
    {reply::sender_ok, 250, "2.1.0", false, "Sender OK"},
    {reply::recipient_ok, 250, "2.1.5", false, "Recipient OK"},
    {reply::chunk_ok, 250, "2.0.0", false, "Chunk received"},
    {reply::recorded, 250, "2.0.0", false, "Recorded"},
    {reply::help, 214, "2.0.0", false, "MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT"},
    {reply::ready_for_tls, 220, "2.0.0", false, "Ready to start TLS"},
    {reply::closing, 221, "2.0.0", true, "closing the connection"},
    {reply::not_verified, 252, "2.5.0", false, "Addresses are not verified, messages are taken"},
    {reply::start_data, 354, "", false, "End data with <CR><LF>.<CR><LF>"},
    {reply::shutting_down, 421, "4.3.2", true, "shutting down"},
    {reply::too_many_sessions, 421, "4.3.2", true, "too many sessions"},
    {reply::timed_out, 421, "4.4.2", true, "time is up"},
    {reply::too_many_errors, 421, "4.7.0", true, "too many errors"},
    {reply::not_allowed, 421, "4.7.0", true, "not for your address"},
    {reply::next_hop_gone, 421, "4.3.0", true, "the next hop is gone"},
    {reply::not_recorded, 451, "4.3.0", false, "Not recorded, try again later"},
    {reply::next_hop_lost, 451, "4.3.0", false, "The next hop is out of reach, try again later"},
    {reply::too_many_recipients, 452, "4.5.3", false, "Too many recipients"},
    {reply::unknown_command, 500, "5.5.2", false, "Unknown command"},
    {reply::bare_newline, 500, "5.5.2", false, "Bare CR or LF in a command"},
    {reply::line_too_long, 500, "5.5.2", false, "Line too long"},
    {reply::other_protocol, 500, "5.5.1", false, "Not a command of this protocol"},
    {reply::bad_syntax, 501, "5.5.4", false, "Syntax error in parameters"},
    {reply::bad_recipient, 501, "5.1.3", false, "Bad recipient address syntax"},
    {reply::bad_sender, 501, "5.1.7", false, "Bad sender address syntax"},
    {reply::not_implemented, 502, "5.5.1", false, "Command not implemented"},
    {reply::bad_sequence, 503, "5.5.1", false, "Bad sequence of commands"},
    {reply::no_recipients, 503, "5.5.1", false, "No valid recipients"},
    {reply::binary_needs_bdat, 503, "5.5.1", false, "BODY=BINARYMIME needs BDAT"},
    {reply::smuggled, 550, "5.6.11", false, "Bare CR or LF beside a dot at the start of a line"},
    {reply::message_too_big, 552, "5.3.4", false, "Message too big"},
    {reply::needs_smtputf8, 553, "5.6.7", false, "Address needs SMTPUTF8"},
    {reply::unknown_parameter, 555, "5.5.4", false, "Unknown parameter"},
};

} // namespace

std::span<const reply_info> all_replies()
{
    return table;
}

const reply_info& info(reply r)
{
    const reply_info& row = table[static_cast<std::size_t>(r)];
    assert(row.value == r);
    return row;
}

reply_buffer::reply_buffer(std::string_view hostname) : hostname_(hostname.substr(0, 255)) {}

void reply_buffer::add(reply r)
{
    const reply_info& row = info(r);
    bytes += std::to_string(row.code);
    for (const std::string_view word : {row.enhanced, row.names_host ? hostname_ : std::string_view(), row.text}) {
        if (!word.empty())
            bytes.append(1, ' ').append(word);
    }
    bytes += "\r\n";
    codes.push_back(row.code);
}

void reply_buffer::add(std::uint16_t code, std::string_view first, std::span<const std::string> more)
{
    const std::string number = std::to_string(code);
    bytes.append(number).append(more.empty() ? " " : "-").append(hostname_).append(first).append("\r\n");
    for (const std::string& line : more)
        bytes.append(number).append(&line == &more.back() ? " " : "-").append(line).append("\r\n");
    codes.push_back(code);
}

} // namespace recoil::proto
