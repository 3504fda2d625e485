// Text that is at hand whole, line by line. What comes in pieces has a splitter of its own.
#pragma once

#include <algorithm>
#include <string_view>

namespace recoil {

// Takes the first line off the front of `text`, with its LF, and yields it without. The last line may have none.
inline std::string_view take_line(std::string_view& text)
{
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    return line;
}

} // namespace recoil
