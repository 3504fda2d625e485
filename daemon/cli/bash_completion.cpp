#include "daemon/cli/completion.hpp"

namespace recoil::cli {

namespace {

// Readline itself completes files: it knows about blanks, tildes and quotes. "=" parts words there.
constexpr const char* head = R"(# bash completion for recoil, as `recoil completion bash` prints it
_recoil_words()
{
    COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

_recoil_list()
{
    local before=
    [[ $cur == *,* ]] && before=${cur%,*},
    COMPREPLY=($(compgen -P "$before" -W "$1" -- "${cur##*,}"))
}

_recoil()
{
    local cur=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} at= i
    if [[ $cur == '=' ]]; then
        cur=
    elif [[ $option == '=' ]]; then
        option=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "$at ${COMP_WORDS[i]}" in
)";

std::string action(const option& o)
{
    switch (o.value.what) {
    case value_hint::kind::words:
        return (o.list ? "_recoil_list '" : "_recoil_words '") + joined(o.value.words, " ") + "'";
    case value_hint::kind::files:
        return "compopt -o default";
    case value_hint::kind::folders:
        return "compopt -o dirnames";
    case value_hint::kind::none:
        break;
    }
    return ":";
}

// A command's full name as the loop of the head meets it: what was found before, a blank, the next word.
std::string step(const std::string& path)
{
    return path.find(' ') == std::string::npos ? "' " + path + "'" : "'" + path + "'";
}

std::string values(const std::string& path, const command& c)
{
    std::string text;
    for (const option& o : c.options) {
        if (!o.takes_value())
            continue;
        std::vector<std::string> patterns;
        for (const std::string& name : o.names)
            patterns.push_back("'" + path + " " + name + "'");
        text += "    " + joined(patterns, "|") + ") " + action(o) + "; return ;;\n";
    }
    return text;
}

std::string words(const std::string& path, const command& c)
{
    std::vector<std::string> options;
    for (const option& o : c.options)
        options.insert(options.end(), o.names.begin(), o.names.end());
    std::vector<std::string> commands;
    for (const command& sub : c.commands)
        commands.push_back(sub.name);
    std::string rest = ":";
    if (!commands.empty())
        rest = "_recoil_words '" + joined(commands, " ") + "'";
    else if (!c.operands.empty())
        rest = action(c.operands.front());
    return "    '" + path + " -'*) _recoil_words '" + joined(options, " ") + "' ;;\n    '" + path + " '*) " + rest +
           " ;;\n";
}

} // namespace

std::string bash_completion(const command& root)
{
    const auto all = commands_by_path(root);
    std::string text = head;
    std::vector<std::string> steps;
    for (const auto& [path, c] : all)
        if (!path.empty())
            steps.push_back(step(path));
    text += "        " + joined(steps, "|") + ") at=${at:+$at }${COMP_WORDS[i]} ;;\n" +
            "        *) break ;;\n        esac\n    done\n    case \"$at $option\" in\n";
    for (const auto& [path, c] : all)
        text += values(path, *c);
    text += "    esac\n    case \"$at $cur\" in\n";
    for (auto at = all.rbegin(); at != all.rend(); ++at) // "rules list" before "rules"
        text += words(at->first, *at->second);
    return text + "    esac\n}\n\ncomplete -F _recoil recoil\n";
}

} // namespace recoil::cli
