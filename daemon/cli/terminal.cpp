#include "daemon/cli/terminal.hpp"

#include "util/utf8.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace recoil::cli {

namespace {

constexpr std::size_t min_width = 40;
constexpr std::size_t max_width = 160;

std::size_t columns(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
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
    }
    return "";
}

} // namespace

terminal::terminal(int fd) : is_terminal_(isatty(fd) == 1)
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
