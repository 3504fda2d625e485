#include "proto/proxy_session.hpp"

#include "proto/proxy_session_state.hpp"
#include "proto/smtp_command.hpp"

#include <cassert>
#include <utility>

namespace recoil::proto {

namespace {

constexpr std::size_t much_output = 65'536;

} // namespace

proxy_session::state::state(proxy_options given) : to_client(given.hostname), lines(given.line_bytes) {}

proxy_event proxy_session::state::next()
{
    while (events.empty()) {
        if (now == reading::nothing)
            return closed{};
        if (must_write())
            return need_output{};
        if (read())
            continue;
        if (now == reading::reply)
            return need_next_hop{};
        return need_client{};
    }
    proxy_event first = std::move(events.front());
    events.pop_front();
    return first;
}

// A question leaves before its answer is looked at, even where that is there already.
bool proxy_session::state::must_write() const
{
    const bool question = now == reading::reply && !to_next_hop.empty();
    return question || to_client.bytes.size() >= much_output || to_next_hop.size() >= much_output;
}

bool proxy_session::state::read()
{
    switch (now) {
    case reading::reply:
        return read_reply();
    case reading::commands:
        return read_command();
    case reading::data:
        return read_data();
    case reading::chunk:
        return read_chunk();
    case reading::nothing:
        break;
    }
    return false;
}

bool proxy_session::state::read_reply()
{
    switch (replies.next(from_next_hop)) {
    case reply_reader::status::need_input:
        return false;
    case reply_reader::status::complete:
        take_reply();
        break;
    case reply_reader::status::malformed:
        lose_next_hop();
        break;
    }
    return true;
}

bool proxy_session::state::read_command()
{
    const line_splitter::line line = lines.next(from_client);
    if (line.what == line_splitter::status::need_input)
        return false;
    if (next_hop_gone) {
        close(reply::next_hop_gone);
    } else if (line.what == line_splitter::status::complete) {
        obey(line.text);
    } else if (line.what == line_splitter::status::bare_newline) {
        to_client.add(reply::bare_newline);
    } else {
        events.push_back(limit_reached{"line_bytes"});
        to_client.add(reply::line_too_long);
    }
    return true;
}

void proxy_session::state::obey(std::string_view line)
{
    const proxy_command command = parse_proxy_command(line);
    if (command.step == proxy_step::withheld) {
        to_client.add(reply::not_implemented);
        return;
    }
    if (command.step == proxy_step::chunk) {
        octets = chunk_reader(parse_bdat(command.argument).size);
        now = reading::chunk;
        return;
    }
    if (command.step == proxy_step::mail || command.step == proxy_step::rcpt)
        address = proxy_address(command.argument, command.step);
    to_next_hop.append(line).append("\r\n");
    ask(command.step);
}

void proxy_session::state::ask(proxy_step step)
{
    asked = step;
    now = reading::reply;
}

bool proxy_session::state::read_data()
{
    const std::string_view piece = guard.next(from_client);
    if (!next_hop_gone)
        to_next_hop.append(piece);
    tee(piece);
    if (guard.finished())
        end_data();
    if (guard.smuggled())
        close(reply::smuggled);
    return !piece.empty() || now != reading::data;
}

void proxy_session::state::tee(std::string_view piece)
{
    while (in_transaction && !piece.empty()) {
        const std::string_view text = dots.next(piece);
        if (!text.empty())
            events.push_back(content{text});
    }
}

void proxy_session::state::end_data()
{
    assert(!in_transaction || dots.finished());
    if (!next_hop_gone)
        return ask(proxy_step::end_of_data);
    to_client.add(reply::next_hop_lost);
    now = reading::commands;
}

bool proxy_session::state::read_chunk()
{
    octets.next(from_client);
    if (!octets.finished())
        return false;
    to_client.add(reply::not_implemented);
    now = reading::commands;
    return true;
}

proxy_session::proxy_session(proxy_options options) : state_(std::make_unique<state>(std::move(options))) {}
proxy_session::~proxy_session() = default;
proxy_session::proxy_session(proxy_session&&) noexcept = default;
proxy_session& proxy_session::operator=(proxy_session&&) noexcept = default;

void proxy_session::feed_client(std::string_view bytes)
{
    assert(state_->from_client.empty());
    if (state_->now != state::reading::nothing)
        state_->from_client = bytes;
}

void proxy_session::feed_next_hop(std::string_view bytes)
{
    assert(state_->from_next_hop.empty());
    if (state_->now != state::reading::nothing && !state_->next_hop_gone)
        state_->from_next_hop = bytes;
}

proxy_event proxy_session::next()
{
    return state_->next();
}

void proxy_session::next_hop_lost()
{
    state_->lose_next_hop();
}

void proxy_session::client_lost()
{
    state_->close();
}

void proxy_session::time_out()
{
    state_->close(reply::timed_out);
}

void proxy_session::shut_down()
{
    state_->close(reply::shutting_down);
}

proxy_session::output proxy_session::take_client_output()
{
    return {std::exchange(state_->to_client.bytes, {}), std::exchange(state_->to_client.codes, {})};
}

std::string proxy_session::take_next_hop_output()
{
    return std::exchange(state_->to_next_hop, {});
}

bool proxy_session::in_transaction() const
{
    return state_->in_transaction || state_->now == state::reading::data;
}

bool proxy_session::message_sent() const
{
    return state_->now == state::reading::reply && state_->asked == proxy_step::end_of_data;
}

bool proxy_session::lost_next_hop() const
{
    return state_->next_hop_gone;
}

} // namespace recoil::proto
