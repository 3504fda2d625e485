#include "daemon/cli/completion.hpp"

namespace recoil::cli {

namespace {

constexpr const char* head = R"(# fish completion for recoil, as `recoil completion fish` prints it
function __recoil_words
    for word in (commandline -opc)[2..]
        string match -q -- '-*' $word; or echo $word
    end
end

function __recoil_at
    set -l words (__recoil_words)
    for i in (seq (count $argv))
        test "$words[$i]" = "$argv[$i]"; or return 1
    end
end

function __recoil_chooses
    test (count (__recoil_words)) -eq (count $argv); and __recoil_at $argv
end

complete -c recoil -f
)";

std::string quoted(std::string_view text)
{
    std::string out = "'";
    for (const char c : text)
        out.append(c == '\'' || c == '\\' ? "\\" : "") += c;
    return out + "'";
}

std::string line(const std::string& condition, const std::string& rest)
{
    return "complete -c recoil -n " + quoted(condition) + " " + rest + "\n";
}

std::string value(const option& o)
{
    switch (o.value.what) {
    case value_hint::kind::words:
        return " -x -a " +
               quoted(o.list ? "(__fish_append , " + joined(o.value.words, " ") + ")" : joined(o.value.words, " "));
    case value_hint::kind::files:
        return " -r -F";
    case value_hint::kind::folders:
        return " -x -a '(__fish_complete_directories)'";
    case value_hint::kind::none:
        break;
    }
    return o.takes_value() ? " -x" : "";
}

std::string option_line(const std::string& at, const option& o)
{
    std::string rest;
    for (const std::string& name : o.names)
        rest.append(rest.empty() ? "" : " ")
            .append(name.starts_with("--") ? "-l " + name.substr(2) : "-s " + name.substr(1));
    return line(at, rest + value(o) + " -d " + quoted(o.help));
}

std::string operand_line(const std::string& at, const option& o)
{
    if (o.value.what == value_hint::kind::files)
        return line(at, "-F");
    return o.value.words.empty() ? "" : line(at, "-a " + quoted(joined(o.value.words, " ")));
}

} // namespace

std::string fish_completion(const command& root)
{
    std::string text = head;
    for (const auto& [path, c] : commands_by_path(root)) {
        const std::string at = path.empty() ? "__recoil_chooses" : "__recoil_at " + path;
        for (const command& sub : c->commands)
            text += line(path.empty() ? at : "__recoil_chooses " + path, "-a " + sub.name + " -d " + quoted(sub.help));
        for (const option& o : c->options)
            text += option_line(at, o);
        for (const option& o : c->operands)
            text += operand_line(at, o);
    }
    return text;
}

} // namespace recoil::cli
