// A leaf's body as UTF-8: transfer encoding (RFC 2045 6) and charset (iconv) removed, as a stream; state is kept
// between pieces.
#pragma once

#include "mime/event.hpp"
#include "util/defect.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace recoil::mime {

// Only the transfer encoding. Lenient: what cannot be decoded passes or is skipped, with a defect.
class transfer_decoder {
public:
    explicit transfer_decoder(transfer_encoding encoding = transfer_encoding::identity) : encoding_(encoding) {}
    void feed(std::string_view bytes, std::string& out); // appends
    void finish(std::string& out);
    const defect_set& defects() const { return defects_; }

private:
    void feed_base64(std::string_view bytes, std::string& out);
    void feed_quoted_printable(std::string_view bytes, std::string& out);

    transfer_encoding encoding_;
    std::uint32_t bits_ = 0; // base64: octets not yet complete
    unsigned sextets_ = 0;
    bool ended_ = false; // base64: padding was seen
    std::string held_;   // quoted-printable: a soft break, an escape or trailing blanks not yet decided
    defect_set defects_;
};

// Charset to UTF-8 by iconv. Names are looked up in a table of aliases first (x-unknown, ks_c_5601-1987,
// unicode-1-1-utf-7 ...). An unknown charset is read as UTF-8 where it is valid, else as Latin-1 (defect
// charset_unknown). The result is always valid UTF-8.
class charset_decoder {
public:
    explicit charset_decoder(
        std::string_view charset); // "" and us-ascii are read as UTF-8, ill-formed octets as Windows-1252
    ~charset_decoder();
    charset_decoder(charset_decoder&&) noexcept;
    charset_decoder& operator=(charset_decoder&&) noexcept;
    void feed(std::string_view bytes, std::string& out);
    void finish(std::string& out);
    const defect_set& defects() const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

class text_decoder {
public:
    text_decoder(transfer_encoding encoding, std::string_view charset) : transfer_(encoding), charset_(charset) {}
    void feed(std::string_view bytes, std::string& out);
    void finish(std::string& out);
    defect_set defects() const;

private:
    transfer_decoder transfer_;
    charset_decoder charset_;
    std::string octets_;
};

} // namespace recoil::mime
