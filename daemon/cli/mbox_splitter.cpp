#include "daemon/cli/mbox_splitter.hpp"

#include <utility>

namespace recoil::cli {

namespace {

// A longer line is passed on in pieces: it is no "From " line, and memory stays bounded.
constexpr std::size_t max_line = 65'536;

bool is_empty_line(std::string_view line)
{
    return line == "\n" || line == "\r\n";
}

// ">From ", ">>From " ... as mboxrd quotes it.
bool is_quoted_from(std::string_view line)
{
    const std::size_t mark = line.find_first_not_of('>');
    return mark != std::string_view::npos && mark > 0 && line.substr(mark).starts_with("From ");
}

} // namespace

void mbox_splitter::feed(std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        if (end == std::string_view::npos) {
            partial_ += bytes;
            if (partial_.size() > max_line) {
                line(partial_);
                partial_.clear();
            }
            return;
        }
        if (partial_.empty()) {
            line(bytes.substr(0, end + 1));
        } else {
            partial_ += bytes.substr(0, end + 1);
            line(partial_);
            partial_.clear();
        }
        bytes.remove_prefix(end + 1);
    }
}

void mbox_splitter::line(std::string_view line)
{
    if (std::exchange(unfinished_, !line.ends_with('\n'))) {
        if (inside_)
            handler_.content(line);
        return;
    }
    if (after_empty_ && line.starts_with("From ")) {
        if (inside_)
            handler_.end();
        handler_.begin();
        inside_ = true;
        after_empty_ = false;
        held_ = {};
        return;
    }
    if (!inside_)
        return;
    handler_.content(held_);
    held_ = {};
    after_empty_ = is_empty_line(line);
    if (after_empty_)
        held_ = line.size() == 2 ? "\r\n" : "\n"; // a literal: `line` dies with its buffer
    else
        handler_.content(is_quoted_from(line) ? line.substr(1) : line);
}

void mbox_splitter::finish()
{
    if (!partial_.empty())
        line(partial_);
    partial_.clear();
    if (inside_)
        handler_.end();
    inside_ = false;
}

} // namespace recoil::cli
