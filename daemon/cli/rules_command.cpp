// recoil rules: the packs as they are, and whether they hold what they promise.
#include "classify/embedded_packs.hpp"
#include "classify/rule_check.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/cli/load_rules.hpp"
#include "daemon/cli/terminal.hpp"
#include "daemon/exit_code.hpp"
#include "util/utf8.hpp"

#include <unistd.h>

#include <cstdio>
#include <iostream>

namespace recoil::cli {

namespace {

bool wanted(const rules_options& options, const classify::pack& pack)
{
    return options.pack.empty() || options.pack == pack.name;
}

int no_such_pack(const rules_options& options)
{
    std::cerr << "recoil: there is no pack '" << utf8::escape_controls(options.pack) << "'\n";
    return exit_code::usage;
}

} // namespace

int rules_test(const rules_options& options)
{
    const auto rules = load_rules(options.rules);
    if (!rules)
        return exit_code::failure;
    std::size_t examples = 0;
    problems wrong;
    bool any = false;
    for (const classify::pack& pack : rules->packs())
        if (wanted(options, pack)) {
            any = true;
            examples += classify::check_examples(*rules, pack, wrong);
        }
    if (!any)
        return no_such_pack(options);
    for (const problem& p : wrong)
        std::printf("%s\n", to_string(p).c_str());
    std::printf("%zu examples and counterexamples, %zu wrong\n", examples, wrong.size());
    return wrong.empty() ? exit_code::ok : exit_code::failure;
}

int rules_list(const rules_options& options)
{
    const auto rules = load_rules(options.rules);
    if (!rules)
        return exit_code::failure;
    const terminal out(STDOUT_FILENO);
    bool any = false;
    for (const classify::pack& pack : rules->packs()) {
        if (!wanted(options, pack))
            continue;
        any = true;
        std::printf("%s\n", out.paint(colour::bold, pack.name + " " + pack.version + ", " +
                                                        std::to_string(pack.rules.size()) + " rules, " + pack.file)
                                .c_str());
        for (const classify::rule& rule : pack.rules)
            std::printf("  %s %s %s\n", pad(rule.id, 36).c_str(),
                        pad(std::string(rule.reason->category) + "/" + std::string(rule.reason->name), 38).c_str(),
                        std::string(name(rule.fix_owner)).c_str());
    }
    return any ? exit_code::ok : no_such_pack(options);
}

int rules_export(const rules_options& options)
{
    bool any = false;
    for (const classify::embedded_pack& pack : classify::embedded_packs())
        if (options.pack.empty() || pack.file == options.pack + ".yaml") {
            any = true;
            std::printf("# %.*s\n%.*s\n", static_cast<int>(pack.file.size()), pack.file.data(),
                        static_cast<int>(pack.yaml.size()), pack.yaml.data());
        }
    return any ? exit_code::ok : no_such_pack(options);
}

} // namespace recoil::cli
