// The readers of one leaf of a message, each for the parts of its kind. They take the leaf's octets as they stand and
// put what they find into the readings of the whole message.
#pragma once

#include "dsn/assembly.hpp"
#include "mime/event.hpp"

#include <memory>
#include <string_view>

namespace recoil::dsn {

class part_reader {
public:
    virtual ~part_reader() = default;
    virtual void feed(std::string_view bytes) = 0; // still encoded, in pieces of any size
    // `cut_off`: the message ended before the part did, so what stands at its very end may be half of something.
    virtual void finish(readings& into, bool cut_off) = 0;
};

// message/delivery-status, message/global-delivery-status
std::unique_ptr<part_reader> read_status_part(const mime::part_info& part, const builder_options& options);
// message/feedback-report
std::unique_ptr<part_reader> read_feedback_part(const mime::part_info& part);
// text/plain, text/html or a preamble: the notice's own text. `into` must outlive the reader.
std::unique_ptr<part_reader> read_notice_part(const mime::part_info& part, notice_text& into);
// message/rfc822 and its like: the header of the returned message. `wrapped`: a gateway may have put the whole notice
// into it, so it is read as a message as well. `options` must outlive the reader.
std::unique_ptr<part_reader> read_returned_part(const mime::part_info& part, const builder_options& options,
                                                bool wrapped);

} // namespace recoil::dsn
