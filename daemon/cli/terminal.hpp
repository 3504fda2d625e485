// What the output goes to: its width, and whether it shows colours (a terminal, and NO_COLOR is not set).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::cli {

enum class colour { plain, bold, dim, red, yellow, green, alarm };

class terminal {
public:
    explicit terminal(int fd); // of standard output or standard error

    bool is_terminal() const { return is_terminal_; }
    bool unicode() const { return unicode_; }    // the locale's characters are those of UTF-8
    std::size_t width() const { return width_; } // columns; 100 where it is no terminal
    std::string paint(colour c, std::string_view text) const;

private:
    bool is_terminal_ = false;
    bool colours_ = false;
    bool unicode_ = false;
    std::size_t width_ = 100;
};

// Lines of at most `width` columns, broken at blanks; a longer word stands alone. Characters are counted, not octets.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

// `text` with blanks behind it up to `width` columns.
std::string pad(std::string_view text, std::size_t width);

// `text` in exactly `width` columns, at least three: what is longer is cut, and ends in "...". Valid UTF-8.
std::string fit(std::string_view text, std::size_t width);

// `text` with blanks in front of it.
std::string align_right(std::string_view text, std::size_t width);

// `value`, which a stranger may have written, wrapped behind `label`; its further lines stand below its first.
std::string labelled(const terminal& out, std::string_view label, std::string_view value, colour c = colour::plain);

} // namespace recoil::cli
