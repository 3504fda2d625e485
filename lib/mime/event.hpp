// What the MIME parser finds, in the order of the message. For each part: its header fields, part_begin, its body, its
// children (a multipart), part_end. The body of a multipart is its preamble, and all of it where no delimiter comes: a
// gateway may have made one text of the parts and left the header as it was. Epilogues yield nothing.
#pragma once

#include "mime/content_type.hpp"
#include "mime/transfer_encoding.hpp"

#include <string_view>
#include <variant>

namespace recoil::mime {

struct part_info {
    int depth = 0;           // 0 is the message itself
    content_type type;       // text/plain where there is none (RFC 2045 5.2; message/rfc822 in a digest)
    bool type_given = false; // the part has a Content-Type of its own
    transfer_encoding encoding = transfer_encoding::identity;
};

struct need_input {}; // all that was fed is consumed
struct header {       // a complete field, unfolded and trimmed, still encoded; valid until the next call
    int depth;
    std::string_view name;
    std::string_view value;
};
struct part_begin { // valid until that part's part_end
    const part_info* info;
};
struct body { // of the part begun last, still encoded; valid until the next call
    std::string_view bytes;
};
struct part_end {
    int depth;
};
struct message_end {};

using event = std::variant<need_input, header, part_begin, body, part_end, message_end>;

} // namespace recoil::mime
