// HTML as lines of plain text, as a stream: what a reader of notices needs, who knows text/plain.
#pragma once

#include "mime/html_layout.hpp"
#include "mime/html_scanner.hpp"

#include <string>
#include <string_view>

namespace recoil::mime {

// Blocks, rows of tables and <br> end lines, as html_layout has it; html_scanner says how tags are told from text. Left
// out: head, title, script, style, comments, images. A text that a style hides (display:none) is kept, as is that of
// every element that is not known. Up to the first tag of a known element line ends count, since there are notices of
// plain text under the name of text/html. Outside of <pre> white space is collapsed; U+00A0 and the other Unicode
// blanks are blanks; U+00AD, U+200B, U+2060 and U+FEFF, which have no width, and NUL are dropped.
//
// <a href="mailto:kim@example.com">Kim</a> becomes "Kim<mailto:kim@example.com>". A link whose text holds an '@', or
// that has no text, and links to anything else add nothing to their text.
//
// The result does not depend on where the input is cut, is valid UTF-8 if the input is, and has at most one octet more
// than was fed. Memory is bounded (html_scanner::max_tag, html_layout::max_depth).
class html_text {
public:
    void feed(std::string_view utf8, std::string& out); // appends
    void finish(std::string& out);

private:
    void drain(std::string& out);
    void add_text(std::string_view text, std::string& out);
    void add_words(std::string_view text, std::string& out);
    void add_white_space(char c, std::string& out);
    void continue_character(char c, std::string& out);
    void end_character(std::string& out);
    void add_tag(const html_tag& tag, std::string& out);
    void add_preformatted(bool closing);
    void begin_link(const html_tag& tag);
    void end_link(std::string& out);

    html_scanner scanner_;
    html_layout layout_;
    bool in_head_ = false;
    bool has_tags_ = false;        // of elements that are known
    std::size_t preformatted_ = 0; // elements open
    bool first_in_pre_ = false;    // a line end right behind <pre> does not count
    std::string character_;        // the begin of one that may be a blank
    std::string link_;             // the address of a mailto link
    bool link_has_text_ = false;
};

} // namespace recoil::mime
