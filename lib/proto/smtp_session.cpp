#include "proto/smtp_session.hpp"

#include "proto/smtp_session_state.hpp"

#include <cassert>
#include <utility>

namespace recoil::proto {

namespace {

// A short command has a long reply: whoever sends many and reads nothing shall not fill our memory.
constexpr std::size_t much_output = 16'384;

} // namespace

smtp_session::state::state(smtp_options given)
    : options(std::move(given)), output(options.hostname), lines(options.line_bytes)
{
    output.add(220, options.protocol == dialect::lmtp ? " LMTP recoil" : " ESMTP recoil");
}

event smtp_session::state::next()
{
    while (events.empty()) {
        if (now == reading::commands && output.bytes.size() >= much_output)
            return need_output{};
        bool progress = false;
        switch (now) {
        case reading::commands:
            progress = read_command();
            break;
        case reading::data:
            progress = read_data();
            break;
        case reading::chunk:
            progress = read_chunk();
            break;
        case reading::answer:
        case reading::tls:
            break;
        case reading::nothing:
            return closed{};
        }
        if (!progress)
            return need_input{};
    }
    event first = std::move(events.front());
    events.pop_front();
    return first;
}

bool smtp_session::state::read_command()
{
    const line_splitter::line line = lines.next(input);
    switch (line.what) {
    case line_splitter::status::need_input:
        return false;
    case line_splitter::status::complete:
        obey(parse_command(line.text));
        break;
    case line_splitter::status::bare_newline:
        refuse(reply::bare_newline);
        break;
    case line_splitter::status::too_long:
        events.push_back(limit_reached{"line_bytes"});
        refuse(reply::line_too_long);
        break;
    }
    return true;
}

bool smtp_session::state::read_data()
{
    const std::string_view piece = dots.next(input);
    take_content(piece);
    if (dots.finished())
        end_message();
    return dots.finished() || !piece.empty();
}

bool smtp_session::state::read_chunk()
{
    if (octets.finished()) {
        end_chunk();
        return true;
    }
    const std::string_view piece = octets.next(input);
    if (!chunk_refusal)
        take_content(piece);
    return !piece.empty();
}

// Exactly message_bytes are handed out, so that what the driver sees does not depend on how the input is cut.
void smtp_session::state::take_content(std::string_view piece)
{
    if (too_big)
        return;
    const std::uint64_t room = options.message_bytes - received;
    if (options.message_bytes != 0 && piece.size() > room) {
        piece = piece.substr(0, static_cast<std::size_t>(room));
        too_big = true;
    }
    received += piece.size();
    if (!piece.empty())
        events.push_back(content{piece});
    if (too_big)
        events.push_back(limit_reached{"message_bytes"});
}

void smtp_session::state::end_message()
{
    now = reading::commands;
    if (too_big) {
        answer_message(reply::message_too_big);
        abort_transaction();
        return;
    }
    now = reading::answer;
    events.push_back(end_of_message{});
}

void smtp_session::state::end_chunk()
{
    now = reading::commands;
    if (chunk_refusal) {
        refuse(*std::exchange(chunk_refusal, std::nullopt));
    } else if (last_chunk) {
        end_message();
    } else if (too_big) {
        output.add(reply::message_too_big);
        abort_transaction();
    } else {
        accept(reply::chunk_ok);
    }
}

void smtp_session::state::answer_message(reply r)
{
    const std::size_t replies = options.protocol == dialect::lmtp ? recipients : 1;
    for (std::size_t i = 0; i < replies; ++i)
        output.add(r);
}

void smtp_session::state::end_transaction()
{
    if (at != no_hello)
        at = no_transaction;
    recipients = 0;
    received = 0;
    too_big = false;
}

void smtp_session::state::abort_transaction()
{
    if (in_transaction())
        events.push_back(aborted{});
    end_transaction();
}

void smtp_session::state::close()
{
    if (now == reading::nothing)
        return;
    abort_transaction();
    now = reading::nothing;
    input = {};
}

void smtp_session::state::close(reply last)
{
    if (now != reading::nothing)
        output.add(last);
    close();
}

std::string_view name(dialect d)
{
    return d == dialect::lmtp ? "lmtp" : "smtp";
}

smtp_session::smtp_session(smtp_options options) : state_(std::make_unique<state>(std::move(options))) {}
smtp_session::~smtp_session() = default;
smtp_session::smtp_session(smtp_session&&) noexcept = default;
smtp_session& smtp_session::operator=(smtp_session&&) noexcept = default;

void smtp_session::feed(std::string_view bytes)
{
    assert(state_->input.empty());
    if (state_->now != state::reading::nothing && state_->now != state::reading::tls)
        state_->input = bytes;
}

event smtp_session::next()
{
    return state_->next();
}

void smtp_session::answer(verdict v)
{
    if (state_->now == state::reading::nothing)
        return; // the client is gone meanwhile
    assert(state_->now == state::reading::answer);
    state_->answer_message(v == verdict::accept ? reply::recorded : reply::not_recorded);
    state_->end_transaction();
    state_->now = state::reading::commands;
}

void smtp_session::tls_started()
{
    if (state_->now == state::reading::nothing)
        return; // the client is gone meanwhile
    assert(state_->now == state::reading::tls && state_->output.bytes.empty());
    state_->encrypted = true;
    state_->at = no_hello;
    state_->now = state::reading::commands;
}

void smtp_session::shut_down()
{
    state_->close(reply::shutting_down);
}

void smtp_session::time_out()
{
    state_->close(reply::timed_out);
}

void smtp_session::disconnect()
{
    state_->close();
}

smtp_session::output smtp_session::take_output()
{
    return {std::exchange(state_->output.bytes, {}), std::exchange(state_->output.codes, {})};
}

bool smtp_session::in_transaction() const
{
    return state_->in_transaction();
}

std::string smtp_session::refusal(const smtp_options& options)
{
    reply_buffer output(options.hostname);
    output.add(reply::too_many_sessions);
    return output.bytes;
}

std::string smtp_session::denial(const smtp_options& options)
{
    reply_buffer output(options.hostname);
    output.add(reply::not_allowed);
    return output.bytes;
}

} // namespace recoil::proto
