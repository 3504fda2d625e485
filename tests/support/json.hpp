// A strict reader of JSON (RFC 8259) for tests: what recoil writes must be read by anybody. One value and nothing
// behind it; valid UTF-8; no raw controls, lone surrogates, leading zeros, trailing commas or repeated names; depth at
// most 32.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::test {

struct json {
    enum class kind { null, boolean, number, string, array, object };

    kind type = kind::null;
    bool boolean = false;
    double number = 0;
    std::string text; // of a string; of a number, as it is written
    struct member;

    std::vector<json> items;
    std::vector<member> members; // in the order of the text

    bool is_null() const { return type == kind::null; }
    const json* find(std::string_view name) const; // null where it is absent
    const json& at(std::string_view name) const;   // a null value where it is absent
    bool has(std::string_view name) const { return find(name) != nullptr; }
    std::vector<std::string> names() const;
};

struct json::member {
    std::string name;
    json value;
};

std::optional<json> parse_json(std::string_view text);

} // namespace recoil::test
