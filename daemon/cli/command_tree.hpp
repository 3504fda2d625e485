// The command line as data, read from what CLI11 parses by: for completion in any shell.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace CLI {
class App;
}

namespace recoil::cli {

// What completes a value.
struct value_hint {
    enum class kind { none, words, files, folders };
    value_hint::kind what = kind::none;
    std::vector<std::string> words;
};

struct option {
    std::vector<std::string> names; // "-f", "--follow"; of an operand "FILE"
    std::string help;
    std::string type; // "table|json", "GLOB"; "" of a flag
    value_hint value;
    bool repeats = false;
    bool list = false; // of values apart by commas

    bool takes_value() const { return !type.empty(); }
};

struct command {
    std::string name;
    std::string help;
    std::vector<option> options;
    std::vector<option> operands; // at most one, and it may repeat
    std::vector<command> commands;
};

command command_tree(const CLI::App& app);

// By an option's type name, or an operand's name: "table|json", CATEGORY, PACK, FILE.
value_hint hint_of(std::string_view type);

// Every command with its name as it is typed: "" for the root, "stats", "rules test".
std::vector<std::pair<std::string, const command*>> commands_by_path(const command& root);

std::string joined(const std::vector<std::string>& words, std::string_view between);

} // namespace recoil::cli
