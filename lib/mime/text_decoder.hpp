// A leaf's body as UTF-8: transfer encoding and charset removed, as a stream; state is kept between pieces.
#pragma once

#include "mime/charset_decoder.hpp"
#include "mime/transfer_decoder.hpp"

namespace recoil::mime {

class text_decoder {
public:
    text_decoder(transfer_encoding encoding, std::string_view charset) : transfer_(encoding), charset_(charset) {}
    void feed(std::string_view bytes, std::string& out); // appends
    void finish(std::string& out);
    defect_set defects() const;

private:
    transfer_decoder transfer_;
    charset_decoder charset_;
    std::string octets_; // what the transfer decoder gave, between the two
};

} // namespace recoil::mime
