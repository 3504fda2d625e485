#include "mime/html_layout.hpp"

#include <algorithm>

namespace recoil::mime {

void html_layout::words(std::string_view text, std::string& out)
{
    if (text.empty())
        return;
    fill_gap(out);
    attach(text, out);
}

void html_layout::blank()
{
    gap_ = std::max(gap_, gap::blank);
}

void html_layout::preformatted(char c, std::string& out)
{
    fill_gap(out);
    out += c;
    line_ends_ = c == '\n' ? std::min(line_ends_ + 1, 2U) : 0;
    open_.back().cell_has_lines |= c == '\n';
}

void html_layout::attach(std::string_view text, std::string& out)
{
    out += text;
    line_ends_ = 0;
    last_ = text.back();
}

void html_layout::due(gap wanted)
{
    if (open_.back().cell_has_text)
        gap_ = std::max(gap_, wanted);
}

void html_layout::line_break()
{
    due(gap_ < gap::line ? gap::line : gap::paragraph);
}

// The table of a cell without a text of its own in front begins a line, unless the cell is the value of a label.
void html_layout::begin_table()
{
    due(gap::paragraph);
    if (!open_.back().cell_has_text && gap_ == gap::blank && !after_label())
        gap_ = gap::line;
    if (open_.size() < max_depth)
        open_.emplace_back();
    else
        ++deeper_;
}

void html_layout::end_table()
{
    if (deeper_ > 0) {
        --deeper_;
    } else if (open_.size() > 1) {
        const bool had_text = open_.back().has_text;
        open_.pop_back();
        table& outer = open_.back();
        if (had_text)
            outer = {.has_text = true, .cell_has_text = true, .cell_has_lines = true, .cell_has_table = true};
    }
    due(gap::paragraph);
}

void html_layout::begin_row()
{
    table& t = open_.back();
    if (t.cell_has_text && !t.cell_has_table)
        gap_ = gap::line;
    else if (t.has_text)
        gap_ = std::max(gap_, gap::line);
    t = {.has_text = t.has_text};
}

void html_layout::begin_cell()
{
    table& t = open_.back();
    if (!t.cell_has_text)
        return;
    gap_ = t.cell_has_lines && !after_label() ? gap::line : gap::blank;
    t = {.has_text = t.has_text};
}

void html_layout::fill_gap(std::string& out)
{
    table& t = open_.back();
    t.cell_has_lines |= t.cell_has_text && gap_ >= gap::line;
    t.has_text = t.cell_has_text = true;
    if (gap_ == gap::blank && line_ends_ == 0)
        out += ' ';
    const unsigned wanted = gap_ == gap::paragraph ? 2 : gap_ == gap::line ? 1 : 0;
    for (; line_ends_ < wanted; ++line_ends_)
        out += '\n';
    gap_ = gap::none;
}

void html_layout::finish(std::string& out)
{
    if (line_ends_ == 0)
        out += '\n';
    line_ends_ = 2;
}

} // namespace recoil::mime
