#include "daemon/cli/command_line.hpp"

#include "daemon/cli/commands.hpp"
#include "daemon/exit_code.hpp"
#include "util/utf8.hpp"

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

namespace recoil::cli {

namespace {

using formats = std::map<std::string, format>;

// A command's options live as long as the parser; what was chosen is left in `chosen`.
struct command_line {
    CLI::App app{"Says why mail bounces: who refused it, what that means, who must fix it and how."};
    classify_options classify;
    explain_options explain;
    log_options log;
    rules_options rules;
    replay_options replay;
    unclassified_options unclassified;
    tail_options tail;
    healthcheck_options healthcheck;
    std::function<int()> chosen;
};

void add_globs(CLI::App& command, const std::string& option, std::vector<std::string>& globs, const std::string& what)
{
    command.add_option(option, globs, what)
        ->type_name("GLOB")
        ->allow_extra_args(false); // what follows the one GLOB is a path
}

void add_rule_options(CLI::App& command, rule_choice& rules)
{
    add_globs(command, "--rules", rules.extra, "Site rule packs over the shipped ones; may be repeated");
    add_globs(command, "--packs", rules.packs, "Rule packs instead of the shipped ones; may be repeated");
}

void add_format(CLI::App& command, cli::format& chosen, const formats& all, const char* what)
{
    std::string names;
    for (const auto& [name, value] : all)
        names += (names.empty() ? "" : "|") + name;
    const auto set = [&chosen, all](const std::string& name) { chosen = all.at(name); };
    command.add_option_function<std::string>("--format", set, what)
        ->transform(CLI::IsMember(all, CLI::ignore_case).description(names));
}

void add_top(CLI::App& command, std::uint64_t& top, const char* what)
{
    command.add_option("--top", top, what)->check(CLI::Range(0, 1'000'000))->capture_default_str();
}

const formats table_or_json{{"table", format::table}, {"json", format::json}};

void add_classify(command_line& line)
{
    CLI::App& command = *line.app.add_subcommand("classify", "Read bounce messages and say why each recipient failed");
    add_format(command, line.classify.format,
               {{"table", format::table}, {"json", format::json}, {"summary", format::summary}},
               "table, json (one line a recipient) or summary");
    command.add_flag("--text", line.classify.text, "The inputs are bare SMTP replies, one a line");
    add_rule_options(command, line.classify.rules);
    command
        .add_option("PATH", line.classify.paths,
                    "Messages, mbox files, Maildirs or other folders, compressed by gzip or not; - is standard input")
        ->required();
    command.callback([&line] { line.chosen = [&line] { return classify(line.classify); }; });
}

void add_explain(command_line& line)
{
    CLI::App& command = *line.app.add_subcommand("explain", "What a status code or an SMTP reply means, and why");
    explain_options& options = line.explain;
    add_format(command, options.format, table_or_json, "table or json");
    command.add_option("--provider", options.provider, "Who said it, where the reply does not tell");
    command.add_option("--remote-mta", options.remote_mta, "The host that said it")->type_name("HOST");
    command.add_option("--stage", options.stage, "The command that it answered")
        ->check(CLI::IsMember({"connect", "helo", "mail", "rcpt", "data", "eod"}));
    command.add_option("--action", options.action, "What became of the recipient")
        ->check(CLI::IsMember({"failed", "delayed"}))
        ->capture_default_str();
    command
        .add_option("--status", options.status, "The Status field of the report: counts where the reply has no code")
        ->type_name("CODE");
    add_rule_options(command, options.rules);
    command.add_option("REPLY", options.reply, "5.7.606, or a reply: '550 5.7.1 ...'")
        ->required()
        ->type_name("CODE-OR-REPLY");
    command.callback([&line] { line.chosen = [&line] { return explain(line.explain); }; });
}

void add_log(command_line& line)
{
    CLI::App& command = *line.app.add_subcommand("log", "Read a Postfix log and say why mail was refused or deferred");
    log_options& options = line.log;
    add_format(command, options.format,
               {{"summary", format::summary}, {"table", format::table}, {"json", format::json}},
               "summary, or the events themselves as a table or json (one line an event)");
    command.add_flag("-f,--follow", options.follow, "Show what is written from now on, across rotation");
    command.add_flag("--every", options.every, "Each deferral is an event: not only the first, and new reasons");
    command.add_option("--year", options.year, "Of time stamps without a year; else the latest that fits")
        ->check(CLI::Range(1990, 9999));
    command.add_option("--services", options.services, "Whose deliveries count, such as smtp,lmtp")
        ->delimiter(',')
        ->allow_extra_args(false);
    add_top(command, options.top, "How many groups the summary shows; 0 is all");
    add_rule_options(command, options.rules);
    command
        .add_option("FILE", options.paths,
                    "Logs, compressed by gzip or not; several are read from the oldest to the newest; - is standard "
                    "input")
        ->capture_default_str();
    command.callback([&line] {
        if (line.log.follow && line.log.paths.size() > 1)
            throw CLI::ValidationError("--follow", "takes one FILE");
        line.chosen = [&line] { return log(line.log); };
    });
}

CLI::App& add_rules_command(command_line& line, CLI::App& parent, const char* name, const char* what,
                            int (*run)(const rules_options&))
{
    CLI::App& command = *parent.add_subcommand(name, what);
    command.callback([&line, run] { line.chosen = [&line, run] { return run(line.rules); }; });
    return command;
}

void add_rules(command_line& line)
{
    CLI::App& parent = *line.app.add_subcommand("rules", "The rule packs: test, list, reasons, export");
    parent.require_subcommand(1);
    rules_options& options = line.rules;

    CLI::App& test =
        add_rules_command(line, parent, "test", "Check that every example is decided by its rule", rules_test);
    test.add_flag("--notes", options.notes, "Also list the pairs of rules that only the priority tells apart");
    test.add_flag("--strict", options.strict, "Rules that no evidence tells apart are a failure");
    CLI::App& list = add_rules_command(line, parent, "list", "List the rules", rules_list);
    for (CLI::App* command : {&test, &list}) {
        add_rule_options(*command, options.rules);
        command->add_option("PACK", options.pack, "Only this pack");
    }
    CLI::App& reasons =
        add_rules_command(line, parent, "reasons", "List the reasons that a rule may give", rules_reasons);
    for (CLI::App* command : {&list, &reasons})
        add_format(*command, options.format, table_or_json, "table or json (one line a rule or reason)");
    CLI::App& exported = add_rules_command(line, parent, "export", "Write the shipped packs as YAML", rules_export);
    exported.add_option("--output", options.folder, "Into this folder, one file a pack; no file is overwritten")
        ->type_name("FOLDER");
    exported.add_option("PACK", options.pack, "Only this pack");
}

void add_replay(command_line& line)
{
    CLI::App& command = *line.app.add_subcommand("replay", "What other rules would have made of past events");
    replay_options& options = line.replay;
    add_format(command, options.format, table_or_json, "table or json");
    add_rule_options(command, options.rules);
    add_globs(command, "--present", options.present.extra, "Site rule packs that are in use now; may be repeated");
    add_globs(command, "--present-packs", options.present.packs,
              "Rule packs that are in use now instead of the shipped ones; may be repeated");
    command.add_flag("--recorded", options.recorded,
                     "Compare with the verdicts that the events hold, not with the present rules");
    add_top(command, options.top, "How many changes to show; 0 is all");
    command.add_option("EVENTS", options.paths, "Event files, compressed by gzip or not; - is standard input")
        ->required();
    command.callback([&line] { line.chosen = [&line] { return replay(line.replay); }; });
}

void add_unclassified(command_line& line)
{
    CLI::App& command =
        *line.app.add_subcommand("unclassified", "The replies that no rule explains, with a rule to start from");
    unclassified_options& options = line.unclassified;
    add_format(command, options.format, {{"yaml", format::table}, {"json", format::json}},
               "yaml (rules to be completed) or json");
    add_rule_options(command, options.rules);
    add_top(command, options.top, "How many replies of each sort to show; 0 is all");
    command.add_option("EVENTS", options.paths, "Event files, compressed by gzip or not; - is standard input")
        ->required();
    command.callback([&line] { line.chosen = [&line] { return unclassified(line.unclassified); }; });
}

void add_others(command_line& line)
{
    CLI::App& tail_command = *line.app.add_subcommand("tail", "Show the last events of an event file as a table");
    tail_command.add_option("-n,--lines", line.tail.lines, "How many events")->check(CLI::Range(1, 100'000));
    tail_command.add_option("FILE", line.tail.file, "The event file")->capture_default_str();
    tail_command.callback([&line] { line.chosen = [&line] { return tail(line.tail); }; });

    CLI::App& health = *line.app.add_subcommand("healthcheck", "Ask a running recoild whether it can take mail");
    health.add_option("--address", line.healthcheck.address, "Its metrics address")->capture_default_str();
    health.callback([&line] { line.chosen = [&line] { return healthcheck(line.healthcheck); }; });
}

void add_version(CLI::App& command)
{
    command.set_version_flag("--version", "recoil " RECOIL_VERSION);
    for (CLI::App* sub : command.get_subcommands({}))
        add_version(*sub);
}

// A disk that is full must not look like success.
int finish_output(int exit_code)
{
    std::cout.flush();
    if (std::cout && std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return exit_code;
    std::cerr << "recoil: cannot write to standard output\n";
    return exit_code::failure;
}

// --help and --version are "errors" that end well. A complaint repeats what was typed: it is escaped.
int exit_code_of(const CLI::App& app, const CLI::ParseError& error)
{
    std::stringstream complaint;
    const int code = app.exit(error, std::cout, complaint);
    for (std::string text; std::getline(complaint, text);)
        std::cerr << utf8::escape_controls(text) << "\n";
    return finish_output(code == 0 ? exit_code::ok : exit_code::usage);
}

} // namespace

int run(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_DFL); // `recoil ... | head` ends quietly
    command_line line;
    line.app.name("recoil");
    line.app.require_subcommand(1);
    add_classify(line);
    add_explain(line);
    add_log(line);
    add_rules(line);
    add_replay(line);
    add_unclassified(line);
    add_others(line);
    add_version(line.app);
    try {
        line.app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return exit_code_of(line.app, error);
    }
    return finish_output(line.chosen());
}

} // namespace recoil::cli
