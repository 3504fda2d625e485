#include "util/clock.hpp"

#include "util/ascii.hpp"

#include <array>
#include <cstdio>
#include <vector>

namespace recoil {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// RFC 5322 4.3. The letters of the military were defined the wrong way round, and any other name says nothing: both
// count as UTC, as does a zone that is missing.
struct zone_name {
    std::string_view name;
    int hours;
};
constexpr std::array<zone_name, 8> zone_names{{
    {"edt", -4},
    {"est", -5},
    {"cdt", -5},
    {"cst", -6},
    {"mdt", -6},
    {"mst", -7},
    {"pdt", -7},
    {"pst", -8},
}};

// Words between white space, commas and comments (RFC 5322 3.2.2: nested, with quoted pairs).
std::vector<std::string_view> words_of(std::string_view text)
{
    std::vector<std::string_view> words;
    bool in_word = false;
    std::size_t depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool comment = depth > 0 || c == '(';
        if (c == '\\' && depth > 0)
            ++i;
        else if (c == '(')
            ++depth;
        else if (c == ')' && depth > 0)
            --depth;
        const bool was_in_word = in_word;
        in_word = !comment && !ascii::is_space(c) && c != ',';
        if (in_word && !was_in_word)
            words.push_back(text.substr(i, 0));
        if (in_word)
            words.back() = {words.back().data(), words.back().size() + 1};
    }
    return words;
}

// A number of between `min_digits` and `max_digits` digits.
std::optional<int> number(std::string_view text, std::size_t min_digits, std::size_t max_digits)
{
    if (text.size() < min_digits || text.size() > max_digits)
        return std::nullopt;
    const auto value = ascii::parse_unsigned(text);
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

std::optional<unsigned> month_of(std::string_view word)
{
    for (unsigned i = 0; i < month_names.size(); ++i) {
        if (ascii::iequals(word.substr(0, 3), month_names[i]))
            return i + 1;
    }
    return std::nullopt;
}

std::optional<int> year_of(std::string_view word)
{
    const auto year = number(word, 2, 4);
    if (!year)
        return std::nullopt;
    if (word.size() == 2)
        return *year + (*year < 50 ? 2000 : 1900);
    if (word.size() == 3)
        return *year + 1900;
    return *year >= 1900 ? year : std::nullopt;
}

// hour ":" minute [":" second]; a leap second is the first of the next minute.
std::optional<seconds> time_of_day(std::string_view word)
{
    std::array<int, 3> fields{};
    constexpr std::array<int, 3> highest{23, 59, 60};
    std::size_t count = 0;
    while (count < fields.size()) {
        const std::string_view digits = word.substr(0, word.find(':'));
        const auto value = number(digits, 1, 2);
        if (!value || *value > highest[count])
            return std::nullopt;
        fields[count++] = *value;
        if (digits.size() == word.size()) {
            word = {};
            break;
        }
        word.remove_prefix(digits.size() + 1);
    }
    if (count < 2 || !word.empty())
        return std::nullopt;
    return hours(fields[0]) + minutes(fields[1]) + seconds(fields[2]);
}

// What local time is ahead of UTC.
std::optional<minutes> zone_of(std::string_view word)
{
    if (ascii::is_alpha(word.front())) {
        for (const zone_name& z : zone_names) {
            if (ascii::iequals(word, z.name))
                return hours(z.hours);
        }
        return minutes(0);
    }
    const bool has_sign = word.front() == '+' || word.front() == '-';
    const auto digits = has_sign ? number(word.substr(1), 4, 4) : std::nullopt;
    if (!digits || *digits % 100 > 59)
        return std::nullopt;
    const minutes offset = hours(*digits / 100) + minutes(*digits % 100);
    return word.front() == '-' ? -offset : offset;
}

} // namespace

double unix_seconds(time_point time)
{
    return std::chrono::duration<double>(time.time_since_epoch()).count();
}

std::string format_rfc3339(time_point time)
{
    const auto day = std::chrono::floor<days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    std::array<char, 48> out{};
    const int length =
        std::snprintf(out.data(), out.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                      static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return {out.data(), static_cast<std::size_t>(length)};
}

std::optional<time_point> parse_rfc5322_date(std::string_view text)
{
    const std::vector<std::string_view> words = words_of(text);
    std::size_t at = 0;
    if (!words.empty() && ascii::is_alpha(words[0][0]))
        ++at; // the day's name tells nothing that the date does not
    if (words.size() < at + 4 || words.size() > at + 5)
        return std::nullopt;

    const auto day = number(words[at], 1, 2);
    const auto month = month_of(words[at + 1]);
    const auto year = year_of(words[at + 2]);
    const auto time = time_of_day(words[at + 3]);
    const auto zone = words.size() > at + 4 ? zone_of(words[at + 4]) : minutes(0);
    if (!day || !month || !year || !time || !zone)
        return std::nullopt;

    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(*month),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok())
        return std::nullopt;
    return std::chrono::sys_days(date) + *time - *zone;
}

} // namespace recoil
