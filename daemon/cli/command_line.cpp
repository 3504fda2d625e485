#include "daemon/cli/command_line.hpp"

#include "daemon/cli/commands.hpp"
#include "daemon/exit_code.hpp"
#include "util/utf8.hpp"

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

namespace recoil::cli {

namespace {

// A command's options live as long as the parser; what was chosen is left in `chosen`.
struct command_line {
    CLI::App app{"Says why mail bounces: who refused it, what that means, who must fix it and how."};
    classify_options classify;
    explain_options explain;
    rules_options rules;
    tail_options tail;
    healthcheck_options healthcheck;
    std::function<int()> chosen;
};

void add_rules_option(CLI::App& command, std::vector<std::string>& rules)
{
    command.add_option("--rules", rules, "Site rule packs over the shipped ones; may be repeated")
        ->type_name("GLOB")
        ->allow_extra_args(false); // what follows the one GLOB is a path
}

void add_classify(command_line& line)
{
    static const std::map<std::string, format> formats{
        {"table", format::table}, {"json", format::json}, {"summary", format::summary}};
    CLI::App& command = *line.app.add_subcommand("classify", "Read bounce messages and say why each recipient failed");
    const auto set_format = [&line](const std::string& name) { line.classify.format = formats.at(name); };
    command.add_option_function<std::string>("--format", set_format, "table, json (one line a recipient) or summary")
        ->transform(CLI::IsMember(formats, CLI::ignore_case).description("table|json|summary"));
    command.add_flag("--text", line.classify.text, "The inputs are bare SMTP replies, one a line");
    add_rules_option(command, line.classify.rules);
    command
        .add_option("PATH", line.classify.paths,
                    "Messages, mbox files, Maildirs or other folders, compressed by gzip or not; - is standard input")
        ->required();
    command.callback([&line] { line.chosen = [&line] { return classify(line.classify); }; });
}

void add_explain(command_line& line)
{
    CLI::App& command = *line.app.add_subcommand("explain", "What a status code or an SMTP reply means, and why");
    command.add_option("--provider", line.explain.provider, "Who said it, where the reply does not tell");
    add_rules_option(command, line.explain.rules);
    command.add_option("REPLY", line.explain.reply, "5.7.606, or a reply: '550 5.7.1 ...'")
        ->required()
        ->type_name("CODE-OR-REPLY");
    command.callback([&line] { line.chosen = [&line] { return explain(line.explain); }; });
}

void add_rules_command(command_line& line, CLI::App& parent, const char* name, const char* what,
                       int (*run)(const rules_options&))
{
    CLI::App& command = *parent.add_subcommand(name, what);
    add_rules_option(command, line.rules.rules);
    command.add_option("PACK", line.rules.pack, "Only this pack");
    command.callback([&line, run] { line.chosen = [&line, run] { return run(line.rules); }; });
}

void add_rules(command_line& line)
{
    CLI::App& parent = *line.app.add_subcommand("rules", "The rule packs: test, list, export");
    parent.require_subcommand(1);
    add_rules_command(line, parent, "test", "Check that every example is decided by its rule", rules_test);
    add_rules_command(line, parent, "list", "List the rules", rules_list);
    add_rules_command(line, parent, "export", "Print the shipped packs as YAML", rules_export);
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
    add_rules(line);
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
