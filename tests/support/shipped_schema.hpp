// The schemas of config/schema, and the words that they list.
#pragma once

#include "support/json.hpp"
#include "support/temp_folder.hpp"

#include <algorithm>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::test {

// "pack": config/schema/pack.schema.json. Throws where it is no JSON.
inline json shipped_schema(const std::string& name)
{
    auto parsed = parse_json(read_file(RECOIL_SOURCE_DIR "/config/schema/" + name + ".schema.json"));
    if (!parsed)
        throw std::runtime_error(name + ".schema.json is no JSON");
    return *std::move(parsed);
}

inline std::vector<std::string> sorted(std::vector<std::string> all)
{
    std::ranges::sort(all);
    return all;
}

// Of an "enum": its texts. The null that some accept besides is none.
inline std::vector<std::string> texts(const json& list)
{
    std::vector<std::string> all;
    for (const json& item : list.items) {
        if (!item.is_null())
            all.push_back(item.text);
    }
    return all;
}

inline std::vector<std::string> texts(std::span<const std::string_view> list)
{
    return {list.begin(), list.end()};
}

// The names of an enumeration, from its first value to `last`.
template<class Enum>
std::vector<std::string> all_names(Enum last)
{
    std::vector<std::string> all;
    for (int i = 0; i <= static_cast<int>(last); ++i)
        all.emplace_back(name(static_cast<Enum>(i)));
    return all;
}

// From the words of a yaml::map_reader: "unknown key; known: a, b".
inline std::vector<std::string> known_keys(std::string_view problem)
{
    constexpr std::string_view head = "unknown key; known: ";
    std::vector<std::string> keys;
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
