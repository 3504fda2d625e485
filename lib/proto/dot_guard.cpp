#include "proto/dot_guard.hpp"

#include "util/line_scan.hpp"

#include <algorithm>

namespace recoil::proto {

namespace {

// How much of `text` there is before the first dot that stands behind a CR or a LF; all of it where there is none.
std::size_t length_to_dot(std::string_view text)
{
    const std::size_t lf = find_line_start(text, '.');
    const std::size_t cr = text.substr(0, lf).find("\r.");
    return cr != text.npos ? cr + 1 : lf != text.npos ? lf + 1 : text.size();
}

} // namespace

std::string_view dot_guard::next(std::string_view& input)
{
    std::string_view piece;
    while (piece.empty() && !input.empty()) {
        const bool at_dot = input.front() == '.';
        switch (state_) {
        case state::line_start:
            if (at_dot) {
                input.remove_prefix(1);
                state_ = state::dot;
            } else {
                piece = take_text(input);
            }
            break;
        case state::text_cr:
        case state::text_lf:
            if (at_dot)
                state_ = state::smuggled;
            else
                piece = take_text(input);
            break;
        case state::text:
            piece = take_text(input);
            break;
        case state::dot:
            piece = take_behind_dot(input);
            break;
        case state::dot_cr:
            piece = take_behind_cr(input);
            break;
        case state::finished:
        case state::smuggled:
            return {};
        }
    }
    return piece;
}

std::string_view dot_guard::take_text(std::string_view& input)
{
    const std::string_view piece = input.substr(0, length_to_dot(input));
    input.remove_prefix(piece.size());
    const bool cr_before_last = piece.size() > 1 ? piece[piece.size() - 2] == '\r' : state_ == state::text_cr;
    if (piece.back() == '\r')
        state_ = state::text_cr;
    else if (piece.back() != '\n')
        state_ = state::text;
    else
        state_ = cr_before_last ? state::line_start : state::text_lf;
    return piece;
}

std::string_view dot_guard::take_behind_dot(std::string_view& input)
{
    switch (input.front()) {
    case '\n':
        state_ = state::smuggled;
        return {};
    case '\r':
        input.remove_prefix(1);
        state_ = state::dot_cr;
        return {};
    default:
        state_ = state::text;
        return ".";
    }
}

std::string_view dot_guard::take_behind_cr(std::string_view& input)
{
    if (input.front() != '\n') {
        state_ = state::smuggled;
        return {};
    }
    input.remove_prefix(1);
    state_ = state::finished;
    return ".\r\n";
}

} // namespace recoil::proto
