// What the regular expressions of packs and of the configuration must be. Two engines read them: Vectorscan finds which
// of all patterns a reply holds, RE2 takes the captures out. A condition must suit both, so that it means the same
// wherever it is tried.
//
// Case is ignored. The text is one line of octets: UTF-8 is matched octet by octet.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace recoil::classify {

inline constexpr std::size_t pattern_bytes = 1'000; // the longest pattern that is accepted

// What is wrong with a pattern of `token`, `text` or a provider's `texts`, in the engines' own words: bad syntax,
// look-around (named as such), a match on the empty text, named groups (they belong into `capture`). Nothing where it
// is good.
std::optional<std::string> condition_problem(std::string_view pattern);

// What is wrong with a pattern of `capture`: bad syntax, a match on the empty text, no named group, or one outside the
// closed set (capture.hpp).
std::optional<std::string> capture_problem(std::string_view pattern);

// What is wrong with a pattern of `verp.patterns`: bad syntax, a match on the empty text, a group that return_path.hpp
// does not know, or none that tells the recipient.
std::optional<std::string> return_path_problem(std::string_view pattern);

} // namespace recoil::classify
