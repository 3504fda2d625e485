#include "config/load.hpp"

#include "config/address.hpp"
#include "config/keys.hpp"
#include "config/listener.hpp"
#include "config/log_source.hpp"
#include "config/readers.hpp"
#include "config/stream.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <tuple>

namespace recoil::config {

namespace {

constexpr std::string_view prefix = "RECOIL_";
// Not the daemon's: these tell the tests where to look.
constexpr std::array<std::string_view, 3> not_ours{"RECOIL_BIN", "RECOIL_CORPUS", "RECOIL_SOURCE_DIR"};

struct reader { // of one key, whatever the type of its value
    yaml::map_reader& from;
    std::string_view key;
    settings& to;

    void operator()(const number& n) const
    {
        if (n.or_zero)
            read_number_or_zero(from, key, n.of(to), n.min, n.max);
        else
            from.read(key, n.of(to), n.min, n.max);
    }
    void operator()(const duration& d) const { read_duration(from, key, d.of(to), d.min, d.max); }
    void operator()(const choice& c) const { read_choice(from, key, c.of(to), c.accepted); }
    void operator()(const text& t) const { read_text(from, key, t.of(to), t.wrong); }
    void operator()(const texts& t) const
    {
        read_texts(from, key, t.of(to), t.wrong);
        if (t.lower_case)
            std::ranges::transform(t.of(to), t.of(to).begin(), [](const auto& s) { return ascii::to_lower(s); });
    }
    void operator()(const list& l) const { l.read(from, key, to); }
};

void read_section(yaml::map_reader& root, const section& s, settings& to)
{
    if (s.keys.size() == 1 && s.keys.front().name.empty())
        return std::visit(reader{root, s.name, to}, s.keys.front().value);
    const yaml::node* map = root.find(s.name);
    if (map == nullptr)
        return;
    yaml::map_reader inner = root.inner(*map, s.name);
    for (const key& k : s.keys)
        std::visit(reader{inner, k.name, to}, k.value);
    inner.finish();
}

void read_settings(const yaml::node& tree, std::string_view file, settings& to, problems& problems)
{
    yaml::map_reader root(tree, "", file, problems);
    for (const section& s : sections())
        read_section(root, s, to);
    root.finish();
}

// RECOIL_LIMITS__SESSIONS=5 is read as if it were a file of that name with the text "limits: {sessions: 5}": one way
// through the code, and a problem names the variable.
yaml::node tree_of(std::string_view path, std::string_view value)
{
    yaml::node tree;
    if (path.empty()) {
        tree.type = yaml::kind::scalar;
        tree.scalar = value;
        return tree;
    }
    const std::size_t cut = path.find("__");
    const std::string_view rest = cut == std::string_view::npos ? "" : path.substr(cut + 2);
    tree.type = yaml::kind::map;
    tree.entries.push_back({ascii::to_lower(path.substr(0, cut)), tree_of(rest, value)});
    return tree;
}

void read_variables(const environment& variables, settings& to, problems& problems)
{
    for (const auto& [name, value] : variables) {
        if (!name.starts_with(prefix) || std::ranges::find(not_ours, name) != not_ours.end())
            continue;
        read_settings(tree_of(std::string_view(name).substr(prefix.size()), value), name, to, problems);
    }
}

// Two sockets on one address: the second could not be opened.
void check_addresses(const settings& s, std::string_view file, problems& problems)
{
    std::map<std::pair<std::string, std::uint16_t>, std::string> taken;
    const auto claim = [&](std::string_view text, const std::string& key, int line) {
        const auto parsed = parse_address(text);
        if (!parsed || (!parsed->is_unix && parsed->port == 0))
            return;
        const auto [other, is_new] = taken.emplace(std::pair(parsed->host, parsed->port), key);
        if (!is_new)
            problems.push_back(
                {std::string(file), line, key, "the same address as " + other->second + "; accepted: one of its own"});
    };
    claim(s.metrics.address, "metrics.address", 0);
    for (std::size_t i = 0; i < s.listeners.size(); ++i)
        claim(s.listeners[i].address, "listeners[" + std::to_string(i) + "].address", s.listeners[i].line);
}

int line_of(const yaml::node& tree, std::string_view section, std::string_view key)
{
    const yaml::node* map = tree.find(section);
    const yaml::node* value = map != nullptr ? map->find(key) : nullptr;
    return value != nullptr ? value->line : 0;
}

bool before(const problem& a, const problem& b)
{
    return std::tie(a.line, a.key, a.what) < std::tie(b.line, b.key, b.what);
}

} // namespace

std::optional<settings> load(std::string_view yaml, std::string_view file, const environment& variables,
                             problems& problems)
{
    recoil::problems of_file, of_variables;
    settings read;
    int line_of_stream = 0;
    if (const auto tree = yaml::parse(yaml, file, of_file)) {
        read_settings(*tree, file, read, of_file);
        if (const yaml::node* stream = tree->find("stream"))
            line_of_stream = stream->line;
        read.metrics.token_line = line_of(*tree, "metrics", "token_file");
    }
    read_variables(variables, read, of_variables);
    check_addresses(read, file, of_file);
    check_next_hops(read, file, of_file);
    check_log_sources(read, file, of_file);
    if (of_file.empty() && of_variables.empty())
        check_stream(read, file, line_of_stream, of_file);

    std::ranges::sort(of_file, before); // as an editor walks through them
    const bool good = of_file.empty() && of_variables.empty();
    for (recoil::problems* found : {&of_file, &of_variables})
        std::ranges::move(*found, std::back_inserter(problems));
    return good ? std::optional(std::move(read)) : std::nullopt;
}

} // namespace recoil::config
