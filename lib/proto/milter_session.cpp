#include "proto/milter_session.hpp"

#include "proto/milter_argument.hpp"
#include "proto/milter_frame.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <deque>
#include <utility>

namespace recoil::proto {

namespace {

constexpr std::uint32_t oldest_version = 2;
constexpr std::uint32_t newest_version = 6;
constexpr std::size_t offer_bytes = 12; // version, actions, steps

// The third number of O: what the MTA is to leave out, and which commands want no answer.
enum step : std::uint32_t {
    no_connect = 0x1,
    no_hello = 0x2,
    no_unknown = 0x100,
    no_data = 0x200,
    silent_header = 0x80,
    silent_mail = 0x4000,
    silent_rcpt = 0x8000,
    silent_body = 0x80000,
    leading_space = 0x100000, // field values keep it
};
constexpr std::uint32_t wanted_steps = no_connect | no_hello | no_unknown | no_data | silent_header | silent_mail |
                                       silent_rcpt | silent_body | leading_space;

constexpr char answer_continue = 'c';
constexpr char answer_accept = 'a';

} // namespace

struct milter_session::state {
    explicit state(milter_options given) : options(given) {}

    enum class stage {
        idle,
        header, // behind M
        body,   // behind N
        skipped,
        closed,
    };
    event next();
    bool read_packet(); // false where it needs more input
    void obey(char command, std::string_view data);

    void negotiate(std::string_view offer);
    void mail(std::string_view argument);
    void rcpt(std::string_view argument);
    void field(std::string_view data);
    void end_header(std::string_view data);
    void body(std::string_view chunk);
    void end_message(std::string_view chunk);
    void abort(std::string_view data);
    void quit(std::string_view) { close(); }
    void nothing(std::string_view) {}

    bool in_message() const { return at == stage::header || at == stage::body; }
    void close();

    enum class answered {
        yes, // with "continue", whatever becomes of the message
        of_message,
        by_itself, // or not at all
    };
    struct rule { // a row of the table of commands
        char command;
        void (state::*obey)(std::string_view);
        answered how;
        std::uint32_t silent; // the step by which the MTA wants no answer
    };
    static const rule rules[];
    static const rule& rule_of(char command);
    void answer(const rule& row);

