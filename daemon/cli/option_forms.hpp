// The forms that options of `recoil` take. An option's type name says what it takes - "table|json", CATEGORY, FILE -
// both in --help and for completion (command_tree.hpp), so that neither can drift from what is accepted.
#pragma once

#include "daemon/cli/commands.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace recoil::cli {

template<class Value>
using choices = std::vector<std::pair<std::string, Value>>;

template<class Value>
std::vector<std::string> names_of(const choices<Value>& all)
{
    std::vector<std::string> names;
    for (const auto& [name, value] : all)
        names.push_back(name);
    return names;
}

// "table|json"
std::string one_of(const std::vector<std::string>& names);

template<class Value>
Value value_of(const choices<Value>& all, const std::string& name)
{
    return std::ranges::find(all, name, [](const auto& choice) { return choice.first; })->second;
}

// One of a few names.
template<class Value>
CLI::Option* add_choice(CLI::App& command, const std::string& name, Value& chosen, const choices<Value>& all,
                        const std::string& what)
{
    const auto set = [&chosen, all](const std::string& given) { chosen = value_of(all, given); };
    return command.add_option_function<std::string>(name, set, what)
        ->transform(CLI::IsMember(names_of(all), CLI::ignore_case).description(""))
        ->type_name(one_of(names_of(all)));
}

// Some of a few names, apart by commas. A repeat adds nothing.
template<class Value>
CLI::Option* add_choice(CLI::App& command, const std::string& name, std::vector<Value>& chosen,
                        const choices<Value>& all, const std::string& what)
{
    const auto set = [&chosen, all](const std::vector<std::string>& given) {
        for (const std::string& one : given)
            if (const Value value = value_of(all, one); std::ranges::find(chosen, value) == chosen.end())
                chosen.push_back(value);
    };
    return command.add_option_function<std::vector<std::string>>(name, set, what)
        ->transform(CLI::IsMember(names_of(all), CLI::ignore_case).description(""))
        ->type_name(one_of(names_of(all)))
        ->delimiter(',')
        ->allow_extra_args(false); // what follows is a path
}

inline const choices<format> table_or_json{{"table", format::table}, {"json", format::json}};

// A whole number within bounds; shown with its default.
CLI::Option* add_number(CLI::App& command, const std::string& name, std::uint64_t& number, std::uint64_t least,
                        std::uint64_t most, const std::string& what);
void add_top(CLI::App& command, std::uint64_t& top, const std::string& what);

// May be repeated, each with one value or several apart by commas.
CLI::Option* add_list(CLI::App& command, const std::string& name, std::vector<std::string>& values,
                      const std::string& type, const std::string& what);

void add_globs(CLI::App& command, const std::string& name, std::vector<std::string>& globs, const std::string& what);
void add_rule_options(CLI::App& command, rule_choice& rules);

// FILE..., PATH..., EVENTS...: its name says what it is, so that it has no type beside it.
CLI::Option* add_paths(CLI::App& command, const std::string& name, std::vector<std::string>& paths,
                       const std::string& what);

} // namespace recoil::cli
