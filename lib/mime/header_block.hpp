// The header block of a message as a stream (RFC 5322 2.2): the parser's own, and a returned message's.
#pragma once

#include "util/defect.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::mime {

struct field {
    std::string_view name;  // without trailing blanks
    std::string_view value; // unfolded (line ends removed), trimmed; still encoded
};

// feed() and next() in turns: next() yields each complete field; a field is complete when the line after it is. Both
// views are valid until the next feed() or finish(). An mbox "From " line in front of the block is skipped; any other
// line that is neither a field nor a continuation is dropped (defect header_malformed) and the block goes on. More than
// `max_bytes` in all: the rest is dropped (header_bytes). A line longer than `line_bytes` is only noted (line_length).
class header_block_reader {
public:
    explicit header_block_reader(std::size_t max_bytes = 262'144, std::size_t line_bytes = 8'192);

    // Takes what belongs to the block and returns how much that was; all of it, unless the block ended inside.
    std::size_t feed(std::string_view bytes);
    void finish(); // no more octets: the field in hand is complete
    std::optional<field> next();

    // Between two lines: the next line is known to be no continuation, so the field in hand is complete. False where
    // there is none in hand.
    bool complete_field();

    // The empty line was seen, or finish() was called, and all fields were given out.
    bool ended() const { return ended_ && given_ == complete_.size(); }

    const defect_set& defects() const { return defects_; }

private:
    static constexpr std::size_t none = std::string::npos;
    struct extent { // offsets in text_
        std::size_t begin;
        std::size_t colon;
        std::size_t end;
    };

    void add_to_line(std::string_view bytes);
    void end_line();
    void start_field();
    void drop_line();
    void discard_given();

    std::string text_;             // the complete fields, the field in hand and the line in hand, without line ends
    std::vector<extent> complete_; // what next() yields
    std::size_t given_ = 0;        // how many of them it has yielded
    std::size_t field_ = 0;        // begin of the field in hand
    std::size_t colon_ = none;     // its colon; none: there is no field in hand
    std::size_t line_ = 0;         // begin of the line in hand
    std::size_t line_size_ = 0;    // its octets, with those that were dropped
    char line_first_ = '\0';       // its first octet, kept or dropped
    bool first_line_ = true;
    std::size_t kept_ = 0; // octets of the block that went into text_
    std::size_t max_bytes_;
    std::size_t line_bytes_;
    bool ended_ = false;
    defect_set defects_;
};

} // namespace recoil::mime
