#include "daemon/cli/completion.hpp"

#include <algorithm>

namespace recoil::cli {

namespace {

constexpr const char* tail = R"(
if [[ $funcstack[1] == _recoil ]]; then
    _recoil "$@"
else
    compdef _recoil recoil
fi
)";

// Inside quotes, with a backslash before each of `special`.
std::string quoted(std::string_view text, std::string_view special)
{
    std::string out;
    for (const char c : text) {
        if (c == '\'')
            out += "'\\''";
        else
            out.append(special.find(c) != std::string_view::npos ? "\\" : "") += c;
    }
    return out;
}

std::string function_name(std::string path)
{
    std::ranges::replace(path, ' ', '_');
    return path.empty() ? "_recoil" : "_recoil_" + path;
}

std::string action(const option& o)
{
    switch (o.value.what) {
    case value_hint::kind::words: {
        const std::string words = joined(o.value.words, " ");
        return o.list ? "_values -s , value " + words : "(" + words + ")";
    }
    case value_hint::kind::files:
        return "_files";
    case value_hint::kind::folders:
        return "_files -/";
    case value_hint::kind::none:
        break;
    }
    return " ";
}

std::string value_spec(const option& o)
{
    std::string type = quoted(o.type, ":\\");
    std::ranges::replace(type, '|', ' ');
    return o.takes_value() ? ":" + type + ":" + action(o) : "";
}

// '(-n --lines)'{-n+,--lines=}'[help]:N: '
std::string option_spec(const option& o)
{
    const std::string help = "[" + quoted(o.help, "[]\\:") + "]" + value_spec(o);
    const auto spelled = [&o](const std::string& name) {
        return !o.takes_value() ? name : name + (name.starts_with("--") ? "=" : "+");
    };
    if (o.names.size() == 1)
        return std::string("'") + (o.repeats ? "*" : "") + spelled(o.names.front()) + help + "'";
    std::vector<std::string> forms;
    for (const std::string& name : o.names)
        forms.push_back(spelled(name));
    return "'(" + joined(o.names, " ") + ")'{" + joined(forms, ",") + "}'" + help + "'";
}

std::string operand_spec(const option& o)
{
    return std::string("'") + (o.repeats ? "*" : "1") + value_spec(o) + "'";
}

std::string leaf(const command& c)
{
    std::string text = "    _arguments -s -S";
    for (const option& o : c.options)
        text += " \\\n        " + option_spec(o);
    for (const option& o : c.operands)
        text += " \\\n        " + operand_spec(o);
    return text + "\n";
}

std::string branch(const std::string& path, const command& c)
{
    std::string text = "    local curcontext=$curcontext state line\n    typeset -A opt_args\n    local -a commands=(";
    for (const command& sub : c.commands)
        text += "\n        '" + sub.name + ":" + quoted(sub.help, ":\\") + "'";
    text += "\n    )\n    _arguments -C";
    for (const option& o : c.options)
        text += " \\\n        " + option_spec(o);
    text += " \\\n        '1:command:->command' \\\n        '*::argument:->argument'\n    case $state in\n"
            "    command) _describe command commands ;;\n    argument)\n        case $words[1] in\n";
    for (const command& sub : c.commands)
        text += "        " + sub.name + ") " + function_name(path.empty() ? sub.name : path + " " + sub.name) + " ;;\n";
    return text + "        esac ;;\n    esac\n";
}

} // namespace

std::string zsh_completion(const command& root)
{
    std::string text = "#compdef recoil\n# zsh completion for recoil, as `recoil completion zsh` prints it\n";
    for (const auto& [path, c] : commands_by_path(root))
        text += "\n" + function_name(path) + "()\n{\n" + (c->commands.empty() ? leaf(*c) : branch(path, *c)) + "}\n";
    return text + tail;
}

} // namespace recoil::cli
