// Reads the header of a returned message: a leaf of type message/rfc822, message/global, text/rfc822-headers or
// message/global-headers (RFC 3462 3, RFC 6533 5). What follows the header is skipped.
#pragma once

#include "dsn/report.hpp"
#include "mime/event.hpp"
#include "mime/header_block.hpp"
#include "mime/text_decoder.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {

class returned_header {
public:
    // `capture`: names in lower case; it must stay valid as long as the reader.
    returned_header(mime::transfer_encoding encoding, std::size_t max_bytes, const std::vector<std::string>& capture)
        : decoder_(encoding), header_(max_bytes), capture_(&capture)
    {
    }

    static bool is_returned(const mime::content_type& type);

    void feed(std::string_view bytes); // of the leaf, still encoded
    // `cut_off`: the message ended here, so a field in hand may be half of one.
    returned_message finish(bool cut_off = false);
    const defect_set& defects() const { return header_.defects(); }
    // X-HmXmrOriginalRecipient: whose mailbox the message was in, where Outlook.com passes on a complaint about it.
    const std::string& complainant() const { return complainant_; }

private:
    void read(std::string_view bytes);
    void take(const mime::field& field);
    void capture(std::string_view name, std::string_view value);

    mime::transfer_decoder decoder_;
    mime::header_block_reader header_;
    const std::vector<std::string>* capture_;
    std::string decoded_;
    returned_message found_;
    std::string complainant_;
};

} // namespace recoil::dsn
