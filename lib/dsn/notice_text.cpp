#include "dsn/notice_text.hpp"

#include "dsn/returned_marker.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::dsn {

namespace {

using std::string_view;

bool is_empty_line(string_view line)
{
    return std::ranges::all_of(line, ascii::is_space);
}

// Some systems quote what they return.
string_view unquoted(string_view line)
{
    if (line.starts_with('>'))
        line.remove_prefix(line.starts_with("> ") ? 2 : 1);
    return line;
}

// Of a list of mailboxes without their domain.
bool is_one_word(string_view line)
{
    return ascii::trim(line).find_first_of(" \t") == string_view::npos;
}

// Something with '@' that the line's end ends.
bool ends_in_address(string_view line)
{
    const std::size_t word = line.find_last_of(" \t<(");
    return line.find('@', word == string_view::npos ? 0 : word) != string_view::npos;
}

bool is_field(string_view line)
{
    const std::size_t colon = line.find(':');
    return colon != string_view::npos && colon > 0 &&
           std::ranges::all_of(line.substr(0, colon), [](char c) { return c > ' ' && c < '\x7f'; });
}

} // namespace

void notice_text::begin_part()
{
    parts_.emplace_back();
    inner_.reset();
    in_header_ = false;
}

void notice_text::feed(string_view text)
{
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const string_view piece = text.substr(0, end);
        const std::size_t room = max_bytes_ - std::min(max_bytes_, kept_ + line_.size());
        line_ += piece.substr(0, room);
        if (end == string_view::npos)
            return;
        take_line();
        text.remove_prefix(end + 1);
    }
}

void notice_text::end_part(bool cut_off)
{
    if (cut_off && (inner_ || ends_in_address(line_) || is_one_word(line_)))
        line_.clear();
    if (!line_.empty())
        take_line();
    if (inner_) {
        returned_message found = inner_->finish();
        if (!returned_.present && !(found.message_id.empty() && found.from.empty() && found.to.empty()))
            returned_ = std::move(found);
        inner_.reset();
    }
    if (is_empty_line(parts_.back()))
        parts_.pop_back();
}

void notice_text::take_line()
{
    if (inner_) {
        take_returned_line();
    } else if (begins_returned()) {
        inner_.emplace(mime::transfer_encoding::identity, max_header_bytes_, *capture_);
        if (!announces_returned_message(line_))
            take_returned_line();
    } else if (kept_ < max_bytes_) {
        kept_ += line_.size() + 1;
        parts_.back().append(line_).append("\n");
    }
    line_.clear();
}

bool notice_text::begins_returned() const
{
    if (announces_returned_message(line_) || is_trace_field(unquoted(line_)))
        return true;
    // A second part that begins like a header is nothing else.
    return parts_.size() > 1 && is_empty_line(parts_.back()) && is_common_field(line_);
}

void notice_text::take_returned_line()
{
    const string_view line = unquoted(line_);
    const bool began = in_header_ || is_field(line);
    if (!began || (is_empty_line(line) && !in_header_))
        return;
    in_header_ = true;
    inner_->feed(line);
    inner_->feed("\n");
}

namespace {

// In another charset than the one that was declared, all but its ASCII is lost.
bool is_readable(string_view line)
{
    constexpr string_view lost = "\xEF\xBF\xBD"; // U+FFFD
    std::size_t count = 0;
    for (std::size_t at = line.find(lost); at != string_view::npos; at = line.find(lost, at + lost.size()))
        ++count;
    return 2 * count * lost.size() <= line.size();
}

} // namespace

std::vector<string_view> split_lines(string_view text)
{
    std::vector<string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (!line.empty() && ascii::is_space(line.back()))
            line.remove_suffix(1);
        lines.push_back(is_readable(line) ? line : string_view());
    }
    return lines;
}

} // namespace recoil::dsn
