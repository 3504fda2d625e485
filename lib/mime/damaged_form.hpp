// What recoil still takes for the form of a message where that form was damaged on the way: by gateways that put empty
// lines into headers, scanners that write a new boundary into the field or into the lines but not into both, mailbox
// files and editors that leave white space in front. Each function looks at the octets in hand only; the parser says
// where it asks, and notes a defect where the answer is yes.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace recoil::mime {

// So many octets are enough for each of the functions below that look ahead.
inline constexpr std::size_t max_look_ahead = 80;

// A header field or an mbox line: behind white space in front of a message, what tells a header from a bare text.
bool begins_header(std::string_view text);

// A field that goes on with a header which an empty line has cut in two. Only a message has a MIME-Version.
bool resumes_header(std::string_view text, bool of_message);

// What stands behind the delimiter of a part: a field of it, or an empty line where the delimiter itself is no rule in
// a text ("------") and no words.
bool begins_part(std::string_view text, std::string_view boundary);

// The boundary that a line would have if it were a delimiter: the X of "--X". Blanks at the end of the line do not
// count.
std::optional<std::string_view> boundary_of(std::string_view line);

} // namespace recoil::mime
