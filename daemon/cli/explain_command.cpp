// recoil explain: one code or reply, the verdict, and why no other rule decided.
#include "daemon/cli/commands.hpp"
#include "daemon/cli/explanation.hpp"
#include "daemon/cli/load_rules.hpp"
#include "daemon/exit_code.hpp"
#include "util/utf8.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <optional>

namespace recoil::cli {

namespace {

bool known_provider(const classify::classifier& rules, const std::string& provider)
{
    if (provider.empty() || std::ranges::find(rules.providers(), provider) != rules.providers().end())
        return true;
    std::string names;
    for (const std::string& name : rules.providers())
        names += (names.empty() ? "" : ", ") + name;
    std::cerr << "recoil: no provider is called '" << utf8::escape_controls(provider) << "'; there are " << names
              << "\n";
    return false;
}

classify::failure failure_of(const explain_options& options)
{
    classify::failure failure;
    failure.reply = dsn::parse_reply(utf8::repair(options.reply));
    failure.status = dsn::parse_status(options.status);
    failure.stage = dsn::parse_stage(options.stage);
    failure.action = dsn::action_named(options.action).value_or(dsn::action::failed);
    failure.provider = options.provider;
    failure.remote_mta = options.remote_mta;
    return failure;
}

} // namespace

int explain(const explain_options& options)
{
    if (!options.status.empty() && !dsn::parse_status(options.status)) {
        std::cerr << "recoil: '" << utf8::escape_controls(options.status) << "' is no enhanced code such as 5.1.1\n";
        return exit_code::usage;
    }
    const std::shared_ptr<const classify::classifier> rules = load_rules(options.rules);
    if (!rules)
        return exit_code::failure;
    if (!known_provider(*rules, options.provider))
        return exit_code::usage;
    const explanation found(*rules, failure_of(options));
    const std::string text =
        options.format == format::json ? explanation_json(found) : explanation_text(found, terminal(STDOUT_FILENO));
    std::fputs(text.c_str(), stdout);
    return exit_code::ok;
}

} // namespace recoil::cli
