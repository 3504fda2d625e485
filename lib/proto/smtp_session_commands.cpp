#include "proto/smtp_session_state.hpp"

#include <cassert>
#include <string>
#include <vector>

namespace recoil::proto {

namespace {

enum class wants { nothing, anything, something };

// RFC 5321 4.1.1.1; RFC 2033 5 makes PIPELINING and ENHANCEDSTATUSCODES a must in LMTP.
std::vector<std::string> extensions(const smtp_options& options, bool encrypted)
{
    const std::string size = options.message_bytes == 0 ? "SIZE" : "SIZE " + std::to_string(options.message_bytes);
    std::vector<std::string> result{"PIPELINING",          size, "8BITMIME", "SMTPUTF8", "CHUNKING", "BINARYMIME",
                                    "ENHANCEDSTATUSCODES", "DSN"};
    if (options.starttls && !encrypted)
        result.emplace_back("STARTTLS");
    return result;
}

} // namespace

// Who may say a verb, when, and with what behind it.
struct smtp_session::state::rule {
    verb name;
    std::optional<dialect> only;
    unsigned phases;
    wants argument;
    void (state::*obey)(std::string_view argument);
};

// In the order of the enumeration.
const smtp_session::state::rule smtp_session::state::rules[] = {
    {verb::helo, dialect::smtp, any_phase, wants::something, &state::helo},
    {verb::ehlo, dialect::smtp, any_phase, wants::something, &state::ehlo},
    {verb::lhlo, dialect::lmtp, any_phase, wants::something, &state::ehlo},
    {verb::mail, {}, no_transaction, wants::something, &state::mail},
    {verb::rcpt, {}, has_sender | has_recipient, wants::something, &state::rcpt},
    {verb::data, {}, has_recipient, wants::nothing, &state::data},
    {verb::bdat, {}, has_recipient | has_chunk, wants::anything, &state::bdat},
    {verb::starttls, {}, any_phase, wants::anything, &state::starttls},
    {verb::rset, {}, any_phase, wants::nothing, &state::rset},
    {verb::noop, {}, any_phase, wants::anything, &state::noop},
    {verb::quit, {}, any_phase, wants::nothing, &state::quit},
    {verb::vrfy, {}, any_phase, wants::something, &state::vrfy},
    {verb::help, {}, any_phase, wants::anything, &state::help},
    {verb::unimplemented, {}, any_phase, wants::anything, &state::unimplemented},
    {verb::unknown, {}, any_phase, wants::anything, &state::unknown},
};

void smtp_session::state::obey(const smtp_command& command)
{
    const rule& row = rules[static_cast<std::size_t>(command.name)];
    assert(row.name == command.name);
    if (row.only && *row.only != options.protocol)
        return refuse(reply::other_protocol);
    if ((row.phases & at) == 0) {
        const bool content = command.name == verb::data || command.name == verb::bdat;
        const reply r = content && at == has_sender ? reply::no_recipients : reply::bad_sequence;
        return command.name == verb::bdat ? refuse_chunk(parse_bdat(command.argument), r) : refuse(r);
    }
    if (row.argument != wants::anything && command.argument.empty() != (row.argument == wants::nothing))
        return refuse(reply::bad_syntax);
    (this->*row.obey)(command.argument);
}

void smtp_session::state::helo(std::string_view)
{
    begin_session();
    output.add(250, "");
}

void smtp_session::state::ehlo(std::string_view)
{
    begin_session();
    output.add(250, "", extensions(options, encrypted));
}

// Any hello ends what was before, as RSET does (RFC 5321 4.1.4).
void smtp_session::state::begin_session()
{
    abort_transaction();
    at = no_transaction;
    errors = 0;
}

void smtp_session::state::mail(std::string_view argument)
{
    const parsed<mail_command> command = parse_mail(argument);
    if (const auto* refusal = std::get_if<reply>(&command))
        return refuse(*refusal);
    const auto& from = std::get<mail_command>(command);
    if (options.message_bytes != 0 && from.parameters.size > options.message_bytes) {
        events.push_back(limit_reached{"message_bytes"});
        return refuse(reply::message_too_big); // RFC 1870 6.1
    }
    parameters = from.parameters;
    at = has_sender;
    events.push_back(mail_from{std::string(from.address)});
    accept(reply::sender_ok);
}

void smtp_session::state::rcpt(std::string_view argument)
{
    const parsed<rcpt_command> command = parse_rcpt(argument, parameters.smtputf8);
    if (const auto* refusal = std::get_if<reply>(&command))
        return refuse(*refusal);
    if (recipients == options.recipients) {
        // Not an error of the client, who sends the rest in another transaction (RFC 5321 4.5.3.1.10).
        events.push_back(limit_reached{"recipients"});
        return accept(reply::too_many_recipients);
    }
    ++recipients;
    at = has_recipient;
    events.push_back(rcpt_to{std::string(std::get<rcpt_command>(command).address)});
    accept(reply::recipient_ok);
}

void smtp_session::state::data(std::string_view)
{
    if (parameters.body == body_type::binary)
        return refuse(reply::binary_needs_bdat); // RFC 3030 3
    dots = {};
    now = reading::data;
    accept(reply::start_data);
}

void smtp_session::state::bdat(std::string_view argument)
{
    const bdat_command command = parse_bdat(argument);
    if (!command.valid) {
        abort_transaction(); // else chunks already on their way would make a message with a hole
        return refuse_chunk(command, reply::bad_syntax);
    }
    octets = chunk_reader(command.size);
    last_chunk = command.last;
    at = has_chunk;
    now = reading::chunk;
}

// RFC 3207 4. Where it is not offered, it is a command that we do not know, whenever it comes.
void smtp_session::state::starttls(std::string_view argument)
{
    if (!options.starttls)
        return refuse(reply::not_implemented);
    if (encrypted || at != no_transaction)
        return refuse(reply::bad_sequence);
    if (!argument.empty())
        return refuse(reply::bad_syntax);
    accept(reply::ready_for_tls);
    input = {};
    now = reading::tls;
    events.push_back(start_tls{});
}

void smtp_session::state::rset(std::string_view)
{
    abort_transaction();
    accept(reply::ok);
}

void smtp_session::state::noop(std::string_view)
{
    accept(reply::ok);
}

void smtp_session::state::quit(std::string_view)
{
    close(reply::closing);
}

void smtp_session::state::vrfy(std::string_view)
{
    accept(reply::not_verified);
}

void smtp_session::state::help(std::string_view)
{
    accept(reply::help);
}

void smtp_session::state::unimplemented(std::string_view)
{
    refuse(reply::not_implemented);
}

void smtp_session::state::unknown(std::string_view)
{
    refuse(reply::unknown_command);
}

void smtp_session::state::accept(reply r)
{
    errors = 0;
    output.add(r);
}

void smtp_session::state::refuse(reply r)
{
    if (errors == options.errors)
        return close(reply::too_many_errors);
    ++errors;
    output.add(r);
}

// The octets come whether they are wanted or not (RFC 3030 2).
void smtp_session::state::refuse_chunk(const bdat_command& command, reply r)
{
    octets = chunk_reader(command.size);
    chunk_refusal = r;
    now = reading::chunk;
}

} // namespace recoil::proto
