#include "daemon/cli/log_summary.hpp"

#include "classify/taxonomy.hpp"
#include "util/utf8.hpp"

#include <algorithm>
#include <string_view>

namespace recoil::cli {

namespace {

using pipeline::line_result;

constexpr std::size_t count_width = 9;
constexpr std::size_t outcome_width = 9;
constexpr std::size_t provider_width = 16;
constexpr std::size_t reason_width = 36;
constexpr std::size_t label_width = 11;

std::string_view outcome_of(const event::record& e)
{
    if (e.expired)
        return "expired";
    return e.action == dsn::action::delayed ? "deferred" : "bounced";
}

std::string key_of(const event::record& e)
{
    return std::string(outcome_of(e)) + " " + e.provider + " " + e.cause->category + "/" + e.cause->reason;
}

std::string shown_time(time_point time)
{
    return format_rfc3339(time).substr(0, 19) + "Z"; // to the second
}

colour colour_of(const log_group& group)
{
    if (group.banned)
        return colour::red;
    return group.last.cause->category == "bad_address" ? colour::yellow : colour::bold;
}

std::string row(const terminal& out, const log_group& group)
{
    const event::record& e = group.last;
    const std::string count = std::to_string(group.count);
    const std::string blanks(count_width - std::min(count.size(), count_width), ' ');
    std::string text = blanks + count + "  " + pad(outcome_of(e), outcome_width) + " " +
                       pad(utf8::escape_controls(e.provider), provider_width) + " " +
                       out.paint(colour_of(group), pad(e.cause->category + "/" + e.cause->reason, reason_width)) + " " +
                       std::string(name(e.cause->fix_owner)) + "\n";
    const std::string indent(count_width + 2, ' ');
    const auto detail = [&](std::string_view label, std::string_view value) {
        if (!value.empty())
            text += labelled(out, indent + pad(label, label_width), value);
    };
    detail("last", e.occurred_at ? shown_time(*e.occurred_at) + " to " + e.recipient : e.recipient);
    detail("reply", e.diagnostic);
    if (group.banned) {
        detail("sending IP", e.sending_ip);
        detail("do", e.cause->advice);
        detail("delist at", e.cause->delist_url);
    }
    return text;
}

} // namespace

void log_summary::add(const pipeline::logged& said)
{
    const event::record& e = said.record;
    if (e.occurred_at) {
        first_ = std::min(first_.value_or(*e.occurred_at), *e.occurred_at);
        last_ = std::max(last_.value_or(*e.occurred_at), *e.occurred_at);
    }
    if (!e.cause)
        return;
    log_group& group = groups_.add(key_of(e), [] { return log_group(); });
    group.last = e;
    group.banned = classify::is_ban(e.cause->category);
}

std::string log_summary::heading() const
{
    std::uint64_t lines = 0;
    for (const std::uint64_t n : lines_)
        lines += n;
    std::string text = std::to_string(lines) + " lines";
    if (first_)
        text += ", " + shown_time(*first_) + " to " + shown_time(*last_);
    text += ": " + std::to_string(of(line_result::delivery)) + " deliveries, " +
            std::to_string(of(line_result::deferral)) + " deferrals, " + std::to_string(of(line_result::bounce)) +
            " bounces";
    if (of(line_result::unparsed) != 0)
        text += "; " + std::to_string(of(line_result::unparsed)) + " lines could not be read";
    return text + "\n";
}

std::string log_summary::text(const terminal& out, std::size_t top) const
{
    std::string text = heading();
    const auto groups = groups_.sorted();
    if (groups.empty())
        return text;
    text += "\n" +
            out.paint(colour::bold, std::string(count_width - 5, ' ') + "COUNT  " + pad("OUTCOME", outcome_width) +
                                        " " + pad("PROVIDER", provider_width) + " " + pad("REASON", reason_width) +
                                        " WHO MUST FIX IT") +
            "\n";
    const std::size_t shown = top == 0 ? groups.size() : std::min(top, groups.size());
    for (std::size_t i = 0; i < shown; ++i)
        text += row(out, groups[i]->second);
    if (shown < groups.size())
        text += "\n" + std::to_string(groups.size() - shown) + " more; --top 0 shows all\n";
    return text;
}

} // namespace recoil::cli
