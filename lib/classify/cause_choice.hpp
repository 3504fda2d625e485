// Which cause of a nested reply decides: "A -> B", "Message expired, ... (last error was C)".
//
// The innermost cause that says something specific does. Specific is a token, a text, a code or a range of a provider,
// or a generic text, whose reason is neither `unknown` nor `expired`: that a message expired says only that the cause
// stands elsewhere. "Rejected" in anybody's words (`policy`) is vague: around "554 5.7.1 rejected" a provider may say
// why. Where no cause is specific, the best of what they say is taken.
#pragma once

#include "classify/taxonomy.hpp"
#include "dsn/reply.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace recoil::classify {

// One look at one cause.
struct trial {
    std::size_t cause = 0; // of the causes given, the innermost is 0
    std::optional<dsn::status_code> status;
    std::optional<std::uint16_t> code;
    bool patterns_only = false;
};

// In the order in which they are tried. A cause is tried with its own code, else with that of the cause around it. One
// that has a code is tried once more by its text and the code around it, for "5.0.350 remote server said -> 550 5.0.0
// words that belong to 5.0.350". The Status field (`field`) counts only where no cause has a code.
std::vector<trial> trials(std::span<const dsn::reply> causes, std::optional<dsn::status_code> field);

// How much a verdict says, from most to least.
enum class weight : std::uint8_t { specific, vague, coded, expired, by_reply_code, unexplained };
weight weigh(const reason& r, evidence e);

} // namespace recoil::classify
