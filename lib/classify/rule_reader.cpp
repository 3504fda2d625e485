#include "classify/rule_reader.hpp"

#include "classify/pattern.hpp"
#include "classify/rule_values.hpp"

#include <algorithm>
#include <string>

namespace recoil::classify {

namespace {

constexpr std::string_view bad_status = "expected a code or a range of codes: 5.1.10, 5.7.606-649";
constexpr std::string_view bad_code = "expected a reply code or a range from 400 to 599: 550, 500-599";
constexpr std::string_view bad_stage = "expected connect, helo, mail, rcpt, data or eod";
constexpr std::string_view bad_action = "expected failed, delayed, delivered, relayed or expanded";

// The scalars under `key` with the lines they stand on. A wrong type is reported by the reader itself.
std::vector<const yaml::node*> scalars(yaml::map_reader& reader, std::string_view key)
{
    std::vector<std::string> checked;
    reader.read(key, checked);
    std::vector<const yaml::node*> nodes;
    const yaml::node* node = reader.find(key);
    if (node != nullptr && node->type == yaml::kind::scalar)
        nodes.push_back(node);
    if (node != nullptr && node->type == yaml::kind::sequence && checked.size() == node->items.size()) {
        for (const yaml::node& item : node->items)
            nodes.push_back(&item);
    }
    return nodes;
}

// Reads each scalar under `key` with `parse`, which gives an optional.
template<class Value, class Parse>
void read_each(yaml::map_reader& reader, std::string_view key, std::vector<Value>& into, Parse parse,
               std::string_view expected)
{
    for (const yaml::node* node : scalars(reader, key)) {
        if (auto value = parse(node->scalar))
            into.push_back(*value);
        else
            reader.fail(*node, key, "'" + node->scalar + "': " + std::string(expected));
    }
}

template<class Check>
std::vector<std::string> read_checked(yaml::map_reader& reader, std::string_view key, Check problem_of,
                                      std::vector<position>* places = nullptr)
{
    std::vector<std::string> good;
    for (const yaml::node* node : scalars(reader, key)) {
        if (const std::optional<std::string> problem = problem_of(node->scalar)) {
            reader.fail_within(*node, key, "'" + node->scalar + "': " + *problem);
            continue;
        }
        good.push_back(node->scalar);
        if (places != nullptr)
            places->push_back(node->start);
    }
    return good;
}

// Overrules a default where the key is given.
template<class Value, class Parse>
void overrule(yaml::map_reader& reader, std::string_view key, Value& value, Parse parse, std::string_view expected)
{
    std::string text;
    reader.read(key, text);
    if (text.empty())
        return;
    if (const auto parsed = parse(text))
        value = *parsed;
    else
        reader.fail(key, "'" + text + "': " + std::string(expected));
}

void read_conditions(yaml::map_reader& reader, rule& r)
{
    read_each(reader, "status", r.status, parse_status_range, bad_status);
    reader.read("status_optional", r.status_optional);
    read_each(reader, "smtp_code", r.smtp_code, parse_code_range, bad_code);
    r.token = read_patterns(reader, "token", r.places);
    r.text = read_patterns(reader, "text", r.places);
    reader.read("remote_mta", r.remote_mta);
    read_each(reader, "stage", r.stage, dsn::parse_stage, bad_stage);
    read_each(reader, "action", r.action, dsn::action_named, bad_action);
    if (r.status.empty() && r.smtp_code.empty() && r.token.empty() && r.text.empty())
        reader.fail("", "no condition: at least one of status, smtp_code, token, text is required");
    if (r.status_optional && (r.status.empty() || (r.token.empty() && r.text.empty())))
        reader.fail("status_optional", "makes sense only beside a status and a token or text");
}

void read_provider(yaml::map_reader& reader, const pack& owner, rule& r)
{
    reader.read("provider", r.provider);
    reader.read("distinctive", r.distinctive);
    const auto named = [&r](const provider_signs& p) { return p.name == r.provider; };
    if (!r.provider.empty() && std::none_of(owner.providers.begin(), owner.providers.end(), named))
        reader.fail("provider", "'" + r.provider + "' is not a provider of this pack");
    if (r.distinctive && owner.providers.empty())
        reader.fail("distinctive", "the pack has no provider that the rule could name");
    if (r.distinctive && r.token.empty() && r.text.empty() && r.status.empty())
        reader.fail("distinctive", "a reply code alone names nobody");
}

void read_verdict(yaml::map_reader& reader, rule& r)
{
    std::string name;
    reader.read("reason", name);
    r.reason = find_reason(name);
    if (r.reason == nullptr) {
        reader.fail("reason", name.empty() ? "is required" : "unknown reason '" + name + "'");
        r.reason = find_reason("unknown"); // so that the keys below are still read
    }
    r.permanence = r.reason->permanence;
    r.scope = r.reason->scope;
    r.fix_owner = r.reason->fix_owner;
    overrule(reader, "permanence", r.permanence, parse_permanence, "expected permanent, temporary or unknown");
    overrule(reader, "scope", r.scope, parse_scope,
             "expected recipient, recipient_domain, message, sender, sender_domain, sending_ip or session");
    overrule(reader, "fix_owner", r.fix_owner, parse_fix_owner,
             "expected sender, sender_admin, recipient, recipient_admin, provider or list_operator");
}

std::optional<std::string> link_problem(const std::string& link)
{
    return is_link(link) ? std::nullopt : std::optional<std::string>("expected an http or https URL");
}

// It becomes a label of recoil_remedy_info, and a Prometheus with a limit on those drops the whole target.
constexpr std::size_t most_label_octets = 200;

void read_help(yaml::map_reader& reader, rule& r)
{
    std::int64_t priority = 0;
    reader.read("priority", priority, -1000, 1000);
    r.priority = static_cast<int>(priority);
    r.capture = read_checked(reader, "capture", capture_problem);
    reader.read("blocklist", r.blocklist);
    reader.read("delist_url", r.delist_url);
    if (!r.delist_url.empty() && !is_link(r.delist_url))
        reader.fail("delist_url", "expected an http or https URL");
    if (r.delist_url.size() > most_label_octets)
        reader.fail("delist_url", "longer than " + std::to_string(most_label_octets) + " octets");
    reader.read("meaning", r.meaning);
    reader.read("advice", r.advice);
    if (r.meaning.empty())
        reader.fail("meaning", "is required");
    if (r.advice.empty())
        reader.fail("advice", "is required");
    r.links = read_checked(reader, "links", link_problem);
}

example read_example(const yaml::node& node, const std::string& where, std::string_view file, problems& problems)
{
    example e;
    e.line = node.line;
    if (node.type == yaml::kind::scalar) {
        e.text = node.scalar;
        return e;
    }
    yaml::map_reader reader(node, where, file, problems);
    reader.read("text", e.text);
    reader.read("remote_mta", e.remote_mta);
    overrule(reader, "stage", e.stage, dsn::parse_stage, bad_stage);
    overrule(reader, "action", e.action, dsn::action_named, bad_action);
    if (e.text.empty())
        reader.fail("text", "is required");
    reader.finish();
    return e;
}

std::vector<example> read_examples(yaml::map_reader& reader, std::string_view key, std::string_view file,
                                   problems& problems)
{
    std::vector<example> examples;
    const yaml::node* node = reader.find(key);
    if (node == nullptr)
        return examples;
    if (node->type != yaml::kind::sequence) {
        reader.fail(key, "expected a list of replies");
        return examples;
    }
    for (const yaml::node& item : node->items)
        examples.push_back(read_example(item, reader.path(key), file, problems));
    return examples;
}

std::string id_of(const yaml::node& map)
{
    const yaml::node* id = map.type == yaml::kind::map ? map.find("id") : nullptr;
    return id != nullptr && is_identifier(id->scalar) ? id->scalar : "rule";
}

} // namespace

std::vector<std::string> read_patterns(yaml::map_reader& reader, std::string_view key, std::vector<position>& places)
{
    return read_checked(reader, key, condition_problem, &places);
}

rule read_rule(const yaml::node& map, const pack& owner, problems& problems)
{
    rule r;
    r.file = owner.file;
    r.line = map.line;
    yaml::map_reader reader(map, id_of(map), owner.file, problems);
    reader.read("id", r.id);
    if (!is_identifier(r.id))
        reader.fail("id", "expected lower-case letters, digits and hyphens");
    read_conditions(reader, r);
    read_provider(reader, owner, r);
    read_verdict(reader, r);
    read_help(reader, r);
    r.examples = read_examples(reader, "examples", owner.file, problems);
    r.counterexamples = read_examples(reader, "counterexamples", owner.file, problems);
    if (r.examples.empty())
        reader.fail("examples", "at least one reply that this rule explains is required");
    reader.finish();
    return r;
}

} // namespace recoil::classify
