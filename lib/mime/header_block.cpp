#include "mime/header_block.hpp"

#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::mime {

namespace {

// RFC 5322 3.6.8: printable ASCII without the colon. Blanks before the colon are RFC 5322 4.5.
bool is_field_name(std::string_view text)
{
    while (!text.empty() && ascii::is_blank(text.back()))
        text.remove_suffix(1);
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

// In front of messages that were taken from a mailbox file, and of what Sendmail and UUCP pass on.
bool is_mbox_line(std::string_view line)
{
    return line.starts_with("From ") || line.starts_with(">From ");
}

} // namespace

header_block_reader::header_block_reader(std::size_t max_bytes, std::size_t line_bytes)
    : max_bytes_(max_bytes), line_bytes_(line_bytes)
{
}

std::size_t header_block_reader::feed(std::string_view bytes)
{
    if (ended_)
        return 0;
    discard_given();
    std::size_t taken = 0;
    while (taken < bytes.size() && !ended_) {
        const std::size_t newline = bytes.find('\n', taken);
        const std::size_t end = std::min(newline, bytes.size());
        add_to_line(bytes.substr(taken, end - taken));
        taken = end;
        if (newline != std::string_view::npos) {
            ++taken;
            end_line();
        }
    }
    if (bytes.substr(0, taken).find('\0') != std::string_view::npos)
        defects_.add(defect::nul_octet);
    return taken;
}

void header_block_reader::finish()
{
    if (ended_)
        return;
    if (line_size_ > 0)
        end_line();
    complete_field();
    ended_ = true;
}

std::optional<field> header_block_reader::next()
{
    if (given_ == complete_.size())
        return std::nullopt;
    const extent& e = complete_[given_++];
    const std::string_view text = text_;
    return field{ascii::trim(text.substr(e.begin, e.colon - e.begin)),
                 ascii::trim(text.substr(e.colon + 1, e.end - e.colon - 1))};
}

bool header_block_reader::complete_field()
{
    if (colon_ == none)
        return false;
    complete_.push_back({field_, colon_, line_});
    colon_ = none;
    return true;
}

void header_block_reader::add_to_line(std::string_view bytes)
{
    if (bytes.empty())
        return;
    if (line_size_ == 0)
        line_first_ = bytes.front();
    line_size_ += bytes.size();
    const std::string_view kept = bytes.substr(0, max_bytes_ - kept_);
    text_.append(kept);
    kept_ += kept.size();
    if (kept.size() < bytes.size())
        defects_.add(defect::header_bytes);
}

void header_block_reader::end_line()
{
    const bool empty = line_size_ == 0 || (line_size_ == 1 && line_first_ == '\r');
    if (line_size_ > line_bytes_)
        defects_.add(defect::line_length);
    if (text_.size() > line_ && text_.back() == '\r')
        text_.pop_back();

    if (empty) {
        complete_field();
        ended_ = true;
    } else if (text_.size() == line_) {
        // Beyond max_bytes: this line may have begun another field, so the one in hand must not go on.
        complete_field();
    } else if (!ascii::is_blank(line_first_)) {
        complete_field();
        start_field();
    } else if (colon_ == none) {
        drop_line();
    }
    line_ = text_.size();
    line_size_ = 0;
    first_line_ = false;
}

void header_block_reader::start_field()
{
    const std::string_view line = std::string_view(text_).substr(line_);
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && is_field_name(line.substr(0, colon))) {
        field_ = line_;
        colon_ = line_ + colon;
    } else if (first_line_ && is_mbox_line(line)) {
        text_.resize(line_);
    } else {
        drop_line();
    }
}

void header_block_reader::drop_line()
{
    defects_.add(defect::header_malformed);
    text_.resize(line_);
}

// Once all complete fields are given out, only the field and the line in hand are kept.
void header_block_reader::discard_given()
{
    if (given_ == 0 || given_ < complete_.size())
        return;
    const std::size_t keep = colon_ == none ? line_ : field_;
    text_.erase(0, keep);
    line_ -= keep;
    if (colon_ != none) {
        field_ -= keep;
        colon_ -= keep;
    }
    complete_.clear();
    given_ = 0;
}

} // namespace recoil::mime
