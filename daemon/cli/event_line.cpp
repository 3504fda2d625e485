#include "daemon/cli/event_line.hpp"

#include "daemon/cli/event_facts.hpp"
#include "daemon/cli/event_source.hpp"
#include "daemon/cli/time_text.hpp"
#include "util/utf8.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace recoil::cli {

namespace {

constexpr std::size_t outcome_width = 9;

// The widths of the columns, for terminals of at least some width. 0: not shown.
struct layout {
    std::size_t least;
    std::size_t time; // the last characters of 2026-11-21 08:00:03
    std::size_t recipient;
    std::size_t provider;
    std::size_t reason;
    bool reply;
};
constexpr std::array<layout, 3> layouts{
    {{100, 14, 26, 14, 24, true}, {80, 8, 24, 14, 21, false}, {0, 8, 18, 0, 20, false}}};

const layout& layout_of(const terminal& out)
{
    return *std::ranges::find_if(layouts, [&out](const layout& l) { return out.width() >= l.least; });
}

std::string cell(std::string_view text, std::size_t width)
{
    return width == 0 ? "" : fit(text.empty() ? "-" : utf8::escape_controls(text), width) + " ";
}

// In brackets: told once more, by a source that the counters do not take it from.
std::string_view outcome_of(const event_facts& event)
{
    if (event.forged)
        return "forged";
    if (event.duplicate)
        return "repeated";
    if (event.banned())
        return event.counts() ? "BANNED" : "(BANNED)";
    if (event.delayed())
        return event.counts() ? "deferred" : "(delayed)";
    if (event.failed())
        return event.counts() ? "failed" : "(failed)";
    return event.action.empty() ? event.kind : event.action;
}

colour colour_of(const event_facts& event)
{
    if (!event.counts())
        return colour::dim;
    if (event.banned())
        return colour::alarm;
    if (event.category == "bad_address")
        return colour::yellow;
    return event.action == "delivered" ? colour::green : colour::plain;
}

std::string row(const layout& columns, std::string_view time, std::string_view outcome, std::string_view recipient,
                std::string_view provider, std::string_view reason)
{
    return cell(time, columns.time) + cell(outcome, outcome_width) + cell(recipient, columns.recipient) +
           cell(provider, columns.provider) + cell(reason, columns.reason);
}

std::string_view without_trailing_blanks(std::string_view text)
{
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

} // namespace

std::string event_line_heading(const terminal& out)
{
    const layout& columns = layout_of(out);
    const std::string text =
        row(columns, columns.time > 8 ? "TIME (UTC)" : "UTC", "WHAT", "RECIPIENT", "PROVIDER", "REASON") +
        (columns.reply ? "REPLY" : "");
    return out.paint(colour::bold, without_trailing_blanks(text)) + "\n";
}

std::string event_line(const boost::json::object& event, const terminal& out)
{
    const layout& columns = layout_of(out);
    const event_facts facts(event);
    const std::string time = facts.time ? shown_time(*facts.time) : "-";
    std::string text = row(columns, time.substr(time.size() - std::min(time.size(), columns.time)), outcome_of(facts),
                           text_of(event, "recipient"), facts.provider, facts.reason);
    if (facts.banned() && !facts.sending_ip.empty())
        text += "[" + utf8::escape_controls(facts.sending_ip) + "] ";
    if (columns.reply)
        text += utf8::escape_controls(text_of(event, "diagnostic"));
    if (out.is_terminal())
        text = fit(without_trailing_blanks(text), out.width());
    return out.paint(colour_of(facts), without_trailing_blanks(text)) + "\n";
}

} // namespace recoil::cli
