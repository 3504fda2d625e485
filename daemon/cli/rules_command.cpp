// recoil rules test, reasons and export: whether the packs hold what they promise, the words that a rule may use, and
// the shipped packs as files.
#include "classify/embedded_packs.hpp"
#include "classify/rule_check.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/cli/load_rules.hpp"
#include "daemon/cli/rule_list.hpp"
#include "daemon/cli/terminal.hpp"
#include "daemon/exit_code.hpp"
#include "util/utf8.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <memory>
#include <vector>

namespace recoil::cli {

namespace {

namespace fs = std::filesystem;

int no_such_pack(const rules_options& options)
{
    std::cerr << "recoil: there is no pack '" << utf8::escape_controls(options.pack) << "'\n";
    return exit_code::usage;
}

// The packs that are asked for.
std::vector<const classify::pack*> chosen(const classify::classifier& rules, const rules_options& options)
{
    std::vector<const classify::pack*> packs;
    for (const classify::pack& pack : rules.packs())
        if (options.pack.empty() || options.pack == pack.name)
            packs.push_back(&pack);
    return packs;
}

void print_all(const problems& found, const char* kind)
{
    for (const problem& p : found)
        std::printf("%s%s\n", kind, utf8::escape_controls(to_string(p)).c_str());
}

void append(problems& to, problems&& from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

bool write_new_file(const fs::path& path, std::string_view text)
{
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wx"), &std::fclose);
    if (file && std::fwrite(text.data(), 1, text.size(), file.get()) == text.size() && std::fflush(file.get()) == 0)
        return true;
    std::cerr << "recoil: " << utf8::escape_controls(path.string()) << ": " << std::strerror(errno) << "\n";
    return false;
}

// One pack as it is; of several, each begins a document of its own, for tools that read YAML. recoild reads them from
// files, one pack each.
void print_packs(const std::vector<const classify::embedded_pack*>& packs)
{
    for (const classify::embedded_pack* pack : packs) {
        if (packs.size() > 1)
            std::printf("--- # %.*s\n", static_cast<int>(pack->file.size()), pack->file.data());
        std::fwrite(pack->yaml.data(), 1, pack->yaml.size(), stdout);
    }
}

int write_packs(const std::vector<const classify::embedded_pack*>& packs, const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        std::cerr << "recoil: " << utf8::escape_controls(folder.string()) << ": " << error.message() << "\n";
        return exit_code::failure;
    }
    bool good = true;
    for (const classify::embedded_pack* pack : packs) {
        const fs::path path = folder / pack->file;
        if (write_new_file(path, pack->yaml))
            std::printf("%s\n", utf8::escape_controls(path.string()).c_str());
        else
            good = false;
    }
    return good ? exit_code::ok : exit_code::failure;
}

} // namespace

int rules_test(const rules_options& options)
{
    const auto rules = load_rules(options.rules);
    if (!rules)
        return exit_code::failure;
    const auto packs = chosen(*rules, options);
    if (packs.empty())
        return no_such_pack(options);
    std::size_t examples = 0;
    problems wrong;
    classify::overlaps near;
    for (const classify::pack* pack : packs) {
        examples += classify::check_examples(*rules, *pack, wrong);
        classify::overlaps found = classify::find_overlaps(*rules, *pack);
        append(near.by_id, std::move(found.by_id));
        append(near.by_priority, std::move(found.by_priority));
    }
    if (options.notes || options.strict)
        print_all(near.by_priority, "note: ");
    print_all(near.by_id, "warning: ");
    print_all(wrong, "");
    std::printf("%zu examples and counterexamples, %zu wrong\n", examples, wrong.size());
    std::printf("%zu pairs of rules that only the id tells apart, %zu that only the priority does\n", near.by_id.size(),
                near.by_priority.size());
    const bool apart = near.by_id.empty() && near.by_priority.empty();
    return wrong.empty() && (apart || !options.strict) ? exit_code::ok : exit_code::failure;
}

int rules_list(const rules_options& options)
{
    const auto rules = load_rules(options.rules);
    if (!rules)
        return exit_code::failure;
    const auto packs = chosen(*rules, options);
    if (packs.empty())
        return no_such_pack(options);
    const terminal out(STDOUT_FILENO);
    for (const classify::pack* pack : packs) {
        const std::string text = options.format == format::json ? rule_lines(*pack) : rule_table(*pack, out);
        std::fputs(text.c_str(), stdout);
    }
    return exit_code::ok;
}

int rules_reasons(const rules_options& options)
{
    const terminal out(STDOUT_FILENO);
    const std::string text = options.format == format::json ? reason_lines() : reason_table(out);
    std::fputs(text.c_str(), stdout);
    return exit_code::ok;
}

int rules_export(const rules_options& options)
{
    std::vector<const classify::embedded_pack*> packs;
    for (const classify::embedded_pack& pack : classify::embedded_packs())
        if (options.pack.empty() || pack.file == options.pack + ".yaml")
            packs.push_back(&pack);
    if (packs.empty())
        return no_such_pack(options);
    if (!options.folder.empty())
        return write_packs(packs, options.folder);
    print_packs(packs);
    return exit_code::ok;
}

} // namespace recoil::cli
