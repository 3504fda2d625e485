// Watches the data (RFC 5321 4.1.1.4) that is passed on as it is. Servers do not agree on what a bare CR or LF is, and
// between two that read it differently an end of data can be smuggled (CVE-2023-51764 to -51766, CVE-2026-33604): so a
// bare CR or LF beside a dot at the start of a line is found, and the dot is never handed out. A line starts here
// behind CRLF and behind either alone, and at the very beginning. Any other bare CR or LF passes.
//
// What may pass comes out unchanged, dots included. It is a view of the input, but for a dot that had to wait for the
// octets behind it. The state is kept between inputs, so the result does not depend on how the data is cut.
#pragma once

#include <string_view>

namespace recoil::proto {

class dot_guard {
public:
    // The next piece that may pass; takes it from the front of `input`. Empty when the input is used up, the data has
    // ended, or it was smuggled; what stands behind the end is left in `input`.
    std::string_view next(std::string_view& input);
    bool finished() const { return state_ == state::finished; } // CRLF.CRLF was handed out
    bool smuggled() const { return state_ == state::smuggled; }

private:
    enum class state {
        line_start, // behind CRLF, or at the beginning
        text,       // behind any other octet
        text_cr,    // behind a CR, of which the LF may follow
        text_lf,    // behind a LF without a CR
        dot,        // behind a dot at the start of a line, which waits
        dot_cr,     // behind such a dot and a CR, which wait
        finished,
        smuggled,
    };
    std::string_view take_text(std::string_view& input);
    std::string_view take_behind_dot(std::string_view& input);
    std::string_view take_behind_cr(std::string_view& input);

    state state_ = state::line_start;
};

} // namespace recoil::proto
