#include "daemon/cli/option_forms.hpp"

namespace recoil::cli {

std::string one_of(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : "|") + name;
    return text;
}

CLI::Option* add_number(CLI::App& command, const std::string& name, std::uint64_t& number, std::uint64_t least,
                        std::uint64_t most, const std::string& what)
{
    return command.add_option(name, number, what)
        ->check(CLI::Range(least, most).description(""))
        ->type_name("N")
        ->capture_default_str();
}

void add_top(CLI::App& command, std::uint64_t& top, const std::string& what)
{
    add_number(command, "--top", top, 0, 1'000'000, what);
}

CLI::Option* add_list(CLI::App& command, const std::string& name, std::vector<std::string>& values,
                      const std::string& type, const std::string& what)
{
    return command.add_option(name, values, what)->type_name(type)->delimiter(',')->allow_extra_args(false);
}

void add_globs(CLI::App& command, const std::string& name, std::vector<std::string>& globs, const std::string& what)
{
    command.add_option(name, globs, what)
        ->type_name("GLOB")
        ->allow_extra_args(false); // what follows the one GLOB is a path
}

void add_rule_options(CLI::App& command, rule_choice& rules)
{
    add_globs(command, "--rules", rules.extra, "Site rule packs over the shipped ones; may be repeated");
    add_globs(command, "--packs", rules.packs, "Rule packs instead of the shipped ones; may be repeated");
}

CLI::Option* add_paths(CLI::App& command, const std::string& name, std::vector<std::string>& paths,
                       const std::string& what)
{
    return command.add_option(name, paths, what)->type_name("");
}

} // namespace recoil::cli
