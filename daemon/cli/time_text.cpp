#include "daemon/cli/time_text.hpp"

#include "util/ascii.hpp"

#include <array>
#include <utility>

namespace recoil::cli {

namespace {

using namespace std::chrono;

constexpr seconds longest_age = days(50 * 365);
constexpr std::string_view date_form = "dddd-dd-dd";
constexpr std::string_view minute_form = "dddd-dd-ddTdd:dd";
constexpr std::string_view second_form = "dddd-dd-ddTdd:dd:dd";

// Is `text` of the form, in which d is a digit?
bool has_form(std::string_view text, std::string_view form)
{
    if (text.size() != form.size())
        return false;
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (form[i] == 'd' ? !ascii::is_digit(text[i]) : text[i] != form[i])
            return false;
    }
    return true;
}

unsigned number(std::string_view text, std::size_t at, std::size_t digits)
{
    unsigned value = 0;
    for (const char c : text.substr(at, digits))
        value = 10 * value + static_cast<unsigned>(c - '0');
    return value;
}

std::optional<time_point> day_of(std::string_view text)
{
    const year_month_day date{year(static_cast<int>(number(text, 0, 4))), month(number(text, 5, 2)),
                              day(number(text, 8, 2))};
    if (!date.ok() || date.year() < year(1970) || date.year() >= year(2200))
        return std::nullopt;
    return sys_days(date);
}

// Behind the seconds: a fraction, which is cut to milliseconds, and "Z".
std::optional<milliseconds> fraction_of(std::string_view text)
{
    if (!text.ends_with('Z'))
        return std::nullopt;
    text.remove_suffix(1);
    if (text.empty())
        return milliseconds(0);
    if (text.size() < 2 || text.front() != '.')
        return std::nullopt;
    text.remove_prefix(1);
    for (const char c : text)
        if (!ascii::is_digit(c))
            return std::nullopt;
    const std::string_view kept = text.substr(0, 3);
    const unsigned scale[] = {100, 10, 1};
    return milliseconds(number(kept, 0, 3) * scale[kept.size() - 1]);
}

std::optional<time_point> clock_time(std::string_view text, unsigned second)
{
    const auto day = day_of(text);
    const unsigned hour = number(text, 11, 2);
    const unsigned minute = number(text, 14, 2);
    if (!day || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    return *day + hours(hour) + minutes(minute) + seconds(second);
}

std::optional<time_point> age(std::string_view text, time_point now)
{
    constexpr std::array<std::pair<std::string_view, seconds>, 5> units{
        {{"min", minutes(1)}, {"m", minutes(1)}, {"h", hours(1)}, {"d", days(1)}, {"w", weeks(1)}}};
    for (const auto& [unit, length] : units) {
        if (!text.ends_with(unit))
            continue;
        const auto count = ascii::parse_unsigned(text.substr(0, text.size() - unit.size()));
        if (count && *count <= static_cast<std::uint64_t>(longest_age / length))
            return now - length * static_cast<int>(*count);
    }
    return std::nullopt;
}

} // namespace

std::optional<time_point> parse_rfc3339(std::string_view text)
{
    if (!has_form(text.substr(0, second_form.size()), second_form))
        return std::nullopt;
    const auto time = clock_time(text, number(text, 17, 2));
    const auto fraction = fraction_of(text.substr(second_form.size()));
    if (!time || !fraction)
        return std::nullopt;
    return *time + *fraction;
}

std::optional<time_point> read_time(std::string_view text, time_point now)
{
    if (text == "now")
        return now;
    if (has_form(text, date_form))
        return day_of(text);
    std::string spelled(text);
    if (spelled.size() > date_form.size() && spelled[date_form.size()] == ' ')
        spelled[date_form.size()] = 'T';
    if (has_form(spelled, minute_form))
        return clock_time(spelled, 0);
    if (has_form(spelled, second_form))
        spelled += 'Z';
    const auto time = parse_rfc3339(spelled);
    return time ? time : age(text, now);
}

std::string shown_time(time_point time)
{
    std::string text = format_rfc3339(time).substr(0, second_form.size());
    text[date_form.size()] = ' ';
    return text;
}

std::string shown_date(time_point time)
{
    return format_rfc3339(time).substr(0, date_form.size());
}

std::string shown_age(seconds age)
{
    if (age < minutes(2))
        return std::to_string(age.count()) + " s";
    if (age < hours(2))
        return std::to_string(age / minutes(1)) + " min";
    if (age < days(2))
        return std::to_string(age / hours(1)) + " h";
    return std::to_string(age / days(1)) + " d";
}

std::string shown_step(seconds step)
{
    if (step % hours(1) != seconds(0))
        return std::to_string(step / minutes(1)) + " min";
    if (step % days(1) != seconds(0))
        return std::to_string(step / hours(1)) + " h";
    return std::to_string(step / days(1)) + " d";
}

} // namespace recoil::cli
