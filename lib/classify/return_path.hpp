// VERP: return paths of ours that name the recipient, and perhaps the stream of mail, so that a bounce tells both by
// the address that it comes to. Only what the configuration describes counts: a guess from the shape alone would take
// ordinary addresses apart.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::classify {

bool is_return_path_group(std::string_view name);
std::string return_path_group_names(); // "recipient, recipient_domain, ..." for a problem's text

struct return_path {
    std::string recipient; // kim@example.net, the domain in lower case
    std::string stream;    // "" where the pattern has no such group
};

// Compiled once; immutable from then on.
class return_path_patterns {
public:
    // Patterns that return_path_problem() passed (pattern.hpp). RE2, case ignored. Groups: `recipient_local` with
    // `recipient_domain`, or `recipient`, in which the last '=' stands for '@' where it has none; `stream`.
    explicit return_path_patterns(std::span<const std::string> patterns);
    ~return_path_patterns();

    // By the first pattern that matches and whose recipient can be an address. At most 512 octets are looked at.
    std::optional<return_path> find(std::string_view address) const;
    bool empty() const { return patterns_.empty(); }

private:
    struct pattern;
    std::vector<pattern> patterns_;
};

} // namespace recoil::classify
