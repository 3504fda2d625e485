// Text in any charset as UTF-8, as a stream.
#pragma once

#include "util/defect.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace recoil::mime {

// By iconv. Names are looked up in a table of aliases first (x-unknown, ks_c_5601-1987, unicode-1-1-utf-7 ...). The
// result is always valid UTF-8, at most four octets for each that was fed, and does not depend on where the input is
// cut. "", us-ascii and utf-8 are read as UTF-8 in which ill-formed octets are Windows-1252 (defect charset_malformed);
// so is a charset that is not known (charset_unknown). In others what cannot be decoded becomes U+FFFD
// (charset_malformed).
class charset_decoder {
public:
    explicit charset_decoder(std::string_view charset);
    ~charset_decoder();
    charset_decoder(charset_decoder&&) noexcept;
    charset_decoder& operator=(charset_decoder&&) noexcept;
    void feed(std::string_view bytes, std::string& out); // appends
    void finish(std::string& out);
    const defect_set& defects() const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

// The whole of a short text.
std::string to_utf8(std::string_view bytes, std::string_view charset);

} // namespace recoil::mime
