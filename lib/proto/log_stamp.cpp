#include "proto/log_stamp.hpp"

#include "util/ascii.hpp"
#include "util/clock.hpp"

namespace recoil::proto {

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// Each of these takes what it is named after off the front of `text`; false where it is not there.

bool skip(std::string_view& text, char c)
{
    if (!text.starts_with(c))
        return false;
    text.remove_prefix(1);
    return true;
}

template<class Number>
bool take_digits(std::string_view& text, std::size_t count, Number& value)
{
    if (text.size() < count)
        return false;
    value = 0;
    for (const char c : text.substr(0, count)) {
        if (!ascii::is_digit(c))
            return false;
        value = value * 10 + static_cast<Number>(c - '0');
    }
    text.remove_prefix(count);
    return true;
}

bool take_month_name(std::string_view& text, unsigned& month)
{
    for (month = 1; month <= month_names.size(); ++month) {
        if (text.starts_with(month_names[month - 1])) {
            text.remove_prefix(3);
            return true;
        }
    }
    return false;
}

// " 1" and "21"; "01" and "1" are seen as well
bool take_padded_day(std::string_view& text, unsigned& day)
{
    skip(text, ' ');
    return take_digits(text, 2, day) || take_digits(text, 1, day);
}

// A leap second is the first of the next minute.
bool take_clock(std::string_view& text, seconds& of_day)
{
    int hour = 0;
    int minute = 0;
    int second = 0;
    const bool found = take_digits(text, 2, hour) && skip(text, ':') && take_digits(text, 2, minute) &&
                       skip(text, ':') && take_digits(text, 2, second);
    of_day = hours(hour) + minutes(minute) + seconds(second);
    return found && hour < 24 && minute < 60 && second <= 60;
}

// Nothing is found where there is none. Digits beyond the third are finer than an event's time.
bool take_fraction(std::string_view& text, milliseconds& fraction)
{
    if (!skip(text, '.'))
        return true;
    const std::string_view before = text;
    int scale = 100;
    while (!text.empty() && ascii::is_digit(text.front())) {
        fraction += milliseconds((text.front() - '0') * scale);
        scale /= 10;
        text.remove_prefix(1);
    }
    return text.size() < before.size();
}

bool take_offset(std::string_view& text, std::optional<minutes>& offset)
{
    if (skip(text, 'Z')) {
        offset = minutes(0);
        return true;
    }
    const bool behind = text.starts_with('-');
    if (!skip(text, '+') && !skip(text, '-'))
        return true;
    int hour = 0;
    int minute = 0;
    if (!take_digits(text, 2, hour) || (skip(text, ':'), !take_digits(text, 2, minute)) || hour > 23 || minute > 59)
        return false;
    offset = (hours(hour) + minutes(minute)) * (behind ? -1 : 1);
    return true;
}

bool take_rfc3339(std::string_view& text, log_stamp& stamp)
{
    calendar_second& s = stamp.second;
    return take_digits(text, 4, s.year) && skip(text, '-') && take_digits(text, 2, s.month) && skip(text, '-') &&
           take_digits(text, 2, s.day) && skip(text, 'T') && take_clock(text, s.of_day) &&
           take_fraction(text, stamp.fraction) && take_offset(text, stamp.offset) && s.year > 0;
}

bool take_bsd(std::string_view& text, log_stamp& stamp)
{
    return take_month_name(text, stamp.second.month) && skip(text, ' ') && take_padded_day(text, stamp.second.day) &&
           skip(text, ' ') && take_clock(text, stamp.second.of_day) && take_fraction(text, stamp.fraction);
}

} // namespace

std::optional<log_stamp> read_log_stamp(std::string_view line)
{
    log_stamp stamp;
    std::string_view rest = line;
    const bool has_year = !line.empty() && ascii::is_digit(line.front());
    if (!(has_year ? take_rfc3339(rest, stamp) : take_bsd(rest, stamp)) || (!rest.empty() && rest.front() != ' '))
        return std::nullopt;
    stamp.size = line.size() - rest.size();
    return stamp;
}

} // namespace recoil::proto
