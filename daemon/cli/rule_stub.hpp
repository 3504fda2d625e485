// A rule to start from: the YAML of a rule that explains replies of one normal form (classify/normal_form.hpp), but for
// its reason, meaning and advice, which are the operator's to say.
//
// Nothing of what a server filled in gets into it: an address becomes user@example.com, a host mx.example.com, and so
// on. What is left is quoted, so that it is neither YAML nor a regular expression of its own.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace recoil::cli {

inline constexpr std::string_view open_reason = "REASON"; // in place of a reason; no pack with it loads

struct rule_stub {
    std::string id;      // unique only where the caller makes it so
    std::string text;    // a pattern; "" where the reply has no words
    std::string status;  // 5.7.999: the condition where there is no text
    std::string example; // a reply of that form
    int priority = 0;

    bool usable() const { return !text.empty() || !status.empty(); }
    std::string yaml() const; // an item of `rules`, with line ends
};

// `status`: the enhanced code of these replies, "" where there is none.
rule_stub make_stub(std::string_view normal_form, std::string_view status);

// One scalar of YAML on one line, whatever is in it.
std::string yaml_quoted(std::string_view text);

} // namespace recoil::cli
