// Tags of HTML: what an element is for the layout of text, and the parts of a tag.
#pragma once

#include <string>
#include <string_view>

namespace recoil::mime {

enum class html_element {
    unknown,
    phrase,    // runs on in the line
    line,      // begins and ends a line
    paragraph, // ... with an empty line around it
    line_break,
    preformatted, // a paragraph whose white space is kept
    table,
    row,
    cell,
    anchor,
    head,     // its text is no part of the document's
    metadata, // no text of its own; what stands in a head
    raw,      // text without tags, which is no part of the document's
};

struct html_tag {
    html_element element = html_element::unknown;
    bool closing = false; // "</name"
    std::string_view name;
    std::string_view attributes; // what follows the name
};

// `text` begins with '<' and ends in front of '>'.
html_tag parse_tag(std::string_view text);

// Without quotes, references decoded; "" where there is none. The first of a name counts.
std::string attribute_value(std::string_view attributes, std::string_view name);

} // namespace recoil::mime
