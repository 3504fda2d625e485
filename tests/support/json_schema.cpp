#include "support/json_schema.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <string_view>

namespace recoil::test {

namespace {

using problems_found = std::vector<std::string>;

// What a plain scalar is by YAML's core schema.
std::string scalar_type(const yaml::node& value)
{
    if (value.quoted)
        return "string";
    if (value.scalar == "true" || value.scalar == "false")
        return "boolean";
    if (re2::RE2::FullMatch(value.scalar, "[-+]?[0-9]+"))
        return "integer";
    if (re2::RE2::FullMatch(value.scalar, "[-+]?([0-9]+\\.[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?"))
        return "number";
    return "string";
}

std::string type_of(const yaml::node& value)
{
    switch (value.type) {
    case yaml::kind::null:
        return "null";
    case yaml::kind::sequence:
        return "array";
    case yaml::kind::map:
        return "object";
    case yaml::kind::scalar:
        break;
    }
    return scalar_type(value);
}

yaml::node node_of(const json& value)
{
    yaml::node node;
    if (value.type == json::kind::null)
        return node;
    node.type = yaml::kind::scalar;
    node.quoted = value.type == json::kind::string;
    node.scalar = value.type == json::kind::boolean ? (value.boolean ? "true" : "false") : value.text;
    if (value.type == json::kind::array)
        node.type = yaml::kind::sequence;
    if (value.type == json::kind::object)
        node.type = yaml::kind::map;
    for (const json& item : value.items)
        node.items.push_back(node_of(item));
    for (const json::member& member : value.members)
        node.entries.push_back({member.name, node_of(member.value)});
    return node;
}

constexpr std::string_view annotations[] = {"$schema", "$id", "$defs", "title", "description", "default"};

class validator {
public:
    explicit validator(const json& root) : root_(root) {}

    problems_found check(const json& schema, const yaml::node& value, const std::string& path) const
    {
        problems_found found;
        for (const json::member& m : schema.members)
            keyword(m.name, m.value, schema, value, path, found);
        return found;
    }

private:
    void keyword(const std::string& name, const json& rule, const json& schema, const yaml::node& value,
                 const std::string& path, problems_found& found) const
    {
        const auto add = [&](problems_found more) { found.insert(found.end(), more.begin(), more.end()); };
        if (std::ranges::find(annotations, name) != std::end(annotations))
            return;
        if (name == "$ref")
            return add(check(definition(rule.text), value, path));
        const std::string type = type_of(value);
        if (!known(name))
            add({path + ": the schema's keyword " + name + " is not known"});
        for (const std::string& problem : {any_keyword(name, rule, value, path), scalar_keyword(name, rule, value)})
            if (!problem.empty())
                add({path + ": " + problem});
        add(nested_keyword(name, rule, schema, value, path));
        if (type == "array")
            add(array_keyword(name, rule, value, path));
        if (type == "object")
            object_keyword(name, rule, schema, value, path, found);
    }

    // What is wrong with a value of any type; "" where nothing is.
    std::string any_keyword(const std::string& name, const json& rule, const yaml::node& value,
                            const std::string& path) const
    {
        if (name == "type" && !fits_type(rule, type_of(value)))
            return "is of type " + type_of(value);
        if (name == "enum" && std::ranges::none_of(rule.items, [&](const json& j) { return equals(j, value); }))
            return "is none of the listed values";
        if (name == "const" && !equals(rule, value))
            return "is not " + rule.text;
        if (name == "anyOf" && matches(rule, value, path) == 0)
            return "fits no alternative";
        if (name == "oneOf" && matches(rule, value, path) != 1)
            return "does not fit one alternative";
        if (name == "not" && check(rule, value, path).empty())
            return "is ruled out";
        return "";
    }

