// Undoes the transparency of DATA (RFC 5321 4.5.2): takes the dot off a line that begins with one and finds the line
// that is a dot alone. A line begins behind CRLF, and at the very beginning; nothing but CRLF.CRLF ends the data
// (4.1.1.4), and a bare CR or LF is content, wherever it stands.
//
// The content comes out as views of the input, without a copy; what is between two stuffed dots is one piece. The state
// is kept between inputs, so the pieces of a message add up to the same content however it is cut.
#pragma once

#include <string_view>

namespace recoil::proto {

class dot_decoder {
public:
    // The next piece of content; takes it, and dots that are not content, from the front of `input`. Empty when the
    // input is used up or the data has ended; what stands behind the end is left in `input`.
    std::string_view next(std::string_view& input);
    bool finished() const { return state_ == state::finished; }

private:
    enum class state {
        line_start, // behind CRLF, or at the beginning
        text,       // behind any other octet
        text_cr,    // behind a CR that is content
        dot,        // behind a dot at the start of a line; not yet content, and perhaps never
        dot_cr,     // behind such a dot and a CR
        finished,
    };
    std::string_view take_text(std::string_view& input);

    state state_ = state::line_start;
};

} // namespace recoil::proto
