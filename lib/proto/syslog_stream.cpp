#include "proto/syslog_stream.hpp"

#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::proto {

namespace {

struct octet_count {
    enum class kind { unknown, absent, present }; // unknown: the text ends too early to say
    kind what = kind::absent;
    std::size_t octets = 0; // of the message
    std::size_t size = 0;   // of the count and its blank
};

// "123 " before "<" (RFC 6587 3.4.1): a line that begins with a date is none.
octet_count read_count(std::string_view text)
{
    constexpr std::size_t most_digits = 6;
    octet_count count;
    if (text.starts_with('0'))
        return count;
    while (count.size < text.size() && ascii::is_digit(text[count.size])) {
        if (count.size == most_digits)
            return count;
        count.octets = count.octets * 10 + static_cast<std::size_t>(text[count.size++] - '0');
    }
    if (count.size == 0)
        return count;
    constexpr std::string_view behind = " <";
    const std::string_view next = text.substr(count.size, behind.size());
    if (next == behind)
        count.what = octet_count::kind::present;
    else if (behind.starts_with(next))
        count.what = octet_count::kind::unknown;
    ++count.size;
    return count;
}

} // namespace

syslog_stream::syslog_stream(std::size_t max_bytes) : max_bytes_(max_bytes) {}

void syslog_stream::feed(std::string_view piece)
{
    buffer_.erase(0, at_);
    at_ = 0;
    buffer_ += piece;
}

std::optional<std::string_view> syslog_stream::next()
{
    for (;;) {
        switch (state_) {
        case state::between:
            if (!begin())
                return std::nullopt;
            break;
        case state::counted:
            return take_counted();
        case state::line:
            if (const auto message = take_line(); message || state_ == state::line)
                return message;
            break;
        case state::skipped:
        case state::skipped_line:
            if (!skip())
                return std::nullopt;
            break;
        }
    }
}

// False where it cannot be said yet what begins.
bool syslog_stream::begin()
{
    at_ = std::min(buffer_.find_first_not_of('\n', at_), buffer_.size());
    if (at_ == buffer_.size())
        return false;
    const octet_count count = read_count(rest());
    if (count.what == octet_count::kind::unknown)
        return false;
    searched_ = 0;
    state_ = state::line;
    if (count.what == octet_count::kind::present) {
        at_ += count.size;
        left_ = count.octets;
        state_ = left_ <= max_bytes_ ? state::counted : state::skipped;
        dropped_ += state_ == state::skipped ? 1 : 0;
    }
    return true;
}

std::optional<std::string_view> syslog_stream::take_counted()
{
    const std::string_view message = rest().substr(0, left_);
    if (message.size() < left_)
        return std::nullopt;
    at_ += left_;
    state_ = state::between;
    return message;
}

std::optional<std::string_view> syslog_stream::take_line()
{
    const std::string_view text = rest();
    const std::string_view message = text.substr(0, text.find('\n', searched_));
    searched_ = message.size();
    if (message.size() > max_bytes_) {
        ++dropped_;
        state_ = state::skipped_line;
        return std::nullopt;
    }
    if (message.size() == text.size())
        return std::nullopt;
    at_ += message.size() + 1;
    state_ = state::between;
    return message;
}

// False where what is dropped goes on.
bool syslog_stream::skip()
{
    const std::string_view text = rest();
    if (state_ == state::skipped_line) {
        const std::size_t end = text.find('\n');
        at_ += std::min(end, text.size());
        if (end == text.npos)
            return false;
    } else {
        const std::size_t dropped = std::min(left_, text.size());
        at_ += dropped;
        left_ -= dropped;
        if (left_ > 0)
            return false;
    }
    state_ = state::between;
    return true;
}

} // namespace recoil::proto
