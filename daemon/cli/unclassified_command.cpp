// recoil unclassified: the replies that no rule explains, as a pack of rules to be completed.
//
// Every event is asked again by the rules of today: what a rule explains by now is not shown, whatever was recorded.
#include "daemon/cli/commands.hpp"
#include "daemon/cli/event_source.hpp"
#include "daemon/cli/json_list.hpp"
#include "daemon/cli/load_rules.hpp"
#include "daemon/cli/stub_pack.hpp"
#include "daemon/cli/terminal.hpp"
#include "daemon/cli/unexplained.hpp"
#include "daemon/exit_code.hpp"
#include "daemon/host.hpp"
#include "util/utf8.hpp"

#include <algorithm>
#include <cstdio>
#include <string>

namespace recoil::cli {

namespace {

constexpr std::size_t date_bytes = 10;
constexpr std::size_t hosts_shown = 3;
constexpr std::size_t comment_width = 116;

using replies = std::vector<const unexplained_reply*>;

// As comments of YAML: no line of them can end the comment.
std::string comment(std::string_view text, std::string_view indent = "  ")
{
    std::string lines;
    for (const std::string& line : wrap(utf8::escape_controls(text), comment_width))
        lines += std::string(indent) + "# " + line + "\n";
    return lines;
}

std::string share(std::uint64_t n, std::uint64_t of)
{
    return std::to_string(n) + " of " + std::to_string(of);
}

std::string head(const unexplained& found, const events_read& read)
{
    return comment("Replies that no rule explains, of " + std::to_string(read.events) +
                       " events by the rules of today: " + share(found.unknown, found.failures) +
                       " failed or delayed recipients not at all, " + std::to_string(found.by_code) +
                       " only by a code.",
                   "") +
           comment(
               "Put the rules that you want into /etc/recoil/rules.d/, replace REASON (recoil rules reasons), say what "
               "it means and what to do, and run: recoil rules test --rules FILE",
               "");
}

void print_reply(const unexplained_reply& r, const rule_stub& stub)
{
    const std::string decided =
        r.verdict.rule.empty() ? "nothing matches"
                               : r.verdict.reason + " by the rule " + r.verdict.rule + " (" + r.verdict.evidence + ")";
    std::string text = "\n" + comment(std::to_string(r.count) + " times since " + r.first_time + ": " + decided);
    text += comment("from " + r.providers.described(hosts_shown) +
                    (r.hosts.counts().empty() ? "" : "; hosts: " + r.hosts.described(hosts_shown)));
    text += comment(r.reply);
    text += stub.usable() ? stub.yaml()
                          : comment("No rule of its own: another one here explains it too, or it has no words.");
    std::fputs(text.c_str(), stdout);
}

void print_pack(const unexplained& found, const replies& rows, const std::vector<rule_stub>& stubs,
                const events_read& read)
{
    const std::string today = format_rfc3339(wall_clock()).substr(0, date_bytes);
    std::fputs((head(found, read) + stub_pack_head(today)).c_str(), stdout);
    if (std::ranges::none_of(stubs, &rule_stub::usable))
        std::fputs("  []\n", stdout);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i == 0 || rows[i]->by_code != rows[i - 1]->by_code)
            std::fputs(
                ("\n" + comment(rows[i]->by_code ? "ONLY BY A CODE, which may lie" : "NOT EXPLAINED AT ALL")).c_str(),
                stdout);
        print_reply(*rows[i], stubs[i]);
    }
    if (found.given_up() > 0)
        std::fputs(
            ("\n" + comment("Of the rarest replies " + std::to_string(found.given_up()) + " are not listed.")).c_str(),
            stdout);
}

void append_counts(event::json_object& parent, std::string_view key, const name_counts& names)
{
    event::json_object object(parent.key(key));
    for (const auto& [name, count] : names.counts())
        object.escaped_key(name) += std::to_string(count);
}

void append_reply(event::json_object& row, const unexplained_reply& r, const rule_stub& stub)
{
    row.number("count", r.count);
    row.text("reply", r.reply);
    row.text("example", stub.example);
    row.boolean("by_code", r.by_code);
    row.text("category", r.verdict.category);
    row.text("reason", r.verdict.reason);
    row.member("rule", r.verdict.rule);
    row.member("status", r.status);
    row.member("first_time", r.first_time);
    append_counts(row, "providers", r.providers);
    append_counts(row, "hosts", r.hosts);
    row.member("stub", stub.usable() ? stub.yaml() : std::string());
}

void print_json(const unexplained& found, const replies& rows, const std::vector<rule_stub>& stubs,
                const events_read& read)
{
    std::string text;
    {
        event::json_object object(text);
        object.number("events", read.events);
        object.number("damaged_lines", read.damaged);
        object.number("failures", found.failures);
        object.number("unknown", found.unknown);
        object.number("by_code", found.by_code);
        object.number("not_listed", found.given_up());
        std::size_t i = 0;
        append_objects(object, "replies", rows,
                       [&](event::json_object& row, const unexplained_reply* r) { append_reply(row, *r, stubs[i++]); });
    }
    std::fputs((text + "\n").c_str(), stdout);
}

} // namespace

int unclassified(const unclassified_options& options)
{
    const auto rules = load_rules(options.rules);
    if (!rules)
        return exit_code::failure;
    unexplained found(rules);
    const events_read read =
        read_events(options.paths, [&found](const boost::json::object& event) { found.add(event); });
    const replies rows = found.replies(options.top);
    std::vector<reply_kind> kinds;
    for (const unexplained_reply* r : rows) // a rule for a code that another one explains by the code adds nothing
        kinds.push_back({r->reply, r->verdict.evidence == "status" ? "" : r->status});
    const auto stubs = make_stubs(kinds, *rules);
    options.format == format::json ? print_json(found, rows, stubs, read) : print_pack(found, rows, stubs, read);
    return read.complain() ? exit_code::ok : exit_code::failure;
}

} // namespace recoil::cli
