#include "daemon/cli/command_table.hpp"
#include "daemon/cli/option_forms.hpp"

namespace recoil::cli {

namespace {

void add_classify(command_table& table)
{
    CLI::App& command = *table.app.add_subcommand("classify", "Read bounce messages and say why each recipient failed");
    add_choice<format>(command, "--format", table.classify.format,
                       {{"table", format::table}, {"json", format::json}, {"summary", format::summary}},
                       "How to answer; json is one line a recipient");
    command.add_flag("--text", table.classify.text, "The inputs are bare SMTP replies, one a line");
    add_rule_options(command, table.classify.rules);
    add_paths(command, "PATH", table.classify.paths,
              "Messages, mbox files, Maildirs or other folders, compressed by gzip or not; - is standard input")
        ->required();
    command.footer("Examples:\n"
                   "  recoil classify bounce.eml\n"
                   "  recoil classify --format summary ~/Maildir\n"
                   "  echo '550 5.7.606 Access denied, banned sending IP' | recoil classify --text -");
    command.callback([&table] { table.chosen = [&table] { return classify(table.classify); }; });
}

void add_explain(command_table& table)
{
    CLI::App& command = *table.app.add_subcommand("explain", "What a status code or an SMTP reply means, and why");
    explain_options& options = table.explain;
    add_choice(command, "--format", options.format, table_or_json, "How to answer");
    command.add_option("--provider", options.provider, "Who said it, where the reply does not tell")
        ->type_name("PROVIDER");
    command.add_option("--remote-mta", options.remote_mta, "The host that said it")->type_name("HOST");
    command.add_option("--stage", options.stage, "The command that it answered")
        ->check(CLI::IsMember({"connect", "helo", "mail", "rcpt", "data", "eod"}).description(""))
        ->type_name("connect|helo|mail|rcpt|data|eod");
    command.add_option("--action", options.action, "What became of the recipient")
        ->check(CLI::IsMember({"failed", "delayed"}).description(""))
        ->type_name("failed|delayed")
        ->capture_default_str();
    command
        .add_option("--status", options.status, "The Status field of the report: counts where the reply has no code")
        ->type_name("CODE");
    add_rule_options(command, options.rules);
    command.add_option("REPLY", options.reply, "5.7.606, or a reply: '550 5.7.1 ...'")
        ->required()
        ->type_name("CODE-OR-REPLY");
    command.footer("Example:\n"
                   "  recoil explain '550 5.4.1 Recipient address rejected: Access denied'");
    command.callback([&table] { table.chosen = [&table] { return explain(table.explain); }; });
}

void add_log_options(CLI::App& command, log_options& options)
{
    add_choice<format>(command, "--format", options.format,
                       {{"summary", format::summary}, {"table", format::table}, {"json", format::json}},
                       "A summary, or the events themselves; json is one line an event");
    command.add_flag("-f,--follow", options.follow, "Show what is written from now on, across rotation");
    command.add_flag("--every", options.every, "Each deferral is an event: not only the first, and new reasons");
    command.add_option("--year", options.year, "Of time stamps without a year; else the latest that fits")
        ->check(CLI::Range(1990, 9999).description(""))
        ->type_name("YEAR");
    add_list(command, "--services", options.services, "SERVICE", "Whose deliveries count, such as smtp,lmtp");
    add_top(command, options.top, "How many groups the summary shows; 0 is all");
    add_rule_options(command, options.rules);
    add_paths(command, "FILE", options.paths,
              "Logs, compressed by gzip or not; several are read from the oldest to the newest; - is standard input")
        ->capture_default_str();
}

void add_log(command_table& table)
{
    CLI::App& command = *table.app.add_subcommand("log", "Read a Postfix log and say why mail was refused or deferred");
    add_log_options(command, table.log);
    command.footer("Examples:\n"
                   "  recoil log /var/log/mail.log*\n"
                   "  recoil log --follow /var/log/mail.log");
    command.callback([&table] {
        if (table.log.follow && table.log.paths.size() > 1)
            throw CLI::ValidationError("--follow", "takes one FILE");
        table.chosen = [&table] { return log(table.log); };
    });
}

} // namespace

void add_message_commands(command_table& table)
{
    add_classify(table);
    add_explain(table);
    add_log(table);
}

} // namespace recoil::cli
