#include "daemon/cli/command_table.hpp"
#include "daemon/cli/option_forms.hpp"

namespace recoil::cli {

namespace {

CLI::App& add_rules_command(command_table& table, CLI::App& parent, const char* name, const char* what,
                            int (*run)(const rules_options&))
{
    CLI::App& command = *parent.add_subcommand(name, what);
    command.callback([&table, run] { table.chosen = [&table, run] { return run(table.rules); }; });
    return command;
}

void add_pack(CLI::App& command, rules_options& options)
{
    command.add_option("PACK", options.pack, "Only this pack")->type_name("");
}

} // namespace

void add_rule_commands(command_table& table)
{
    CLI::App& parent = *table.app.add_subcommand("rules", "The rule packs: test, list, reasons, export");
    parent.require_subcommand(1);
    rules_options& options = table.rules;

    CLI::App& test =
        add_rules_command(table, parent, "test", "Check that every example is decided by its rule", rules_test);
    test.add_flag("--notes", options.notes, "Also list the pairs of rules that only the priority tells apart");
    test.add_flag("--strict", options.strict, "Rules that no evidence tells apart are a failure");
    test.footer("Example:\n  recoil rules test --rules site.yaml");
    CLI::App& list = add_rules_command(table, parent, "list", "List the rules", rules_list);
    for (CLI::App* command : {&test, &list}) {
        add_rule_options(*command, options.rules);
        add_pack(*command, options);
    }
    CLI::App& reasons =
        add_rules_command(table, parent, "reasons", "List the reasons that a rule may give", rules_reasons);
    for (CLI::App* command : {&list, &reasons})
        add_choice(*command, "--format", options.format, table_or_json,
                   "How to answer; json is one line a rule or reason");
    CLI::App& exported = add_rules_command(table, parent, "export", "Write the shipped packs as YAML", rules_export);
    exported.add_option("--output", options.folder, "Into this folder, one file a pack; no file is overwritten")
        ->type_name("FOLDER");
    add_pack(exported, options);
}

} // namespace recoil::cli
