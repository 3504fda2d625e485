// The values of a rule's conditions as a pack writes them.
#pragma once

#include "classify/rule.hpp"

#include <optional>
#include <string_view>

namespace recoil::classify {

// "5.1.10" or "5.7.606-649"; class 4 or 5, the range not empty.
std::optional<status_range> parse_status_range(std::string_view text);

// "550" or "500-599"; 400 to 599, the range not empty.
std::optional<code_range> parse_code_range(std::string_view text);

// [a-z0-9-], starting with a letter or digit, at most 64 octets: a rule's id, a pack's name.
bool is_identifier(std::string_view text);

// A provider's name is a metric label: [a-z0-9_], at most 32 octets, none of other, none, local, overflow.
bool is_provider_name(std::string_view text);

// http or https, a host, no white space.
bool is_link(std::string_view text);

} // namespace recoil::classify
