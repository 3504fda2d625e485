#include "daemon/kept_bans.hpp"

#include "util/ascii.hpp"
#include "util/take_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace recoil {

namespace {

constexpr std::string_view first_line = "recoil bans 1";
constexpr std::size_t fields_of_a_ban = 12;

std::string to_number(std::optional<time_point> time)
{
    return time ? std::to_string(time->time_since_epoch().count()) : "";
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

// Reads the numbers of one line, and remembers whether one could not be read.
class numbers {
public:
    explicit numbers(time_point now) : now_(static_cast<std::uint64_t>(now.time_since_epoch().count())) {}

    std::uint64_t number(std::string_view text)
    {
        const std::optional<std::uint64_t> value = ascii::parse_unsigned(text);
        good_ = good_ && value;
        return value.value_or(0);
    }
    time_point time(std::string_view text)
    {
        return time_point(time_point::duration(static_cast<std::int64_t>(std::min(number(text), now_))));
    }
    std::optional<time_point> time_or_none(std::string_view text)
    {
        return text.empty() ? std::nullopt : std::optional(time(text));
    }
    bool good() const { return good_; }

private:
    std::uint64_t now_;
    bool good_ = true;
};

std::optional<kept_ban> parse(std::string_view line, time_point now)
{
    const std::vector<std::string_view> fields = split(line);
    if (fields.size() != fields_of_a_ban)
        return std::nullopt;
    numbers read(now);
    kept_ban made;
    made.status.ban = {std::string(fields[0]), std::string(fields[1]), std::string(fields[2]), std::string(fields[3])};
    made.status.since = read.time(fields[4]);
    made.status.last_seen = read.time(fields[5]);
    made.status.delivered = read.time_or_none(fields[6]);
    made.note.pack = fields[7];
    made.note.rule = fields[8];
    made.note.address = fields[9];
    made.note.refusals = read.number(fields[10]);
    made.note.refused_us = read.time_or_none(fields[11]);
    return read.good() ? std::optional(std::move(made)) : std::nullopt;
}

} // namespace

std::string to_text(std::span<const kept_ban> bans)
{
    if (bans.empty())
        return "";
    std::string text(first_line);
    text += '\n';
    for (const auto& [status, note] : bans)
        text += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", status.ban.provider,
                            status.ban.sending_ip, status.ban.category, status.ban.reason, to_number(status.since),
                            to_number(status.last_seen), to_number(status.delivered), note.pack, note.rule,
                            note.address, note.refusals, to_number(note.refused_us));
    return text;
}

std::optional<std::vector<kept_ban>> parse_kept_bans(std::string_view text, time_point now)
{
    if (take_line(text) != first_line)
        return std::nullopt;
    std::vector<kept_ban> bans;
    while (!text.empty()) {
        std::optional<kept_ban> ban = parse(take_line(text), now);
        if (ban && now - ban->status.last_seen < count::ban_state::quiet_time)
            bans.push_back(std::move(*ban));
    }
    return bans;
}

} // namespace recoil
