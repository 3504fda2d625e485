#include "daemon/cli/command_table.hpp"
#include "daemon/cli/event_groups.hpp"
#include "daemon/cli/option_forms.hpp"
#include "daemon/cli/time_text.hpp"

#include "classify/taxonomy.hpp"
#include "daemon/host.hpp"

#include <algorithm>

namespace recoil::cli {

namespace {

const char* const event_files = "Event files, compressed by gzip or not; - is standard input";

// A name that no event can have would look like good news.
void must_be_known(const std::vector<std::string>& names, const char* option, const char* where_listed,
                   const std::function<bool(const std::string&)>& known)
{
    for (const std::string& name : names) {
        if (name.find('*') == std::string::npos && !known(name))
            throw CLI::ValidationError(option, "no such name: " + name + "; " + where_listed);
    }
}

void check_filter(const filter_options& filter)
{
    must_be_known(filter.categories, "--category", "`recoil rules reasons` lists them", [](const std::string& name) {
        return std::ranges::find(classify::categories(), name) != classify::categories().end();
    });
    must_be_known(filter.reasons, "--reason", "`recoil rules reasons` lists them",
                  [](const std::string& name) { return classify::find_reason(name) != nullptr; });
}

void add_filter(CLI::App& command, filter_options& filter)
{
    add_list(command, "--category", filter.categories, "CATEGORY", "Only these, such as banned_ip,throttled");
    add_list(command, "--reason", filter.reasons, "REASON", "Only these, such as user_unknown");
    add_list(command, "--provider", filter.providers, "PROVIDER", "Only what these refused");
    add_list(command, "--domain", filter.domains, "DOMAIN", "Only recipients there; * is any run of characters");
    add_list(command, "--stream", filter.streams, "STREAM", "Only these streams of mail");
    add_list(command, "--sending-ip", filter.sending_ips, "IP", "Only what left from these addresses; 192.0.2.* too");
    add_list(command, "--status", filter.statuses, "CODE", "Only these enhanced codes; 5.7.* too");
    command.add_flag("--bans", filter.bans, "Only bans: categories banned_ip and banned_sender");
}

void add_time(CLI::App& command, const std::string& name, std::optional<time_point>& time, const std::string& what)
{
    const auto set = [&time, name](const std::string& text) {
        time = read_time(text, wall_clock());
        if (!time)
            throw CLI::ValidationError(name, "is no time: " + text + "; " + time_forms);
    };
    command.add_option_function<std::string>(name, set, what)->type_name("TIME");
}

void add_stats(command_table& table)
{
    CLI::App& command =
        *table.app.add_subcommand("stats", "What is going on: bans, trends and shares from event files");
    stats_options& options = table.stats;
    add_choice<grouping>(command, "--by", options.by, grouping_choices(),
                         "One table by this instead of the overview; several apart by commas");
    add_time(command, "--since", options.since, "Only from then on: 90min, 24h, 7d (ago), or 2026-11-21T08:00 in UTC");
    add_time(command, "--until", options.until, "Only until then");
    add_choice(command, "--format", options.format, table_or_json, "How to answer");
    command.add_option("--top", options.top, "Rows of each table, 0 is all; else 5 in the overview, 20 with --by")
        ->check(CLI::Range(0, 1'000'000).description(""))
        ->type_name("N");
    command.add_flag("--all", options.all,
                     "Also what the metrics leave out: duplicates, forged notices, what is told twice");
    add_filter(command, options.filter);
    add_paths(command, "EVENTS", options.paths,
              std::string(event_files) +
                  "; without any: events.jsonl here or in /var/log/recoil, with its rotated files");
    command.footer("Examples:\n"
                   "  recoil stats --since 24h\n"
                   "  recoil stats --by provider,domain --category throttled /var/log/recoil/events.jsonl*\n"
                   "  recoil stats --by day --format json events.jsonl.2.gz");
    command.callback([&table] {
        check_filter(table.stats.filter);
        table.chosen = [&table] { return stats(table.stats); };
    });
}

void add_tail(command_table& table)
{
    CLI::App& command = *table.app.add_subcommand("tail", "Show the last events, and those that come");
    tail_options& options = table.tail;
    command.add_flag("-f,--follow", options.follow, "Go on with what is written, across rotation, until Ctrl-C");
    add_number(command, "-n,--lines", options.lines, 0, 100'000,
               "How many events, of those that the filters let through");
    add_choice(command, "--format", options.format, table_or_json, "How to answer; json is the lines as they stand");
    command.add_flag("-l,--long", options.long_form,
                     "All that matters of each event: reply, meaning, advice, delisting");
    add_filter(command, options.filter);
    command
        .add_option("FILE", options.file,
                    "An event file, compressed by gzip or not; - is standard input; without any: events.jsonl here or "
                    "in /var/log/recoil")
        ->type_name("");
    command.footer("Examples:\n"
                   "  recoil tail -f\n"
                   "  recoil tail -f --bans --long\n"
                   "  recoil tail -n 50 --provider microsoft365 --domain '*.contoso.com'");
    command.callback([&table] {
        check_filter(table.tail.filter);
        table.chosen = [&table] { return tail(table.tail); };
    });
}

void add_replay(command_table& table)
{
    CLI::App& command = *table.app.add_subcommand("replay", "What other rules would have made of past events");
    replay_options& options = table.replay;
    add_choice(command, "--format", options.format, table_or_json, "How to answer");
    add_rule_options(command, options.rules);
    add_globs(command, "--present", options.present.extra, "Site rule packs that are in use now; may be repeated");
    add_globs(command, "--present-packs", options.present.packs,
              "Rule packs that are in use now instead of the shipped ones; may be repeated");
    command.add_flag("--recorded", options.recorded,
                     "Compare with the verdicts that the events hold, not with the present rules");
    add_top(command, options.top, "How many changes to show; 0 is all");
    add_paths(command, "EVENTS", options.paths, event_files)->required();
    command.footer("Example:\n  recoil replay --rules site.yaml /var/log/recoil/events.jsonl*");
    command.callback([&table] { table.chosen = [&table] { return replay(table.replay); }; });
}

void add_unclassified(command_table& table)
{
    CLI::App& command =
        *table.app.add_subcommand("unclassified", "The replies that no rule explains, with a rule to start from");
    unclassified_options& options = table.unclassified;
    add_choice<format>(command, "--format", options.format, {{"yaml", format::table}, {"json", format::json}},
                       "How to answer; yaml is rules to be completed");
    add_rule_options(command, options.rules);
    add_top(command, options.top, "How many replies of each sort to show; 0 is all");
    add_paths(command, "EVENTS", options.paths, event_files)->required();
    command.footer("Example:\n  recoil unclassified /var/log/recoil/events.jsonl* > site.yaml");
    command.callback([&table] { table.chosen = [&table] { return unclassified(table.unclassified); }; });
}

} // namespace

void add_event_commands(command_table& table)
{
    add_stats(table);
    add_tail(table);
    add_replay(table);
    add_unclassified(table);
}

} // namespace recoil::cli
