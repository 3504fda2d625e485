#include "daemon/standing_bans.hpp"

#include "util/take_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace recoil {

namespace {

constexpr std::string_view first_line = "recoil bans 1";
constexpr std::size_t fields_of_a_ban = 11;

std::int64_t to_number(time_point time)
{
    return time.time_since_epoch().count();
}

std::vector<std::string_view> split(std::string_view line)
{
    std::vector<std::string_view> fields;
    for (std::size_t end = line.find('\t'); end != std::string_view::npos; end = line.find('\t')) {
        fields.push_back(line.substr(0, end));
        line.remove_prefix(end + 1);
    }
    fields.push_back(line);
    return fields;
}

template<typename Number>
std::optional<Number> number(std::string_view text)
{
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<time_point> time(std::string_view text, time_point now)
{
    const auto value = number<std::int64_t>(text);
    return value ? std::optional(std::min(time_point(time_point::duration(*value)), now)) : std::nullopt;
}

std::optional<standing_ban> parse(std::string_view line, time_point now)
{
    const std::vector<std::string_view> fields = split(line);
    if (fields.size() != fields_of_a_ban)
        return std::nullopt;
    standing_ban made;
    made.status.ban = {std::string(fields[0]), std::string(fields[1]), std::string(fields[2]), std::string(fields[3])};
    made.status.active = true;
    made.note.pack = fields[6];
    made.note.rule = fields[7];
    made.note.address = fields[8];
    made.note.refused_us = time(fields[10], now);
    const auto since = time(fields[4], now);
    const auto last_seen = time(fields[5], now);
    const auto refusals = number<std::uint64_t>(fields[9]);
    if (!since || !last_seen || !refusals)
        return std::nullopt;
    made.status.since = *since;
    made.status.last_seen = *last_seen;
    made.note.refusals = *refusals;
    return made;
}

} // namespace

std::string to_text(std::span<const standing_ban> bans)
{
    if (bans.empty())
        return "";
    std::string text(first_line);
    text += '\n';
    for (const auto& [status, note] : bans)
        text += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", status.ban.provider, status.ban.sending_ip,
                            status.ban.category, status.ban.reason, to_number(status.since),
                            to_number(status.last_seen), note.pack, note.rule, note.address, note.refusals,
                            note.refused_us ? std::to_string(to_number(*note.refused_us)) : "");
    return text;
}

std::vector<standing_ban> parse_standing_bans(std::string_view text, time_point now)
{
    std::vector<standing_ban> bans;
    if (take_line(text) != first_line)
        return bans;
    while (!text.empty()) {
        const auto ban = parse(take_line(text), now);
        if (ban && now - ban->status.last_seen < count::ban_state::quiet_time)
            bans.push_back(*ban);
    }
    return bans;
}

} // namespace recoil
