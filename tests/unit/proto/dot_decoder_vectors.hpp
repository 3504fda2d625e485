// What DATA makes of an octet sequence, with all the forms in which an end of data has been smuggled past a server: a
// dot alone between line ends of which one or both are not CRLF (CVE-2023-51764 to -51766, CVE-2024-27305), and a dot
// behind a bare CR (CVE-2026-33604).
#pragma once

#include <string_view>

namespace recoil::proto {

struct dot_vector {
    std::string_view name;
    std::string_view input;   // what the client sends after 354
    std::string_view content; // what the message is
    bool ends;
    std::string_view rest = ""; // what stays behind the end, for the next command
};

inline constexpr dot_vector dot_vectors[] = {
    // The plain rules (RFC 5321 4.5.2)
    {"nothing", "", "", false},
    {"empty message", ".\r\n", "", true},
    {"empty line and end", "\r\n.\r\n", "\r\n", true},
    {"one line", "a\r\n.\r\n", "a\r\n", true},
    {"commands behind the end", "a\r\n.\r\nQUIT\r\n", "a\r\n", true, "QUIT\r\n"},
    {"two ends", "a\r\n.\r\n.\r\n", "a\r\n", true, ".\r\n"},
    {"stuffed dot", "..a\r\n.\r\n", ".a\r\n", true},
    {"two stuffed dots", "...\r\n....\r\n.\r\n", "..\r\n...\r\n", true},
    {"stuffed dot alone on its line", "a\r\n..\r\n.\r\n", "a\r\n.\r\n", true},
    {"stuffed lines in a row", "..\r\n..\r\n..\r\n.\r\n", ".\r\n.\r\n.\r\n", true},
    {"dot before text that was not stuffed", "a\r\n.b\r\n.\r\n", "a\r\nb\r\n", true},
    {"dot inside a line", "a.b\r\nc.\r\n.\r\n", "a.b\r\nc.\r\n", true},
    {"last line without its end", "a\r\nb", "a\r\nb", false},
    {"dot alone, not ended", "a\r\n.", "a\r\n", false},
    {"dot and CR, not ended", "a\r\n.\r", "a\r\n", false},
    {"text before a dot", "a.\r\n", "a.\r\n", false},
    {"hyphens", "a\r\n--b\r\n.\r\n", "a\r\n--b\r\n", true},

    // Smuggling: none of these ends the data, nor does the dot vanish unless CRLF stands before it
    {"LF . LF", "a\n.\nMAIL FROM:<x@y>\r\n.\r\n", "a\n.\nMAIL FROM:<x@y>\r\n", true},
    {"LF . CRLF", "a\n.\r\nMAIL FROM:<x@y>\r\n.\r\n", "a\n.\r\nMAIL FROM:<x@y>\r\n", true},
    {"CRLF . LF", "a\r\n.\nb\r\n.\r\n", "a\r\n\nb\r\n", true},
    {"CRLF . CR", "a\r\n.\rb\r\n.\r\n", "a\r\n\rb\r\n", true},
    {"CR . CR", "a\r.\rb\r\n.\r\n", "a\r.\rb\r\n", true},
    {"CR . CRLF", "a\r.\r\nb\r\n.\r\n", "a\r.\r\nb\r\n", true},
    {"CR . LF", "a\r.\nb\r\n.\r\n", "a\r.\nb\r\n", true},
    {"LF . CR", "a\n.\rb\r\n.\r\n", "a\n.\rb\r\n", true},
    {"CRLF . CR CRLF", "a\r\n.\r\r\nb\r\n.\r\n", "a\r\n\r\r\nb\r\n", true},
    {"CRLF . CR CR . CRLF", "a\r\n.\r\r.\r\nb\r\n.\r\n", "a\r\n\r\r.\r\nb\r\n", true},
    {"CRLF CR . CRLF", "a\r\n\r.\r\nb\r\n.\r\n", "a\r\n\r.\r\nb\r\n", true},
    {"CRLF LF . CRLF", "a\r\n\n.\r\nb\r\n.\r\n", "a\r\n\n.\r\nb\r\n", true},
    {"CR CRLF . CRLF ends", "a\r\r\n.\r\nb", "a\r\r\n", true, "b"},
    {"LF CR . CRLF", "a\n\r.\r\nb\r\n.\r\n", "a\n\r.\r\nb\r\n", true},
    {"LF CRLF . CRLF ends", "a\n\r\n.\r\nb", "a\n\r\n", true, "b"},
    {"CRLF . blank CRLF", "a\r\n. \r\nb\r\n.\r\n", "a\r\n \r\nb\r\n", true},
    {"CRLF . NUL CRLF", {"a\r\n.\0\r\n.\r\n", 10}, {"a\r\n\0\r\n", 6}, true},
    {"CRLF NUL . CRLF", {"a\r\n\0.\r\nb\r\n.\r\n", 13}, {"a\r\n\0.\r\nb\r\n", 10}, true},
    {"CRLF .. CRLF", "a\r\n..\r\nb\r\n.\r\n", "a\r\n.\r\nb\r\n", true},
    {"CRLF .. LF", "a\r\n..\nb\r\n.\r\n", "a\r\n.\nb\r\n", true},
    {"at once, . LF", ".\na\r\n.\r\n", "\na\r\n", true},
    {"at once, . CR a", ".\ra\r\n.\r\n", "\ra\r\n", true},
    {"at once, LF . CRLF", "\n.\r\na\r\n.\r\n", "\n.\r\na\r\n", true},
    {"at once, CR . CRLF", "\r.\r\na\r\n.\r\n", "\r.\r\na\r\n", true},
    {"only LF", "a\nb\n.\n", "a\nb\n.\n", false},
    {"only CR", "a\rb\r.\r", "a\rb\r.\r", false},
    {"LF only, then the true end", "\n.\n.\n.\n\r\n.\r\n", "\n.\n.\n.\n\r\n", true},
};

} // namespace recoil::proto
