// The header block of a message as a stream (RFC 5322 2.2): the parser's own, and a returned message's.
#pragma once

#include "util/defect.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace recoil::mime {

struct field {
    std::string_view name;  // without trailing blanks
    std::string_view value; // unfolded (line ends removed), trimmed; still encoded
};

// feed() and next() in turns: next() yields each complete field; a field is complete when the first octet of the
// following line is known. Both views are valid until the next call. More than `max_bytes` in all: the rest is dropped
// (defect header_bytes).
class header_block_reader {
public:
    explicit header_block_reader(std::size_t max_bytes = 262'144);

    // Takes what belongs to the block and returns how much that was; all of it, unless the block ended inside.
    std::size_t feed(std::string_view bytes);
    void finish(); // no more octets: the field in hand is complete
    std::optional<field> next();
    bool ended() const
    {
        return ended_ && !pending_;
    } // the empty line was seen, or finish() was called, and all was given out

    const defect_set& defects() const { return defects_; }

private:
    // Shape free to change: what counts is the interface above.
    std::string current_;  // the field in hand, unfolded
    std::string complete_; // the field given out last
    std::string line_;     // a line not yet complete
    std::size_t max_bytes_;
    std::size_t seen_ = 0;
    bool ended_ = false;
    bool pending_ = false;
    defect_set defects_;
};

} // namespace recoil::mime
