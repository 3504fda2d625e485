// What mail systems say in the prose of a notice, in many languages: the sentences behind which a recipient or a reason
// stands. The table is the knowledge; notice_reader only follows it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {

enum class phrase_role {
    proof,             // nobody but a mail system writes this, and only in a notice of failure or delay
    delayed,           // the message is still in a queue
    success,           // the message arrived or was passed on
    recipients_follow, // below it stands a list of addresses, on the same line perhaps the first
    recipient_behind,  // one address stands behind it, or on the next line
    recipient_before,  // the address right in front of it, in the same sentence
    reason_follows,    // the reason stands below it, or behind it
    reason_itself,     // the line that says it is the reason
    reason_behind,     // the reason stands behind it, up to the empty line
    reporter_behind,   // the host that writes the notice stands behind it
};

struct phrase {
    phrase_role role;
    std::string_view words;  // in lower case as far as ASCII goes; one blank for any run of white space
    std::string_view system; // who writes it
};
std::span<const phrase>
all_phrases(); // by the first two octets, then the longest first, then in the order of their roles

struct found_phrase {
    const phrase* what;
    std::size_t begin; // where in the line
    std::size_t end;
};
// The phrases of `line` in the order in which they stand there; of those that begin together the longest. They begin
// and end at word boundaries. Time is linear in the line for a given table.
std::vector<found_phrase> find_phrases(std::string_view line);

// The line at `at`, and the next one behind it where a phrase was wrapped between the two; `at` moves behind what was
// taken. The view is valid as long as `lines` and `buffer` are left alone.
std::string_view take_phrase_line(std::span<const std::string_view> lines, std::size_t& at, std::string& buffer);

} // namespace recoil::dsn
