// Enhanced status codes: RFC 3463, RFC 5248 and the IANA registry.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace recoil::dsn {

struct status_code {
    std::uint16_t klass = 0; // 2, 4 or 5
    std::uint16_t subject = 0;
    std::uint16_t detail = 0;

    auto operator<=>(const status_code&) const = default;
    bool generic() const { return subject == 0 && detail == 0; } // x.0.0 says nothing but its class
};

// "5.7.606": class 2, 4 or 5, subject and detail of one to three digits, and nothing else.
std::optional<status_code> parse_status(std::string_view text);
std::string to_string(status_code code);

// What a registry entry means. Sorted by subject and detail; class is not part of an entry (RFC 3463 2).
struct registered_status {
    std::uint16_t subject;
    std::uint16_t detail;
    std::string_view meaning;
    std::string_view reference; // "RFC 3463"
};
std::span<const registered_status> status_registry();
const registered_status* find_registered(status_code code); // null where the registry has no such subject and detail

} // namespace recoil::dsn
