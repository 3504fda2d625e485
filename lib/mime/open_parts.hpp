// The parts of a message that are open while it is parsed: what their headers say of their form, and which lines divide
// them.
#pragma once

#include "mime/boundary_set.hpp"
#include "mime/event.hpp"
#include "mime/header_block.hpp"
#include "util/defect.hpp"

#include <cstddef>
#include <deque>
#include <optional>
#include <string_view>

namespace recoil::mime {

class open_parts {
public:
    // Multiparts nested deeper than `max_depth` are read as leaves (mime_depth). `defects` must outlive this.
    open_parts(std::size_t max_depth, defect_set& defects) : max_depth_(max_depth), defects_(defects) {}

    void begin(); // a part of the innermost, or the message itself
    void take_field(const field& f);

    // May the innermost part's header go on behind the empty line that ended it? Once, and only while nothing says what
    // the part is. What then comes may be a returned message's header, so it makes no multipart of a part.
    bool may_resume() const;
    void resume() { resumed_ = true; }

    // The innermost part's header is over. True where it is a multipart, whose parts are to be looked for.
    bool enter();
    std::optional<delimiter> find(std::string_view line) const { return boundaries_.find(line); }
    void adopt(std::string_view boundary); // of the innermost, which is a multipart

    void close(); // the innermost part
    // The innermost part is a multipart that its own delimiter closed: its boundary counts no longer.
    void close_boundary() { boundaries_.close_innermost(); }

    bool has_boundary() const { return !boundaries_.empty(); }
    int depth() const { return static_cast<int>(parts_.size()) - 1; } // of the innermost; -1: none is open
    const part_info& innermost() const { return parts_.back(); }      // where it stands until its end

private:
    void take_content_type(std::string_view value);

    std::size_t max_depth_;
    defect_set& defects_;
    boundary_set boundaries_;
    std::deque<part_info> parts_; // the message first, none of them ever moved
    bool encoding_given_ = false; // the innermost part has a Content-Transfer-Encoding
    bool resumed_ = false;
};

} // namespace recoil::mime
