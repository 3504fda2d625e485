// The schemas of config/schema, and the words that they list.
#pragma once

#include "support/json.hpp"
#include "support/temp_folder.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::test {

using names = std::vector<std::string>;

// "pack": config/schema/pack.schema.json. Throws where it is no JSON. It is read once, and lives as long as the
// program.
inline const json& shipped_schema(const std::string& name)
{
    static std::map<std::string, json> read;
    if (const auto known = read.find(name); known != read.end())
        return known->second;
    auto parsed = parse_json(read_file(RECOIL_SOURCE_DIR "/config/schema/" + name + ".schema.json"));
    if (!parsed)
        throw std::runtime_error(name + ".schema.json is no JSON");
    return read.emplace(name, *std::move(parsed)).first->second;
}

inline names sorted(names all)
{
    std::ranges::sort(all);
    return all;
}

// Of an "enum": its texts. The null that some accept besides is none.
inline names texts(const json& list)
{
    names all;
    for (const json& item : list.items) {
        if (!item.is_null())
            all.push_back(item.text);
    }
    return all;
}

inline names texts(std::span<const std::string_view> list)
{
    return {list.begin(), list.end()};
}

// The names of an enumeration, from its first value to `last`.
template<class Enum>
names all_names(Enum last)
{
    names all;
    for (int i = 0; i <= static_cast<int>(last); ++i)
        all.emplace_back(name(static_cast<Enum>(i)));
    return all;
}

// From the words of a yaml::map_reader: "unknown key; known: a, b".
inline names known_keys(std::string_view problem)
{
    constexpr std::string_view head = "unknown key; known: ";
    names keys;
    if (!problem.starts_with(head))
        return keys;
    for (std::string_view rest = problem.substr(head.size()); !rest.empty();) {
        const auto end = std::min(rest.find(", "), rest.size());
        keys.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 2, rest.size()));
    }
    return sorted(keys);
}

} // namespace recoil::test