    milter_options options;
    milter_splitter packets;
    std::string_view input;
    std::string output;
    std::deque<event> events;  // what one packet yielded
    const rule* due = nullptr; // its answer waits for the driver's view of the events
    std::string text;          // of the content event that was yielded last
    stage at = stage::idle;
    std::uint32_t steps = 0; // that were agreed upon
    std::size_t recipients = 0;
};

// clang-format off
const milter_session::state::rule milter_session::state::rules[] = {
    {'O', &state::negotiate,   answered::by_itself,  0},
    {'D', &state::nothing,     answered::by_itself,  0}, // macros
    {'C', &state::nothing,     answered::yes,        0}, // connect
    {'H', &state::nothing,     answered::yes,        0}, // HELO
    {'M', &state::mail,        answered::of_message, silent_mail},
    {'R', &state::rcpt,        answered::of_message, silent_rcpt},
    {'T', &state::nothing,     answered::of_message, 0}, // DATA
    {'L', &state::field,       answered::of_message, silent_header},
    {'N', &state::end_header,  answered::of_message, 0},
    {'B', &state::body,        answered::of_message, silent_body},
    {'E', &state::end_message, answered::by_itself,  0},
    {'A', &state::abort,       answered::by_itself,  0},
    {'K', &state::abort,       answered::by_itself,  0}, // a new connection of the MTA's client on this one of ours
    {'Q', &state::quit,        answered::by_itself,  0},
    {0,   &state::nothing,     answered::yes,        0}, // any other: U is an SMTP command that the MTA does not know
};
// clang-format on

const milter_session::state::rule& milter_session::state::rule_of(char command)
{
    const rule* found = std::begin(rules);
    while (found->command != command && found->command != 0)
        ++found;
    return *found;
}

event milter_session::state::next()
{
    while (events.empty()) {
        if (due != nullptr)
            answer(*std::exchange(due, nullptr));
        if (at == stage::closed)
            return closed{};
        if (!read_packet())
            return need_input{};
    }
    event first = std::move(events.front());
    events.pop_front();
    return first;
}

bool milter_session::state::read_packet()
{
    const milter_splitter::packet packet = packets.next(input);
    switch (packet.what) {
    case milter_splitter::status::need_input:
        return false;
    case milter_splitter::status::complete:
        obey(packet.command, packet.data);
        break;
    case milter_splitter::status::malformed:
        close();
        break;
    }
    return true;
}

void milter_session::state::obey(char command, std::string_view data)
{
    const rule& row = rule_of(command);
    (this->*row.obey)(data);
    if (row.how != answered::by_itself && (steps & row.silent) == 0)
        due = &row;
}

// "accept" to a command that is not of a message would be for all messages of the connection.
void milter_session::state::answer(const rule& row)
{
    const bool enough = row.how == answered::of_message && at == stage::skipped;
    append_milter_packet(output, enough ? answer_accept : answer_continue);
}

void milter_session::state::negotiate(std::string_view offer)
{
    abort({});
    if (offer.size() < offer_bytes || read_milter_number(offer) < oldest_version)
        return close();
    steps = read_milter_number(offer.substr(8)) & wanted_steps;
    std::string agreed;
    append_milter_number(agreed, std::min(read_milter_number(offer), newest_version));
    append_milter_number(agreed, 0); // actions
    append_milter_number(agreed, steps);
    append_milter_packet(output, 'O', agreed);
}

void milter_session::state::mail(std::string_view argument)
{
    abort({});
    at = stage::header;
    recipients = 0;
    events.push_back(mail_from{milter_address(argument)});
}

void milter_session::state::rcpt(std::string_view argument)
{
    if (at != stage::header || recipients > options.recipients)
        return;
    if (recipients++ < options.recipients)
        events.push_back(rcpt_to{milter_address(argument)});
    else
        events.push_back(limit_reached{"recipients"});
}

void milter_session::state::field(std::string_view data)
{
    text.clear();
    if (at == stage::header && append_milter_field(text, data, (steps & leading_space) != 0))
        events.push_back(content{text});
}

void milter_session::state::end_header(std::string_view)
{
    if (at != stage::header)
        return;
    at = stage::body;
    events.push_back(content{"\r\n"});
    events.push_back(end_of_header{});
}

void milter_session::state::body(std::string_view chunk)
{
    end_header({}); // for an MTA that left it out
    if (at == stage::body && !chunk.empty())
        events.push_back(content{chunk});
}

void milter_session::state::end_message(std::string_view chunk)
{
    append_milter_packet(output, at == stage::skipped ? answer_accept : answer_continue);
    body(chunk);
    if (at == stage::body)
        events.push_back(end_of_message{});
    at = stage::idle;
}

void milter_session::state::abort(std::string_view)
{
    if (in_message())
        events.push_back(aborted{});
    at = stage::idle;
}

void milter_session::state::close()
{
    if (at == stage::closed)
        return;
    abort({});
    at = stage::closed;
    input = {};
}

milter_session::milter_session(milter_options options) : state_(std::make_unique<state>(options)) {}
milter_session::~milter_session() = default;
milter_session::milter_session(milter_session&&) noexcept = default;
milter_session& milter_session::operator=(milter_session&&) noexcept = default;

void milter_session::feed(std::string_view bytes)
{
    assert(state_->input.empty());
    if (state_->at != state::stage::closed)
        state_->input = bytes;
}

event milter_session::next()
{
    return state_->next();
}

void milter_session::skip_message()
{
    state_->events.clear();
    if (state_->at == state::stage::body)
        state_->at = state::stage::skipped;
}

void milter_session::disconnect()
{
    state_->close();
}

std::string milter_session::take_output()
{
    return std::exchange(state_->output, {});
}

bool milter_session::in_message() const
{
    return state_->in_message();
}

} // namespace recoil::proto
