#include "proto/line_splitter.hpp"

namespace recoil::proto {

namespace {

// Position behind the first CRLF, of which the CR may have come before `text`; npos where there is none.
std::size_t find_end(std::string_view text, bool cr_before)
{
    for (std::size_t lf = text.find('\n'); lf != text.npos; lf = text.find('\n', lf + 1)) {
        if (lf == 0 ? cr_before : text[lf - 1] == '\r')
            return lf + 1;
    }
    return text.npos;
}

} // namespace

line_splitter::line_splitter(std::size_t max_bytes) : max_bytes_(max_bytes) {}

line_splitter::line line_splitter::next(std::string_view& input)
{
    if (returned_) {
        buffer_.clear();
        returned_ = false;
    }
    const std::size_t end = find_end(input, ends_in_cr_);
    const bool ended = end != input.npos;
    std::string_view text = input.substr(0, end);
    input.remove_prefix(text.size());
    if (!text.empty())
        ends_in_cr_ = text.back() == '\r';

    const bool whole = ended && buffer_.empty() && !too_long_ && text.size() <= max_bytes_;
    if (!whole) {
        keep(text);
        text = buffer_;
    }
    if (!ended)
        return {};
    returned_ = true;
    if (too_long_) {
        too_long_ = false;
        return {status::too_long, {}};
    }
    text.remove_suffix(2);
    if (text.find_first_of("\r\n") != text.npos)
        return {status::bare_newline, {}};
    return {status::complete, text};
}

void line_splitter::keep(std::string_view piece)
{
    if (!too_long_ && piece.size() <= max_bytes_ - buffer_.size()) {
        buffer_.append(piece);
        return;
    }
    too_long_ = true;
    buffer_.clear();
}

} // namespace recoil::proto
