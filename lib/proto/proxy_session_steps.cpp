#include "proto/proxy_session_state.hpp"

#include <cassert>
#include <utility>

namespace recoil::proto {

// What an answer to a step may be, and what it means where it is the one hoped for.
struct proxy_session::state::row {
    proxy_step step;
    int success;                // first digit
    void (state::*then)();      // on success
    void (state::*else_then)(); // on any other answer
};

// In the order of the enumeration, up to the steps that are never asked.
const proxy_session::state::row proxy_session::state::rows[] = {
    {proxy_step::connect, 2, &state::nothing, &state::nothing},
    {proxy_step::ehlo, 2, &state::abort_transaction, &state::nothing},
    {proxy_step::reset, 2, &state::abort_transaction, &state::nothing},
    {proxy_step::mail, 2, &state::begin_transaction, &state::nothing},
    {proxy_step::rcpt, 2, &state::add_recipient, &state::nothing},
    {proxy_step::data, 3, &state::begin_data, &state::nothing},
    {proxy_step::end_of_data, 2, &state::end_message, &state::abort_transaction},
    {proxy_step::quit, 2, &state::close, &state::nothing},
    {proxy_step::other, 2, &state::nothing, &state::nothing},
};

void proxy_session::state::take_reply()
{
    const row& r = rows[static_cast<std::size_t>(asked)];
    assert(r.step == asked);
    const int digit = replies.code() / 100;
    const bool success = digit == r.success;
    if (!success && digit < 4)
        return lose_next_hop(); // what is expected of the client now cannot be known
    to_client.bytes += success && asked == proxy_step::ehlo ? withhold_extensions(replies.bytes()) : replies.bytes();
    to_client.codes.push_back(replies.code());
    now = reading::commands;
    (this->*(success ? r.then : r.else_then))();
    if (replies.code() == 421)
        close(); // RFC 5321 3.8: so does the next hop
}

void proxy_session::state::begin_transaction()
{
    abort_transaction();
    in_transaction = true;
    events.push_back(mail_from{std::move(address)});
}

void proxy_session::state::add_recipient()
{
    if (in_transaction)
        events.push_back(rcpt_to{std::move(address)});
}

void proxy_session::state::begin_data()
{
    guard = {};
    dots = {};
    now = reading::data;
}

void proxy_session::state::end_message()
{
    if (std::exchange(in_transaction, false))
        events.push_back(end_of_message{});
}

void proxy_session::state::abort_transaction()
{
    if (std::exchange(in_transaction, false))
        events.push_back(aborted{});
}

void proxy_session::state::close()
{
    abort_transaction();
    now = reading::nothing;
    from_client = from_next_hop = {};
}

void proxy_session::state::close(reply last)
{
    if (now == reading::nothing)
        return;
    to_client.add(last);
    close();
}

// The client is answered for what waits, and what it is still sending is read to its end.
void proxy_session::state::lose_next_hop()
{
    if (now == reading::nothing || std::exchange(next_hop_gone, true))
        return;
    abort_transaction();
    from_next_hop = {};
    to_next_hop.clear();
    if (now != reading::reply)
        return;
    to_client.add(reply::next_hop_lost);
    now = reading::commands;
    if (asked == proxy_step::connect)
        close();
}

} // namespace recoil::proto