    static std::string scalar_keyword(const std::string& name, const json& rule, const yaml::node& value)
    {
        const std::string type = type_of(value);
        const auto size = static_cast<double>(value.scalar.size());
        if (type == "string" && name == "pattern" && !re2::RE2::PartialMatch(value.scalar, rule.text))
            return "does not match " + rule.text;
        if (type == "string" &&
            ((name == "minLength" && size < rule.number) || (name == "maxLength" && size > rule.number)))
            return name;
        if ((type == "integer" || type == "number") && ((name == "minimum" && std::stod(value.scalar) < rule.number) ||
                                                        (name == "maximum" && std::stod(value.scalar) > rule.number)))
            return name;
        return "";
    }

    problems_found nested_keyword(const std::string& name, const json& rule, const json& schema,
                                  const yaml::node& value, const std::string& path) const
    {
        if (name == "if")
            return check(schema.at(check(rule, value, path).empty() ? "then" : "else"), value, path);
        problems_found found;
        for (const json& part : name == "allOf" ? rule.items : std::vector<json>())
            for (const std::string& problem : check(part, value, path))
                found.push_back(problem);
        return found;
    }

    problems_found array_keyword(const std::string& name, const json& rule, const yaml::node& value,
                                 const std::string& path) const
    {
        problems_found found;
        const auto size = static_cast<double>(value.items.size());
        if ((name == "minItems" && size < rule.number) || (name == "maxItems" && size > rule.number))
            found.push_back(path + ": " + name);
        for (std::size_t i = 0; name == "items" && i < value.items.size(); ++i)
            for (const std::string& problem : check(rule, value.items[i], path + "[" + std::to_string(i) + "]"))
                found.push_back(problem);
        return found;
    }

    void object_keyword(const std::string& name, const json& rule, const json& schema, const yaml::node& value,
                        const std::string& path, problems_found& found) const
    {
        for (const json& key : name == "required" ? rule.items : std::vector<json>())
            if (value.find(key.text) == nullptr)
                found.push_back(path + ": " + key.text + " is missing");
        for (const yaml::entry& e : value.entries) {
            const json* property = schema.at("properties").find(e.key);
            const bool is_other = name == "additionalProperties" && property == nullptr;
            if (is_other && rule.type == json::kind::boolean && !rule.boolean)
                found.push_back(path + ": " + e.key + " is not known");
            const json* wanted = is_other ? &rule : name == "properties" ? property : nullptr;
            if (wanted != nullptr)
                for (const std::string& more : check(*wanted, e.value, path + "." + e.key))
                    found.push_back(more);
        }
    }

    std::size_t matches(const json& alternatives, const yaml::node& value, const std::string& path) const
    {
        return static_cast<std::size_t>(std::ranges::count_if(
            alternatives.items, [&](const json& alternative) { return check(alternative, value, path).empty(); }));
    }

    static bool fits_type(const json& rule, const std::string& type)
    {
        const auto fits = [&](const std::string& wanted) {
            return wanted == type || (wanted == "number" && type == "integer");
        };
        return rule.items.empty() ? fits(rule.text)
                                  : std::ranges::any_of(rule.items, [&](const json& j) { return fits(j.text); });
    }

    static bool equals(const json& expected, const yaml::node& value)
    {
        const yaml::node wanted = node_of(expected);
        return type_of(value) == type_of(wanted) && value.scalar == wanted.scalar;
    }

    static bool known(const std::string& name)
    {
        constexpr std::string_view names[] = {
            "type",    "enum",     "const",    "anyOf",   "oneOf",     "allOf",      "not",
            "if",      "then",     "else",     "pattern", "minLength", "maxLength",  "minimum",
            "maximum", "minItems", "maxItems", "items",   "required",  "properties", "additionalProperties"};
        return std::ranges::find(names, name) != std::end(names);
    }

    const json& definition(std::string_view reference) const
    {
        constexpr std::string_view place = "#/$defs/";
        return root_.at("$defs").at(reference.substr(place.size()));
    }

    const json& root_;
};

} // namespace

std::vector<std::string> schema_problems(const json& schema, const yaml::node& value)
{
    return validator(schema).check(schema, value, "");
}

std::vector<std::string> schema_problems(const json& schema, const json& value)
{
    return schema_problems(schema, node_of(value));
}

} // namespace recoil::test
