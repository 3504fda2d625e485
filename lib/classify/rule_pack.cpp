#include "classify/rule_pack.hpp"

#include "classify/embedded_packs.hpp"
#include "classify/rule_reader.hpp"
#include "classify/rule_values.hpp"
#include "util/yaml.hpp"

#include <cassert>
#include <map>
#include <string>

namespace recoil::classify {

namespace {

provider_signs read_signs(const yaml::node& node, std::string_view file, problems& problems)
{
    provider_signs signs;
    yaml::map_reader reader(node, "provider", file, problems);
    reader.read("name", signs.name);
    if (!is_provider_name(signs.name))
        reader.fail("name", "expected lower-case letters, digits and underscores; not other, none, local, overflow");
    reader.read("hosts", signs.hosts);
    signs.texts = read_patterns(reader, "texts", signs.places);
    reader.read("relay", signs.relay);
    reader.finish();
    return signs;
}

void read_providers(yaml::map_reader& reader, pack& p, problems& problems)
{
    const yaml::node* node = reader.find("provider");
    if (node == nullptr)
        return;
    if (node->type != yaml::kind::sequence) {
        p.providers.push_back(read_signs(*node, p.file, problems));
        return;
    }
    for (const yaml::node& item : node->items)
        p.providers.push_back(read_signs(item, p.file, problems));
}

void read_rules(yaml::map_reader& reader, pack& p, problems& problems)
{
    const yaml::node* node = reader.find("rules");
    if (node == nullptr || node->type != yaml::kind::sequence) {
        reader.fail("rules", "expected a list of rules");
        return;
    }
    std::map<std::string, int> lines; // of the ids so far
    for (const yaml::node& item : node->items) {
        rule r = read_rule(item, p, problems);
        const auto [first, is_new] = lines.emplace(r.id, r.line);
        if (!is_new)
            reader.fail(item, "rules",
                        "the id '" + r.id + "' is used in line " + std::to_string(first->second) + " too");
        p.rules.push_back(std::move(r));
    }
}

} // namespace

std::optional<pack> load_pack(std::string_view yaml, std::string_view file, problems& problems)
{
    const std::size_t problems_before = problems.size();
    const auto root = yaml::parse(yaml, file, problems);
    if (!root)
        return std::nullopt;
    pack p;
    p.file = file;
    yaml::map_reader reader(*root, "", p.file, problems);
    reader.read("pack", p.name);
    if (!is_identifier(p.name))
        reader.fail("pack", "a name of lower-case letters, digits and hyphens is required");
    reader.read("version", p.version);
    if (p.version.empty())
        reader.fail("version", "is required; a date serves well");
    read_providers(reader, p, problems);
    read_rules(reader, p, problems);
    reader.finish();
    if (problems.size() != problems_before)
        return std::nullopt;
    return p;
}

std::vector<pack> shipped_packs()
{
    std::vector<pack> packs;
    for (const embedded_pack& embedded : embedded_packs()) {
        problems found;
        auto loaded = load_pack(embedded.yaml, embedded.file, found);
        assert(loaded && "a shipped pack does not load: run the rules tests");
        if (loaded)
            packs.push_back(std::move(*loaded));
    }
    return packs;
}

} // namespace recoil::classify
