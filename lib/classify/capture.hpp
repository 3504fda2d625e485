// What a rule takes out of the reply that it explains: RE2 with named groups of a closed set.
//
// Nothing captured is trusted: an address must be one, a URL must be http or https, a number is bounded, the rest is at
// most 256 octets. What does not pass is dropped, as if the group had not matched.
#pragma once

#include "classify/classifier.hpp"

#include <re2/re2.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::classify {

inline constexpr int capture_submatches = 10;                          // of one pattern, with the whole match
inline constexpr std::uint32_t longest_retry_seconds = 30 * 24 * 3600; // more is cut to this

bool is_capture_group(std::string_view name);
std::string capture_group_names(); // "sending_ip, blocklist, ..." for a problem's text

// The result that a reply about SPF tells: fail, softfail, permerror, temperror ...; "" where it says none.
std::string_view spf_result_in(std::string_view text);

// How every pattern is read: case ignored, any octets, silent, bounded memory.
const re2::RE2::Options& capture_options();

// The captures of one rule. Built once from patterns that capture_problem() passed.
class capture_set {
public:
    explicit capture_set(std::span<const std::string> patterns);

    bool empty() const { return patterns_.empty(); }
    // Fills the members of `into` that are still empty: the first pattern that has a good value for a group wins.
    void apply(std::string_view text, captures& into) const;

private:
    struct group {
        int number;       // of the submatch
        std::size_t what; // row of the table of groups
    };
    struct pattern {
        std::unique_ptr<re2::RE2> compiled;
        std::vector<group> groups;
    };
    std::vector<pattern> patterns_;
};

} // namespace recoil::classify
