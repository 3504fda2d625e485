// Finding the codes of a reply (RFC 5321 4.2, RFC 3463) in text that holds addresses, numbers and prose as well.
#pragma once

#include "dsn/status_code.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace recoil::dsn {

// A reply code of 400 to 599 at the very front: three digits that nothing but a separator follows.
std::optional<std::uint16_t> code_at(std::string_view text);

struct found_status {
    status_code code;
    std::size_t length; // of the text that it takes
};

// A status of class 4 or 5 at the very front that is not the beginning of something longer: an IP address, a version,
// a mail address.
std::optional<found_status> status_at(std::string_view text);

// The status that stands where a reply code ended: "5.1.1", "#5.1.1", "(#5.1.1)", "(5.1.1)".
std::optional<found_status> status_behind_code(std::string_view text);

// "#5.1.1" wherever it stands as a word; "(5.1.1)" where its class is that of `code`.
std::optional<status_code> tagged_status(std::string_view text, std::optional<std::uint16_t> code);

} // namespace recoil::dsn
