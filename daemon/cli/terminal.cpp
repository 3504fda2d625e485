#include "daemon/cli/terminal.hpp"

#include "util/ascii.hpp"
#include "util/utf8.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace recoil::cli {

namespace {

constexpr std::size_t min_width = 40;
constexpr std::size_t max_width = 160;

bool starts_character(char c)
{
    return (c & 0xC0) != 0x80;
}

std::size_t columns(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(text, starts_character));
}

// As setlocale(3) looks for it: the first of these that is set and not empty.
bool utf8_locale()
{
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0')
            return ascii::ifind(value, "utf-8") != std::string_view::npos ||
                   ascii::ifind(value, "utf8") != std::string_view::npos;
    }
    return false;
}

const char* sequence(colour c)
{
    switch (c) {
    case colour::plain:
        return "";
    case colour::bold:
        return "\033[1m";
    case colour::dim:
        return "\033[2m";
    case colour::red:
        return "\033[31m";
    case colour::yellow:
        return "\033[33m";
    case colour::green:
        return "\033[32m";
    case colour::alarm:
        return "\033[1;31m";
    }
    return "";
}

} // namespace

terminal::terminal(int fd) : is_terminal_(isatty(fd) == 1), unicode_(utf8_locale())
{
    const char* no_colour = std::getenv("NO_COLOR");
    colours_ = is_terminal_ && (no_colour == nullptr || *no_colour == '\0');
    winsize size{};
    if (is_terminal_ && ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        width_ = std::clamp<std::size_t>(size.ws_col, min_width, max_width);
}

std::string terminal::paint(colour c, std::string_view text) const
{
    if (!colours_ || c == colour::plain)
        return std::string(text);
    return sequence(c) + std::string(text) + "\033[0m";
}

std::vector<std::string> wrap(std::string_view text, std::size_t width)
{
    std::vector<std::string> lines;
    std::string line;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, end - at);
        if (!line.empty() && columns(line) + 1 + columns(word) > width) {
            lines.push_back(std::move(line));
            line.clear();
        }
        if (!word.empty())
            line += (line.empty() ? "" : " ") + std::string(word);
        at = end + 1;
    }
    if (!line.empty())
        lines.push_back(std::move(line));
    return lines;
}

std::string pad(std::string_view text, std::size_t width)
{
    const std::size_t used = columns(text);
    return std::string(text) + std::string(used < width ? width - used : 0, ' ');
}

std::string fit(std::string_view text, std::size_t width)
{
    if (columns(text) <= width)
        return pad(text, width);
    std::size_t end = 0;
    for (std::size_t used = 0; end < text.size(); ++end) {
        used += starts_character(text[end]);
        if (used > width - 3)
            break;
    }
    return std::string(text.substr(0, end)) + "...";
}

std::string align_right(std::string_view text, std::size_t width)
{
    const std::size_t used = columns(text);
    return std::string(used < width ? width - used : 0, ' ') + std::string(text);
}

std::string labelled(const terminal& out, std::string_view label, std::string_view value, colour c)
{
    const std::size_t used = columns(label);
    std::string head(label);
    std::string text;
    for (const std::string& part : wrap(utf8::escape_controls(value), out.width() - used)) {
        text += out.paint(colour::dim, head) + out.paint(c, part) + "\n";
        head.assign(used, ' ');
    }
    return text;
}

} // namespace recoil::cli
