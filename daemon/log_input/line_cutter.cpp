#include "daemon/log_input/line_cutter.hpp"

#include "daemon/log_input.hpp"

#include <algorithm>

namespace recoil {

void line_cutter::feed(std::string_view octets, std::string& lines)
{
    while (!octets.empty()) {
        const std::size_t newline = octets.find('\n');
        const std::string_view line = octets.substr(0, newline);
        if (newline == std::string_view::npos)
            return hold(line);
        if (held_ == 0 && line.size() < log_input::line_bytes) {
            lines.append(octets.substr(0, newline + 1));
        } else {
            hold(line);
            release(lines);
        }
        octets.remove_prefix(newline + 1);
    }
}

void line_cutter::finish(std::string& lines)
{
    if (held_ > 0)
        release(lines);
}

void line_cutter::hold(std::string_view piece)
{
    held_ += piece.size();
    beginning_.append(piece.substr(0, std::min(piece.size(), log_input::line_bytes - 1 - beginning_.size())));
}

void line_cutter::release(std::string& lines)
{
    lines.append(beginning_).push_back('\n');
    beginning_ = {}; // its memory as well: such lines are rare
    held_ = 0;
}

} // namespace recoil
