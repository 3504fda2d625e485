#include "mime/delimiter_scanner.hpp"

#include "util/line_scan.hpp"

#include <algorithm>
#include <cassert>

namespace recoil::mime {

namespace {

constexpr std::size_t npos = std::string_view::npos;

// The length of the line end that `text` begins with; 0 where it begins with none.
std::size_t leading_line_end(std::string_view text)
{
    return text.starts_with("\r\n") ? 2 : text.starts_with('\n') ? 1 : 0;
}

// ... that it ends with; a CR counts, since its LF may follow.
std::size_t trailing_line_end(std::string_view text)
{
    return text.ends_with("\r\n") ? 2 : text.ends_with('\n') || text.ends_with('\r') ? 1 : 0;
}

} // namespace

void delimiter_scanner::feed(std::string_view bytes)
{
    assert(rest_.empty() && taken_ == 0);
    fed_ = rest_ = bytes;
}

delimiter_scanner::piece delimiter_scanner::look(mode m)
{
    apply_taken();
    for (;;) {
        const std::string_view text = current();
        if (text.empty()) {
            fed_ = rest_ = {};
            return {finished_ ? kind::end : kind::need_input, {}};
        }
        if (m == mode::all)
            return {kind::text, text};

        const std::size_t begin = line_start_ && text.front() == '-' ? 0
                                  : m == mode::body                  ? leading_line_end(text)
                                                                     : npos;
        verdict line = verdict::no;
        if (!rejected_ && begin != npos && (begin > 0 || line_start_))
            line = judge_line(text, begin);
        if (line == verdict::yes) {
            const std::size_t newline = text.find('\n', begin);
            const std::size_t end = std::min(newline, text.size());
            line_end_ = newline == npos ? end : newline + 1;
            const bool has_cr = end > begin && text[end - 1] == '\r';
            return {kind::line, text.substr(begin, end - begin - (has_cr ? 1 : 0))};
        }
        if (line == verdict::no) {
            const std::size_t size = text_before_line(text, m);
            if (size > 0)
                return {kind::text, text.substr(0, size)};
        }
        if (!extend_held())
            return {kind::need_input, {}};
    }
}

void delimiter_scanner::take(std::size_t n)
{
    if (n == 0)
        return;
    line_start_ = current()[n - 1] == '\n';
    rejected_ = false;
    taken_ = n;
}

void delimiter_scanner::take_line()
{
    take(line_end_);
    line_start_ = true;
}

void delimiter_scanner::reject_line()
{
    rejected_ = true;
}

std::optional<std::string_view> delimiter_scanner::ahead(std::size_t offset, std::size_t max)
{
    apply_taken();
    while (current().size() < offset + max && !all_there()) {
        if (!extend_held())
            return std::nullopt;
    }
    const std::string_view text = current();
    return text.substr(std::min(offset, text.size()), max);
}

// Whether the line at `begin` begins with "--" and ends within the length of a delimiter line. That length is fixed, so
// that the answer does not depend on where the input is cut.
delimiter_scanner::verdict delimiter_scanner::judge_line(std::string_view text, std::size_t begin) const
{
    const std::string_view line = text.substr(begin, max_delimiter_line + 1);
    if (!line.starts_with(std::string_view("--").substr(0, std::min<std::size_t>(line.size(), 2))))
        return verdict::no;
    if (line.size() < 2)
        return all_there() ? verdict::no : verdict::undecided;
    if (line.find('\n') != npos)
        return verdict::yes;
    if (line.size() > max_delimiter_line)
        return verdict::no;
    return all_there() ? verdict::yes : verdict::undecided;
}

// How much of `text` is text in front of the next line that may be a delimiter; the line at its begin is none.
std::size_t delimiter_scanner::text_before_line(std::string_view text, mode m) const
{
    std::size_t newline = find_line_start(text, '-', m == mode::body ? leading_line_end(text) : 0);
    while (newline != npos && newline + 2 < text.size() && text[newline + 2] != '-')
        newline = find_line_start(text, '-', newline + 1);
    if (newline == npos)
        return m == mode::header || all_there() ? text.size() : text.size() - trailing_line_end(text);
    if (m == mode::header)
        return newline + 1;
    return newline > 0 && text[newline - 1] == '\r' ? newline - 1 : newline;
}

// Makes more octets visible behind the undecided ones. False where there are no more: then nothing that was fed is
// referred to any longer.
bool delimiter_scanner::extend_held()
{
    if (held_.empty() || rest_.empty()) {
        held_.append(rest_);
        fed_ = rest_ = {};
        return false;
    }
    const std::string_view more = rest_.substr(0, max_delimiter_line + 2);
    held_.append(more);
    rest_.remove_prefix(more.size());
    return true;
}

// As soon as only octets of this feed are left in held_, they are read where they were fed.
void delimiter_scanner::apply_taken()
{
    if (held_.empty()) {
        rest_.remove_prefix(taken_);
    } else {
        held_.erase(0, taken_);
        const std::size_t before = fed_.size() - rest_.size();
        if (held_.size() <= before) {
            rest_ = fed_.substr(before - held_.size());
            held_.clear();
        }
    }
    taken_ = 0;
}

} // namespace recoil::mime
