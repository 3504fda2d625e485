#include "daemon/cli/comparison_writer.hpp"

#include "daemon/cli/json_list.hpp"
#include "util/utf8.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace recoil::cli {

namespace {

constexpr std::size_t label_width = 14;
constexpr std::size_t count_width = 9;
constexpr std::size_t category_width = 17;

using ranked_categories = std::vector<std::pair<std::pair<std::string, std::string>, std::uint64_t>>;

// The most frequent first, names in their order.
ranked_categories ranked(const comparison& all)
{
    ranked_categories rows(all.categories.begin(), all.categories.end());
    std::ranges::sort(rows, {}, [](const auto& row) {
        return std::tuple(~row.second, std::string_view(row.first.first), std::string_view(row.first.second));
    });
    return rows;
}

std::vector<const tally<change>::entry*> shown_changes(const comparison& all, const comparison_sides& sides)
{
    auto rows = all.changes.sorted();
    if (sides.shown != 0 && rows.size() > sides.shown)
        rows.resize(sides.shown);
    return rows;
}

std::string plural(std::uint64_t n, std::string_view what)
{
    return std::to_string(n) + " " + std::string(what) + (n == 1 ? "" : "s");
}

std::string right(std::uint64_t n)
{
    const std::string digits = std::to_string(n);
    return std::string(digits.size() < count_width ? count_width - digits.size() : 0, ' ') + digits;
}

class table_of_changes {
public:
    explicit table_of_changes(const terminal& out) : out_(out) {}

    void line(std::string_view label, std::string_view value, colour c = colour::plain)
    {
        text_ += labelled(out_, pad(label, label_width), value, c);
    }

    void summary(const comparison& all, const comparison_sides& sides, const events_read& read)
    {
        line("asked", plural(all.failures, "failed or delayed recipient") + " of " + plural(read.events, "event"));
        line("before", sides.before);
        line("after", sides.after);
        line("changed", plural(all.changed, "verdict") + "; " + std::to_string(all.other_rule) +
                            " more are the same by another rule");
        if (sides.recorded_otherwise > 0)
            line("", plural(sides.recorded_otherwise, "event") +
                         " of these were recorded with another verdict than 'before' gives: --recorded compares with "
                         "that one");
        if (all.suppressed > 0)
            line("SUPPRESSED",
                 plural(all.suppressed, "recipient") +
                     " would newly be called dead and dropped from lists. Check these "
                     "first: they are marked !!",
                 colour::red);
        if (all.unsuppressed > 0)
            line("kept", plural(all.unsuppressed, "recipient") + " would no longer be suppressed");
    }

    void categories(const comparison& all)
    {
        text_ += "\n" + out_.paint(colour::bold, std::string(count_width - 5, ' ') + "COUNT  FROM -> TO") + "\n";
        for (const auto& [way, count] : ranked(all))
            text_ += right(count) + "  " + pad(way.first, category_width) + " -> " + way.second + "\n";
    }

    void row(const change& c)
    {
        const bool loud = c.starts_to_suppress();
        text_ += "\n" + right(c.count) + "  " +
                 out_.paint(loud ? colour::red : colour::bold,
                            std::string(loud ? "!! SUPPRESSES " : "") + named(c.before) + " -> " + named(c.after)) +
                 "\n";
        const std::pair<const char*, std::string outcome::*> rest[] = {
            {"permanence", &outcome::permanence}, {"scope", &outcome::scope},
            {"fix_owner", &outcome::fix_owner},   {"list_action", &outcome::list_action},
            {"provider", &outcome::provider},
        };
        for (const auto& [label, member] : rest) {
            if (c.before.*member != c.after.*member)
                detail(label, c.before.*member + " -> " + c.after.*member);
        }
        detail("reply", c.reply);
    }

    void footer(const std::string& words) { text_ += "\n" + words + "\n"; }

    std::string take() { return std::move(text_); }

private:
    static std::string named(const outcome& o)
    {
        const std::string rule = o.rule.empty() ? "no rule" : o.rule;
        return utf8::escape_controls(o.category + "/" + o.reason + " (" + rule + ", " + o.evidence + ")");
    }

    void detail(std::string_view label, std::string_view value)
    {
        const std::string indent(count_width + 2, ' ');
        text_ += out_.paint(colour::dim, indent + pad(label, label_width)) + utf8::escape_controls(value) + "\n";
    }

    const terminal& out_;
    std::string text_;
};

void append_outcome(event::json_object& parent, std::string_view key, const outcome& o)
{
    event::json_object object(parent.key(key));
    const std::pair<std::string_view, const std::string*> members[] = {
        {"category", &o.category}, {"reason", &o.reason},       {"permanence", &o.permanence},
        {"scope", &o.scope},       {"fix_owner", &o.fix_owner}, {"list_action", &o.list_action},
        {"provider", &o.provider}, {"rule", &o.rule},           {"evidence", &o.evidence},
    };
    for (const auto& [name, value] : members)
        object.member(name, *value);
    object.boolean("suppress", o.suppresses());
}

} // namespace

std::string comparison_table(const comparison& all, const comparison_sides& sides, const events_read& read,
                             const terminal& out)
{
    table_of_changes table(out);
    table.summary(all, sides, read);
    if (all.changed > 0)
        table.categories(all);
    const auto rows = shown_changes(all, sides);
    for (const auto* entry : rows)
        table.row(entry->second);
    const std::size_t hidden = all.changes.sorted().size() - rows.size();
    if (hidden > 0)
        table.footer(plural(hidden, "more change") + " by rarer replies: --top 0 shows all");
    if (all.changes.given_up() > 0)
        table.footer("of the rarest changes " + plural(all.changes.given_up(), "recipient") + " are not listed");
    return table.take();
}

std::string comparison_json(const comparison& all, const comparison_sides& sides, const events_read& read)
{
    std::string text;
    {
        event::json_object object(text);
        object.text("before", sides.before);
        object.text("after", sides.after);
        object.number("events", read.events);
        object.number("damaged_lines", read.damaged);
        object.number("failures", all.failures);
        object.number("changed", all.changed);
        object.number("other_rule", all.other_rule);
        object.number("recorded_otherwise", sides.recorded_otherwise);
        object.number("suppressed", all.suppressed);
        object.number("unsuppressed", all.unsuppressed);
        object.number("not_listed", all.changes.given_up());
        append_objects(object, "categories", ranked(all), [](event::json_object& row, const auto& way) {
            row.text("from", way.first.first);
            row.text("to", way.first.second);
            row.number("count", way.second);
        });
        append_objects(object, "changes", shown_changes(all, sides), [](event::json_object& row, const auto* entry) {
            const change& c = entry->second;
            row.number("count", c.count);
            row.boolean("starts_to_suppress", c.starts_to_suppress());
            row.text("reply", c.reply);
            row.text("example", c.example);
            append_outcome(row, "from", c.before);
            append_outcome(row, "to", c.after);
        });
    }
    return text + "\n";
}

} // namespace recoil::cli
