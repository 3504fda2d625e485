// The streaming MIME parser (RFC 2045, 2046). Memory is bounded by its limits, whatever the message: a header field in
// hand, the open boundaries, and at most one line that may become a boundary.
//
// Only multiparts are entered. message/rfc822, message/global, text/rfc822-headers and every other type is a leaf, so
// that a report inside a returned or forwarded message is never an event: whoever wants the header of a returned
// message reads the leaf with header_block_reader. An outer boundary inside a part closes it (RFC 2046 5.1.2). A line
// ends with LF; a CR before it belongs to the line end. Content is never re-encoded.
//
// Damaged messages are read where nothing else can be meant (damaged_form.hpp): white space in front of the header of
// the message; an empty line in front of a Content-Type that the part still lacks; in a preamble, what looks
// like a delimiter of another boundary than the declared one. Each is a defect.
#pragma once

#include "mime/event.hpp"
#include "util/defect.hpp"

#include <cstddef>
#include <memory>
#include <string_view>

namespace recoil::mime {

struct limits {
    std::size_t depth = 32;             // nested multiparts
    std::size_t parts = 1000;           // in all, with the message itself
    std::size_t header_bytes = 262'144; // of one header block
    std::size_t line_bytes = 8'192;     // of one line of a header block; a longer one is only noted
};

class parser {
public:
    explicit parser(const limits& limits = {});
    ~parser();
    parser(parser&&) noexcept;
    parser& operator=(parser&&) noexcept;

    // `bytes` must stay valid until next() says need_input. Call it only then (or first).
    void feed(std::string_view bytes);
    // After the last octet: the open parts are closed, then next() yields message_end and nothing more.
    void finish();
    event next();

    const defect_set& defects() const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace recoil::mime
