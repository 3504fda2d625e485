#include "config/readers.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

namespace recoil::config {

namespace {

std::string refusal(const yaml::node& at, std::string_view accepted)
{
    return yaml::described(at) + " is not accepted; accepted: " + std::string(accepted);
}

void refuse(yaml::map_reader& from, const yaml::node& at, std::string_view key, std::string_view accepted)
{
    from.fail(at, key, refusal(at, accepted));
}

struct unit {
    char letter;
    std::uint64_t seconds;
};
constexpr std::array<unit, 4> units{{{'d', 86'400}, {'h', 3600}, {'m', 60}, {'s', 1}}};

// Nothing where it is none, or is above `max`.
std::optional<std::uint64_t> duration_of(std::string_view text, std::uint64_t max)
{
    const auto unit = std::ranges::find(units, text.empty() ? '\0' : text.back(), &unit::letter);
    const auto count = ascii::parse_unsigned(text.substr(0, text.empty() ? 0 : text.size() - 1));
    if (unit == units.end() || !count || *count > max / unit->seconds)
        return std::nullopt;
    return *count * unit->seconds;
}

// Nothing where it is none of the calendar's, or is before 1970.
std::optional<std::chrono::sys_days> date_of(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto year = ascii::parse_unsigned(text.substr(0, 4));
    const auto month = ascii::parse_unsigned(text.substr(5, 2));
    const auto day = ascii::parse_unsigned(text.substr(8));
    if (!year || *year < 1970 || !month || !day)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

std::string joined(std::span<const std::string_view> values)
{
    std::string out;
    for (const std::string_view value : values)
        out += (out.empty() ? "" : ", ") + std::string(value);
    return out;
}

} // namespace

void require(yaml::map_reader& from, std::string_view key, check wrong)
{
    if (from.find(key) == nullptr)
        from.fail(key, "missing; accepted: " + std::string(wrong("")));
}

void read_text(yaml::map_reader& from, std::string_view key, std::string& value, check wrong)
{
    const yaml::node* found = from.find(key);
    if (found == nullptr)
        return;
    const std::string_view accepted = wrong(found->scalar);
    if (found->type == yaml::kind::scalar && !accepted.empty())
        return refuse(from, *found, key, accepted);
    from.read(key, value);
}

void read_texts(yaml::map_reader& from, std::string_view key, std::vector<std::string>& value, check wrong)
{
    read_texts(from, key, value, [wrong](const yaml::node& text) {
        const std::string_view accepted = wrong(text.scalar);
        return accepted.empty() ? std::string() : refusal(text, accepted);
    });
}

void read_texts(yaml::map_reader& from, std::string_view key, std::vector<std::string>& value,
                const judgement& problem_of)
{
    const yaml::node* found = from.find(key);
    if (found == nullptr)
        return;
    bool good = true;
    const auto inspect = [&](const yaml::node& item, const std::string& place) {
        const std::string problem = item.type == yaml::kind::scalar ? problem_of(item) : "";
        if (problem.empty())
            return;
        good = false;
        from.fail(item, place, problem);
    };
    inspect(*found, std::string(key));
    for (std::size_t i = 0; i < found->items.size(); ++i)
        inspect(found->items[i], std::string(key) + "[" + std::to_string(i) + "]");

    std::vector<std::string> read = value;
    from.read(key, read);
    if (good)
        value = std::move(read);
}

void read_choice(yaml::map_reader& from, std::string_view key, std::string& value,
                 std::span<const std::string_view> accepted)
{
    const yaml::node* found = from.find(key);
    if (found == nullptr)
        return;
    if (found->type != yaml::kind::scalar || std::ranges::find(accepted, found->scalar) == accepted.end())
        return refuse(from, *found, key, joined(accepted));
    value = found->scalar;
}

void read_number_or_zero(yaml::map_reader& from, std::string_view key, std::uint64_t& value, std::uint64_t min,
                         std::uint64_t max)
{
    std::uint64_t read = value;
    from.read(key, read, 0, max);
    if (read != 0 && read < min && read != value)
        return refuse(from, *from.find(key), key, "0 for none, or at least " + std::to_string(min));
    value = read;
}

void read_duration(yaml::map_reader& from, std::string_view key, std::uint64_t& seconds, std::uint64_t min,
                   std::uint64_t max)
{
    const yaml::node* found = from.find(key);
    if (found == nullptr)
        return;
    const auto read = found->type == yaml::kind::scalar ? duration_of(found->scalar, max) : std::nullopt;
    if (!read || *read < min)
        return refuse(from, *found, key,
                      "a number with s, m, h or d, from " + duration_text(min) + " to " + duration_text(max));
    seconds = *read;
}

std::string duration_text(std::uint64_t seconds)
{
    const auto unit =
        std::ranges::find_if(units, [&](const config::unit& u) { return seconds != 0 && seconds % u.seconds == 0; });
    const config::unit& used = unit == units.end() ? units.back() : *unit;
    return std::to_string(seconds / used.seconds) + used.letter;
}

void read_date(yaml::map_reader& from, std::string_view key, std::uint64_t& seconds)
{
    const yaml::node* found = from.find(key);
    if (found == nullptr)
        return;
    const auto date = found->type == yaml::kind::scalar ? date_of(found->scalar) : std::nullopt;
    if (!date)
        return refuse(from, *found, key, "a date such as 2026-11-21");
    seconds = static_cast<std::uint64_t>(std::chrono::seconds(date->time_since_epoch()).count());
}

const std::vector<yaml::node>* read_list(yaml::map_reader& from, std::string_view key)
{
    const yaml::node* found = from.find(key);
    if (found == nullptr)
        return nullptr;
    if (found->type != yaml::kind::sequence) {
        refuse(from, *found, key, "a list of maps");
        return nullptr;
    }
    return &found->items;
}

} // namespace recoil::config
