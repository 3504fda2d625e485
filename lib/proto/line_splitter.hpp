// Splits a session's octets into command lines. Only CRLF ends a line (RFC 5321 2.3.8): a bare CR or LF never does, and
// a line that holds one is reported as such, so that the session can refuse it whole.
//
// A line within one piece of input is returned in place; one that is cut is collected, at most `max_bytes` of it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace recoil::proto {

class line_splitter {
public:
    enum class status {
        need_input,   // all input is consumed, the line has not ended
        complete,     // `text` is the line without its CRLF
        bare_newline, // a line ended, but a CR or LF stands inside it; no text
        too_long,     // a line ended, but it was longer than allowed; no text
    };
    struct line {
        status what = status::need_input;
        std::string_view text; // valid until the next call, and as long as the input
    };

    // `max_bytes` counts the CRLF, as RFC 5321 4.5.3.1.4 does.
    explicit line_splitter(std::size_t max_bytes);

    // Takes octets from the front of `input`, at most to the end of one line.
    line next(std::string_view& input);

private:
    void keep(std::string_view piece);

    std::size_t max_bytes_;
    std::string buffer_;      // the beginning of a line that was cut
    bool returned_ = false;   // buffer_ holds a line that was handed out
    bool too_long_ = false;   // the rest of this line is dropped
    bool ends_in_cr_ = false; // the last octet of the line so far
};

} // namespace recoil::proto
