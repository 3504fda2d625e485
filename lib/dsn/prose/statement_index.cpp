#include "dsn/prose/statement_index.hpp"

#include "dsn/field_value.hpp"
#include "util/ascii.hpp"
#include "util/utf8.hpp"

#include <algorithm>

namespace recoil::dsn {

namespace {

constexpr std::size_t max_answer = 16'384;
constexpr std::size_t max_host = 255;

// Nothing but codes, or nothing at all.
bool says_nothing(const reply& answer)
{
    return std::ranges::none_of(answer.text, [](char c) { return ascii::is_alpha(c) || (c & 0x80) != 0; });
}

void add_place(const statement& said, recipient_report& r)
{
    if (!r.stage)
        r.stage = said.stage;
    complete(r.remote_mta, bounded_text(said.remote_mta, max_host));
    complete(r.remote_ip, said.remote_ip);
}

void set_answer(const statement& said, recipient_report& r)
{
    r.answer = said.answer;
    r.answer.text = utf8::prefix(said.answer.text, max_answer);
}

} // namespace

statement_index::statement_index(const std::vector<statement>& statements)
{
    for (const statement& s : statements) {
        if (!s.recipient.empty())
            by_address_.try_emplace(ascii::to_lower(s.recipient), &s);
        else
            only_unnamed_ = std::exchange(seen_unnamed_, true) ? nullptr : &s;
        if (!s.first_line.empty())
            by_first_line_.try_emplace(parse_reply(s.first_line).text, &s);
    }
}

void statement_index::complete(recipient_report& r, bool alone) const
{
    const bool answered = !says_nothing(r.answer);
    if (const statement* said = answered ? beginning_with(r.answer) : nullptr) {
        set_answer(*said, r);
        add_place(*said, r);
        return;
    }
    const statement* said = of(r);
    if (!said && alone && !is_mailbox(r.recipient) && by_address_.size() == 1) {
        said = by_address_.begin()->second; // who is behind the pipe or the file that failed
        r.recipient = said->recipient;
    }
    if (!said && alone && !answered)
        said = only_unnamed_;
    if (!said)
        return;
    if (!answered)
        set_answer(*said, r);
    add_place(*said, r);
}

const statement* statement_index::of(const recipient_report& r) const
{
    for (const std::string* address : {&r.recipient, &r.original_recipient}) {
        if (const auto found = by_address_.find(ascii::to_lower(*address)); found != by_address_.end())
            return found->second;
    }
    return nullptr;
}

const statement* statement_index::beginning_with(const reply& answer) const
{
    const auto found = by_first_line_.find(answer.text);
    return found == by_first_line_.end() ? nullptr : found->second;
}

} // namespace recoil::dsn
