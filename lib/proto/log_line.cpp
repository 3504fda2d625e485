#include "proto/log_line.hpp"

#include <algorithm>

namespace recoil::proto {

namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::year;
using std::chrono::year_month_day;

void skip_blanks(std::string_view& text)
{
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
}

// The word at the front of `text`, which goes with the blanks behind it.
std::string_view take_word(std::string_view& text)
{
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    skip_blanks(text);
    return word;
}

// "postfix/smtp" of "postfix/smtp[123]:" and "postfix/smtp:"; "" where the word is no tag
std::string_view tag_name(std::string_view word)
{
    if (!word.ends_with(':'))
        return {};
    word.remove_suffix(1);
    return word.ends_with(']') ? word.substr(0, word.rfind('[')) : word;
}

std::optional<local_seconds> local_time(const calendar_second& second, year in_year)
{
    const year_month_day date{in_year, std::chrono::month(second.month), std::chrono::day(second.day)};
    if (!date.ok())
        return std::nullopt;
    return local_days(date) + second.of_day;
}

} // namespace

log_line_reader::log_line_reader(local_to_utc to_utc, std::optional<int> year) : to_utc_(to_utc), year_(year) {}

std::optional<log_line> log_line_reader::read(std::string_view line, time_point now)
{
    const auto stamp = read_log_stamp(line);
    if (!stamp)
        return std::nullopt;
    line.remove_prefix(stamp->size);
    skip_blanks(line);

    log_line result;
    result.time = time_of(*stamp, now);
    result.host = take_word(line);
    if (result.host.empty())
        return std::nullopt;
    result.message = line;
    const std::string_view tag = tag_name(take_word(line));
    if (tag.empty())
        return result;
    result.message = line;
    const std::size_t slash = tag.rfind('/');
    if (slash != tag.npos && slash > 0 && slash + 1 < tag.size()) {
        result.instance = tag.substr(0, slash);
        result.service = tag.substr(slash + 1);
    }
    return result;
}

std::optional<time_point> log_line_reader::time_of(const log_stamp& stamp, time_point now)
{
    if (stamp.offset) {
        const auto local = local_time(stamp.second, year(stamp.second.year));
        return local ? std::optional(time_point(local->time_since_epoch() - *stamp.offset) + stamp.fraction)
                     : std::nullopt;
    }
    // Until the same day comes round again, the year that was inferred stays the latest.
    const bool same_year = stamp.second.year > 0 || year_ || (now >= last_now_ && now - last_time_ < days(360));
    if (!last_time_known_ || stamp.second != last_second_ || !same_year) {
        const auto time = utc_of(stamp.second, now);
        if (!time)
            return std::nullopt;
        last_second_ = stamp.second;
        last_time_ = *time;
        last_now_ = now;
        last_time_known_ = true;
    }
    return last_time_ + stamp.fraction;
}

std::optional<time_point> log_line_reader::utc_of(const calendar_second& second, time_point now) const
{
    if (second.year > 0 || year_) {
        const auto local = local_time(second, year(second.year > 0 ? second.year : *year_));
        return local ? std::optional(to_utc_(*local)) : std::nullopt;
    }
    constexpr int between_leap_years = 8; // 1896 to 1904: a 29 February may be so far away
    const year_month_day latest(std::chrono::floor<days>(now + days(2))); // local time may be ahead
    for (int back = 0; back <= between_leap_years; ++back) {
        const auto local = local_time(second, latest.year() - std::chrono::years(back));
        const auto time = local ? std::optional(to_utc_(*local)) : std::nullopt;
        if (time && *time <= now + days(1))
            return time;
    }
    return std::nullopt;
}

} // namespace recoil::proto
