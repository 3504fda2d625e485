#include "proto/dot_decoder.hpp"

#include "util/line_scan.hpp"

namespace recoil::proto {

namespace {

// How much of `text` there is up to and with the first CRLF that stands before a dot; all of it where there is none.
std::size_t length_to_dot(std::string_view text, bool cr_before)
{
    for (std::size_t lf = find_line_start(text, '.'); lf != text.npos; lf = find_line_start(text, '.', lf + 1)) {
        if (lf == 0 ? cr_before : text[lf - 1] == '\r')
            return lf + 1;
    }
    return text.size();
}

} // namespace

std::string_view dot_decoder::next(std::string_view& input)
{
    while (!input.empty()) {
        const char first = input.front();
        switch (state_) {
        case state::line_start:
            if (first != '.')
                return take_text(input);
            input.remove_prefix(1);
            state_ = state::dot;
            break;
        case state::dot:
            if (first != '\r')
                return take_text(input);
            input.remove_prefix(1);
            state_ = state::dot_cr;
            break;
        case state::dot_cr:
            if (first == '\n') {
                input.remove_prefix(1);
                state_ = state::finished;
                return {};
            }
            // The line only began like the last one. Its CR may have come with an earlier input.
            state_ = state::text_cr;
            return "\r";
        case state::text:
        case state::text_cr:
            return take_text(input);
        case state::finished:
            return {};
        }
    }
    return {};
}

std::string_view dot_decoder::take_text(std::string_view& input)
{
    const bool cr_before = state_ == state::text_cr;
    const std::string_view piece = input.substr(0, length_to_dot(input, cr_before));
    input.remove_prefix(piece.size());
    const bool cr_before_last = piece.size() > 1 ? piece[piece.size() - 2] == '\r' : cr_before;
    if (piece.back() == '\r')
        state_ = state::text_cr;
    else if (piece.back() == '\n' && cr_before_last)
        state_ = state::line_start;
    else
        state_ = state::text;
    return piece;
}

} // namespace recoil::proto
