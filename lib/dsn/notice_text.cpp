#include "dsn/notice_text.hpp"

#include "dsn/field_value.hpp"
#include "dsn/statement.hpp"
#include "util/ascii.hpp"
#include "util/utf8.hpp"

#include <algorithm>
#include <unordered_map>

namespace recoil::dsn {

namespace {

constexpr std::size_t max_answer = 16'384;
constexpr std::size_t max_host = 255;

std::vector<std::string_view> split_lines(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (!line.empty() && ascii::is_space(line.back()))
            line.remove_suffix(1);
        lines.push_back(line);
    }
    return lines;
}

// Nothing but codes, or nothing at all.
bool says_nothing(const reply& answer)
{
    return std::ranges::none_of(answer.text, [](char c) { return ascii::is_alpha(c) || (c & 0x80) != 0; });
}

// Finds what was said of a recipient: by address, or by the first line of the reply that the report repeats.
class index {
public:
    explicit index(const std::vector<statement>& statements)
    {
        for (const statement& s : statements) {
            if (!s.recipient.empty())
                by_address_.try_emplace(ascii::to_lower(s.recipient), &s);
            else if (!only_unnamed_ && !seen_unnamed_)
                only_unnamed_ = &s;
            else
                only_unnamed_ = nullptr;
            seen_unnamed_ = seen_unnamed_ || s.recipient.empty();
            if (!s.first_line.empty())
                by_first_line_.try_emplace(parse_reply(s.first_line).text, &s);
        }
    }

    const statement* of(const recipient_report& r) const
    {
        for (const std::string* address : {&r.recipient, &r.original_recipient}) {
            if (const auto found = by_address_.find(ascii::to_lower(*address)); found != by_address_.end())
                return found->second;
        }
        return nullptr;
    }
    const statement* beginning_with(const reply& answer) const
    {
        const auto found = by_first_line_.find(answer.text);
        return found == by_first_line_.end() ? nullptr : found->second;
    }
    // The one statement that names nobody, for a report of one recipient.
    const statement* unnamed() const { return only_unnamed_; }

private:
    std::unordered_map<std::string, const statement*> by_address_;
    std::unordered_map<std::string, const statement*> by_first_line_;
    const statement* only_unnamed_ = nullptr;
    bool seen_unnamed_ = false;
};

void add_place(const statement& said, recipient_report& r)
{
    if (!r.stage)
        r.stage = said.stage;
    if (r.remote_mta.empty())
        r.remote_mta = bounded_text(said.remote_mta, max_host);
    if (r.remote_ip.empty())
        r.remote_ip = said.remote_ip;
}

void set_answer(const statement& said, recipient_report& r)
{
    r.answer = said.answer;
    r.answer.text = utf8::prefix(said.answer.text, max_answer);
}

void add_statement(const index& statements, bool alone, recipient_report& r)
{
    const bool answered = !says_nothing(r.answer);
    if (const statement* said = answered ? statements.beginning_with(r.answer) : nullptr) {
        set_answer(*said, r);
        add_place(*said, r);
        return;
    }
    const statement* said = statements.of(r);
    if (!said && alone && !answered)
        said = statements.unnamed();
    if (!said)
        return;
    if (!answered)
        set_answer(*said, r);
    add_place(*said, r);
}

} // namespace

void notice_text::feed(std::string_view text)
{
    text_ += text.substr(0, max_bytes_ - std::min(max_bytes_, text_.size()));
}

void notice_text::apply(std::vector<recipient_report>& recipients) const
{
    const std::vector<std::string_view> lines = split_lines(text_);
    std::vector<statement> found;
    for (const auto read : text_readers)
        std::ranges::move(read(lines), std::back_inserter(found));
    const index statements(found);
    for (recipient_report& r : recipients)
        add_statement(statements, recipients.size() == 1, r);
}

} // namespace recoil::dsn
