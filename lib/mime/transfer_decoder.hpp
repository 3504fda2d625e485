// Content-Transfer-Encoding (RFC 2045 6) removed, as a stream: the result does not depend on where the input is cut.
#pragma once

#include "mime/event.hpp"
#include "util/defect.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace recoil::mime {

// Lenient: what cannot be decoded passes (quoted-printable) or is skipped (base64), with a defect. Never more octets
// come out than went in.
class transfer_decoder {
public:
    explicit transfer_decoder(transfer_encoding encoding = transfer_encoding::identity) : encoding_(encoding) {}
    void feed(std::string_view bytes, std::string& out); // appends
    void finish(std::string& out);
    const defect_set& defects() const { return defects_; }

private:
    void feed_base64(std::string_view bytes, std::string& out);
    void add_base64(char c, std::string& out);
    void end_base64_segment(std::string& out);

    void feed_quoted_printable(std::string_view bytes, std::string& out);
    std::size_t take_escape(std::string_view bytes, std::string& out);
    void take_line_tail(std::string_view tail, std::string& out);
    bool add_to_held(char c, std::string& out);

    transfer_encoding encoding_;
    std::uint32_t bits_ = 0; // base64: octets not yet complete
    unsigned sextets_ = 0;   // ... and of how many characters
    bool padded_ = false;    // ... '=' was the last character
    std::string held_;       // quoted-printable: trailing blanks, a soft break or an escape, not yet decided
    defect_set defects_;
};

} // namespace recoil::mime
