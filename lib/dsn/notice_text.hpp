// The notice's own text as a stream: kept as lines, up to where the returned message begins in it; of that the header
// is read (RFC 3462 has it in a part of its own, older systems paste it).
#pragma once

#include "dsn/returned_header.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {

class notice_text {
public:
    // `capture` must stay valid as long as this. Of all parts together `max_bytes` octets are kept.
    notice_text(std::size_t max_bytes, std::size_t max_header_bytes, const std::vector<std::string>& capture)
        : max_bytes_(max_bytes), max_header_bytes_(max_header_bytes), capture_(&capture)
    {
    }

    void begin_part();
    void feed(std::string_view text); // UTF-8; what is too much is dropped
    // `cut_off`: the message ended inside the part, so an address at its very end may be half of one.
    void end_part(bool cut_off = false);

    // A text part each, without the empty ones.
    const std::vector<std::string>& parts() const { return parts_; }
    // The first message that a part returns in its text; not present where none does.
    const returned_message& returned() const { return returned_; }

private:
    void take_line();
    bool begins_returned() const;
    void take_returned_line();

    std::size_t max_bytes_;
    std::size_t max_header_bytes_;
    const std::vector<std::string>* capture_;
    std::size_t kept_ = 0;
    std::vector<std::string> parts_;
    std::string line_;                     // in hand, without its end
    std::optional<returned_header> inner_; // open once the returned message has begun
    bool in_header_ = false;               // a field of it was seen
    returned_message returned_;
};

// Without line ends and trailing white space; a line that could not be decoded is empty.
std::vector<std::string_view> split_lines(std::string_view text);

} // namespace recoil::dsn
