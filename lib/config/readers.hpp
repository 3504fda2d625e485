// Values that are checked while they are read. As in yaml::map_reader, a key that is absent or null leaves the variable
// as it was, and so does a problem.
#pragma once

#include "config/checks.hpp"
#include "util/yaml.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::config {

// A problem where the key is absent or null; `wrong` tells what is accepted.
void require(yaml::map_reader& from, std::string_view key, check wrong);
void read_text(yaml::map_reader& from, std::string_view key, std::string& value, check wrong);
void read_texts(yaml::map_reader& from, std::string_view key, std::vector<std::string>& value, check wrong);
// `problem_of` a text: what is wrong with it, "" where it is fine.
using judgement = std::function<std::string(const yaml::node& text)>;
void read_texts(yaml::map_reader& from, std::string_view key, std::vector<std::string>& value,
                const judgement& problem_of);
void read_choice(yaml::map_reader& from, std::string_view key, std::string& value,
                 std::span<const std::string_view> accepted);
// From `min` to `max`, or 0.
void read_number_or_zero(yaml::map_reader& from, std::string_view key, std::uint64_t& value, std::uint64_t min,
                         std::uint64_t max);
// 90s, 15m, 12h or 30d, from `min` to `max` seconds.
void read_duration(yaml::map_reader& from, std::string_view key, std::uint64_t& seconds, std::uint64_t min,
                   std::uint64_t max);
std::string duration_text(std::uint64_t seconds); // in the largest unit that divides it: 30d
// 2026-11-21, its first second in UTC since 1970.
void read_date(yaml::map_reader& from, std::string_view key, std::uint64_t& seconds);
// A list of maps; null where it is absent, null or no list (which is a problem).
const std::vector<yaml::node>* read_list(yaml::map_reader& from, std::string_view key);

// The same, each map by `read_one`, which takes its reader.
template<class Value, class Read>
void read_maps(yaml::map_reader& parent, std::string_view key, std::vector<Value>& to, Read read_one)
{
    const std::vector<yaml::node>* items = read_list(parent, key);
    if (items == nullptr)
        return;
    to.clear();
    for (const yaml::node& item : *items)
        to.push_back(read_one(parent.inner(item, std::string(key) + "[" + std::to_string(to.size()) + "]")));
}

} // namespace recoil::config
