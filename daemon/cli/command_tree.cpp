#include "daemon/cli/command_tree.hpp"

#include "classify/embedded_packs.hpp"
#include "classify/taxonomy.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace recoil::cli {

namespace {

std::vector<std::string> category_names()
{
    return {classify::categories().begin(), classify::categories().end()};
}

std::vector<std::string> reason_names()
{
    std::vector<std::string> names;
    for (const classify::reason& reason : classify::reasons())
        names.emplace_back(reason.name);
    return names;
}

std::vector<std::string> provider_names()
{
    std::vector<std::string> names(classify::providers().begin(), classify::providers().end());
    for (const char* other : {"other", "none", "local"})
        names.emplace_back(other);
    return names;
}

std::vector<std::string> pack_names()
{
    std::vector<std::string> names;
    for (const classify::embedded_pack& pack : classify::embedded_packs())
        names.emplace_back(pack.file.substr(0, pack.file.rfind('.')));
    return names;
}

struct hint_row {
    std::string_view type;
    value_hint::kind what;
    std::vector<std::string> (*words)();
};
constexpr std::array<hint_row, 9> hints{{
    {"CATEGORY", value_hint::kind::words, category_names},
    {"REASON", value_hint::kind::words, reason_names},
    {"PROVIDER", value_hint::kind::words, provider_names},
    {"PACK", value_hint::kind::words, pack_names},
    {"FILE", value_hint::kind::files, nullptr},
    {"PATH", value_hint::kind::files, nullptr},
    {"EVENTS", value_hint::kind::files, nullptr},
    {"GLOB", value_hint::kind::files, nullptr},
    {"FOLDER", value_hint::kind::folders, nullptr},
}};

value_hint choices_of(std::string_view type)
{
    value_hint hint{value_hint::kind::words, {}};
    for (std::size_t end; !type.empty(); type.remove_prefix(std::min(end + 1, type.size()))) {
        end = std::min(type.find('|'), type.size());
        hint.words.emplace_back(type.substr(0, end));
    }
    return hint;
}

std::vector<std::string> names_of(const CLI::Option& option)
{
    std::vector<std::string> names;
    for (const std::string& name : option.get_snames())
        names.push_back("-" + name);
    for (const std::string& name : option.get_lnames())
        names.push_back("--" + name);
    return option.nonpositional() ? names : std::vector{option.get_name()};
}

option option_of(const CLI::Option& from)
{
    option to;
    to.names = names_of(from);
    to.help = from.get_description();
    if (from.get_items_expected_max() > 0) // else it is a flag
        to.type = from.get_type_name().empty() ? to.names.front() : from.get_type_name();
    to.value = hint_of(to.type);
    to.repeats = from.get_items_expected_max() > 1;
    to.list = from.get_delimiter() == ',';
    return to;
}

} // namespace

value_hint hint_of(std::string_view type)
{
    const auto known = std::ranges::find(hints, type, &hint_row::type);
    if (known != hints.end())
        return {known->what, known->words != nullptr ? known->words() : std::vector<std::string>()};
    return type.find('|') != std::string_view::npos ? choices_of(type) : value_hint();
}

command command_tree(const CLI::App& app)
{
    command tree{app.get_name(), app.get_description(), {}, {}, {}};
    for (const CLI::Option* given : app.get_options())
        (given->nonpositional() ? tree.options : tree.operands).push_back(option_of(*given));
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; }))
        tree.commands.push_back(command_tree(*sub));
    return tree;
}

std::vector<std::pair<std::string, const command*>> commands_by_path(const command& root)
{
    std::vector<std::pair<std::string, const command*>> all{{"", &root}};
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto [path, parent] = all[i];
        for (const command& child : parent->commands)
            all.emplace_back(path.empty() ? child.name : path + " " + child.name, &child);
    }
    return all;
}

std::string joined(const std::vector<std::string>& words, std::string_view between)
{
    std::string text;
    for (const std::string& word : words)
        text.append(text.empty() ? "" : between).append(word);
    return text;
}

} // namespace recoil::cli
