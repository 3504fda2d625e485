// Character references of HTML: "&lt;", "&#60;", "&#x3C;".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace recoil::mime {

struct html_reference {
    std::string text;     // UTF-8, never longer than the reference with its '&'
    std::size_t size = 0; // how much of the reference it stands for; 0 where it is none
};

constexpr std::size_t max_reference = 16; // octets behind the '&'

// `text` is what stands behind '&', as far as continues_reference() goes; `closed`: a ';' follows. A number needs no
// semicolon, nor do amp, gt, lt, nbsp and quot, even where letters follow: "&ltuser" begins with a reference of size 2.
// A number that is no character is U+FFFD; 0x80 to 0x9F are Windows-1252.
html_reference match_reference(std::string_view text, bool closed);

// May `c` belong to the reference that has begun with `text`?
bool continues_reference(std::string_view text, char c);

// The value of an attribute. Never longer than `text`.
std::string decode_references(std::string_view text);

} // namespace recoil::mime
