// The commands of `recoil` with their options, as CLI11 parses them and as completion reads them.
#pragma once

#include "daemon/cli/commands.hpp"

#include <CLI/CLI.hpp>

#include <functional>

namespace recoil::cli {

// A command's options live as long as the parser, so it stays where it is; what was chosen is left in `chosen`.
struct command_table {
    command_table();
    command_table(const command_table&) = delete;
    command_table& operator=(const command_table&) = delete;

    CLI::App app;
    classify_options classify;
    explain_options explain;
    log_options log;
    rules_options rules;
    replay_options replay;
    unclassified_options unclassified;
    stats_options stats;
    tail_options tail;
    healthcheck_options healthcheck;
    completion_options completion;
    std::function<int()> chosen;
};

void add_message_commands(command_table& table); // classify, explain, log
void add_rule_commands(command_table& table);    // rules ...
void add_event_commands(command_table& table);   // stats, tail, replay, unclassified
void add_other_commands(command_table& table);   // healthcheck, completion

} // namespace recoil::cli
