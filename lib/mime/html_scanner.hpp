// HTML as a stream of text and tags, for whoever needs no tree. Comments, declarations, processing instructions and the
// content of script, style and title are left out; character references are decoded.
#pragma once

#include "mime/html_tag.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace recoil::mime {

// The text in sum and the tags do not depend on where the input is cut. Memory: one tag of at most max_tag octets. Of a
// longer one (an image as data) the rest up to the next '>' is skipped. No document is refused; what is not HTML is
// read thus:
// - '<' in front of anything but a letter, '/', '!' or '?' is text.
// - So is '<' in front of a word with '@', or with '.' in the place of the name: an address or a host that was not
//   escaped, "<user@example.com>", "<mx.example.com #5.1.1 ...>".
// - '<' inside a tag, not quoted, ends it if its name is known or has a ':'; or else it was no tag, but text. So it is
//   with a tag that never ends, or one that is too long.
// - An open comment hides all that follows. The content of script, style and title ends with its end tag, "</head" or
//   "<body".
class html_scanner {
public:
    static constexpr std::size_t max_tag = 8'192;

    enum class kind { need_input, text, tag, end };
    struct token { // valid until the next call
        kind what;
        std::string_view text; // UTF-8 if the input is; a character may continue in the next token
        html_tag tag;
    };

    // `utf8` must stay valid until next() says need_input. Call it only then (or first).
    void feed(std::string_view utf8) { rest_ = utf8; }
    void finish() { finished_ = true; } // after the last octet; then next() ends with `end`
    token next();

private:
    using step = std::optional<token>; // nothing: go on

    step take_text();
    step take_reference();
    step end_reference(bool closed);
    step take_tag();
    step begin_tag(char c);
    step add_to_tag(char c);
    step end_tag();
    step tag_as_text();
    bool is_element() const;
    void follow_value(char c);
    step take_declaration();
    step take_comment();
    step take_end();

    enum class state { text, reference, tag, declaration, comment };
    enum class part { name, word, attributes }; // of a tag: word is what follows the name without a blank
    enum class value { none, expected, plain, quoted };

    std::string_view rest_;
    bool finished_ = false;
    state state_ = state::text;
    std::string held_;  // a reference, a tag or the begin of a comment, from its first character
    std::string given_; // what a token refers to
    std::string raw_;   // the element whose content is skipped
    part part_ = part::name;
    value value_ = value::none;
    char quote_ = 0;
    bool too_long_ = false;
    unsigned dashes_ = 0; // at the end of the comment so far
};

} // namespace recoil::mime
