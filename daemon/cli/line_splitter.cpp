#include "daemon/cli/line_splitter.hpp"

#include <utility>

namespace recoil::cli {

line_splitter::line_splitter(taker take) : take_(std::move(take)) {}

void line_splitter::feed(std::string_view bytes)
{
    for (std::size_t end; (end = bytes.find('\n')) != std::string_view::npos; bytes.remove_prefix(end + 1)) {
        add(bytes.substr(0, end));
        end_line();
    }
    add(bytes);
}

void line_splitter::finish()
{
    if (!line_.empty())
        end_line();
}

void line_splitter::add(std::string_view piece)
{
    const std::string_view kept = piece.substr(0, line_bytes - line_.size());
    whole_ = whole_ && kept.size() == piece.size();
    line_ += kept;
}

void line_splitter::end_line()
{
    std::string_view line = line_;
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    take_(line, whole_);
    line_.clear();
    whole_ = true;
}

} // namespace recoil::cli
