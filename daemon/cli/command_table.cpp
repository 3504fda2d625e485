#include "daemon/cli/command_table.hpp"

#include "daemon/cli/command_tree.hpp"
#include "daemon/cli/option_forms.hpp"

namespace recoil::cli {

namespace {

void complete_help(CLI::App& command)
{
    command.set_help_flag("-h,--help", "Show this help");
    command.set_version_flag("--version", "recoil " RECOIL_VERSION, "Show the version");
    for (CLI::App* sub : command.get_subcommands({}))
        complete_help(*sub);
}

} // namespace

command_table::command_table()
    : app("Says why mail bounces: who refused it, what that means, who must fix it and how.", "recoil")
{
    app.require_subcommand(1);
    add_message_commands(*this);
    add_event_commands(*this);
    add_rule_commands(*this);
    add_other_commands(*this);
    complete_help(app);
    app.footer("recoil SUBCOMMAND --help shows a command's options and examples.");
}

void add_other_commands(command_table& table)
{
    CLI::App& health = *table.app.add_subcommand("healthcheck", "Ask a running recoild whether it can take mail");
    health.add_option("--address", table.healthcheck.address, "Its metrics address")
        ->type_name("IP:PORT")
        ->capture_default_str();
    health.callback([&table] { table.chosen = [&table] { return healthcheck(table.healthcheck); }; });

    CLI::App& completed =
        *table.app.add_subcommand("completion", "Print a script that completes recoil's command line");
    add_choice<shell>(completed, "SHELL", table.completion.shell,
                      {{"bash", shell::bash}, {"zsh", shell::zsh}, {"fish", shell::fish}}, "Which shell reads it")
        ->required();
    completed.footer("Examples:\n"
                     "  source <(recoil completion bash)\n"
                     "  recoil completion fish > ~/.config/fish/completions/recoil.fish");
    completed.callback(
        [&table] { table.chosen = [&table] { return completion(table.completion, command_tree(table.app)); }; });
}

} // namespace recoil::cli
