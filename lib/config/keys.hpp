// The table of all keys: where each value goes, what is accepted, and what an operator must know. Loading and printing
// are loops over it, so that neither can forget a key. Defaults are not here: they stand in settings.hpp.
#pragma once

#include "config/checks.hpp"
#include "config/settings.hpp"
#include "util/yaml.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace recoil::config {

struct number {
    std::uint64_t& (*of)(settings&);
    std::uint64_t min, max;
    bool or_zero = false; // 0 is accepted too, and means: none
};

struct duration { // in seconds; 30d, 12h, 90m or 90s as text
    std::uint64_t& (*of)(settings&);
    std::uint64_t min, max;
};

struct choice {
    std::string& (*of)(settings&);
    std::span<const std::string_view> accepted;
};

struct text {
    std::string& (*of)(settings&);
    check wrong;
};

struct texts {
    std::vector<std::string>& (*of)(settings&);
    check wrong;
    bool lower_case = false;
};

// A list that has a reader of its own: of maps, or of what a check cannot judge.
struct list {
    void (*read)(yaml::map_reader& from, std::string_view key, settings& to);
    std::string_view defaults; // as YAML, from behind the colon; a test holds it against settings.hpp
};

struct key {
    std::string_view name; // "": the section itself has the value
    std::variant<number, duration, choice, text, texts, list> value;
    std::string_view comment; // lines without "# "
};

struct section {
    std::string_view name;
    std::string_view comment;
    std::span<const key> keys;
};

std::span<const section> sections(); // in the order in which they are printed

} // namespace recoil::config
