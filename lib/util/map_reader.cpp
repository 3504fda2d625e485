#include "util/ascii.hpp"
#include "util/utf8.hpp"
#include "util/yaml.hpp"

#include <algorithm>
#include <limits>

namespace recoil::yaml {

namespace {

const node empty_map{};

std::string shown(std::string_view value)
{
    constexpr std::size_t max_shown = 80;
    const std::string_view head = utf8::prefix(value, max_shown);
    return "\"" + utf8::escape_controls(head) + (head.size() < value.size() ? "..." : "") + "\"";
}

// Without the leading zeros that others read as octal, and without signs, points, exponents or separators.
std::optional<std::uint64_t> decimal(std::string_view text)
{
    if (text.size() > 1 && text.front() == '0')
        return std::nullopt;
    return ascii::parse_unsigned(text);
}

std::optional<std::int64_t> signed_decimal(std::string_view text)
{
    const bool negative = text.starts_with('-');
    const auto magnitude = decimal(text.substr(negative ? 1 : 0));
    constexpr auto max = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!magnitude || *magnitude > max)
        return std::nullopt;
    const auto value = static_cast<std::int64_t>(*magnitude);
    return negative ? -value : value;
}

// Where text is not accepted, it must be seen that the quotes make it one.
std::string described_with_quotes(const node& value)
{
    return described(value) + (value.quoted ? " in quotes" : "");
}

template<class Number>
std::string accepted_numbers(Number min, Number max)
{
    return "accepted: a decimal number from " + std::to_string(min) + " to " + std::to_string(max);
}

} // namespace

std::string described(const node& value)
{
    switch (value.type) {
    case kind::null:
        return "an empty value";
    case kind::sequence:
        return "a list";
    case kind::map:
        return "a map";
    case kind::scalar:
        break;
    }
    return shown(value.scalar);
}

map_reader::map_reader(const node& map, std::string where, std::string_view file, problems& problems)
    : map_(&map), where_(std::move(where)), file_(file), problems_(&problems)
{
    if (map.type == kind::map || map.type == kind::null)
        return;
    fail(map, "", described(map) + " is not accepted here; accepted: a map of keys and values");
    map_ = &empty_map;
}

const node* map_reader::find(std::string_view key)
{
    if (std::ranges::find(known_, key) == known_.end())
        known_.emplace_back(key);
    const node* value = map_->find(key);
    return value != nullptr && value->type != kind::null ? value : nullptr;
}

void map_reader::read(std::string_view key, std::string& value)
{
    const node* found = find(key);
    if (found == nullptr)
        return;
    if (found->type != kind::scalar)
        return fail(*found, key, described(*found) + " is not accepted; accepted: text");
    value = found->scalar;
}

void map_reader::read(std::string_view key, bool& value)
{
    const node* found = find(key);
    if (found == nullptr)
        return;
    const bool is_true = found->scalar == "true";
    if (found->type != kind::scalar || found->quoted || (!is_true && found->scalar != "false"))
        return fail(*found, key, described_with_quotes(*found) + " is not accepted; accepted: true, false");
    value = is_true;
}

void map_reader::read(std::string_view key, std::vector<std::string>& value)
{
    const node* found = find(key);
    if (found == nullptr)
        return;
    const std::string accepted = " is not accepted; accepted: a list of texts, or one text";
    if (found->type == kind::map)
        return fail(*found, key, described(*found) + accepted);
    if (found->type == kind::scalar) {
        value = {found->scalar};
        return;
    }
    std::vector<std::string> items;
    for (const node& item : found->items) {
        const std::string place = std::string(key) + "[" + std::to_string(&item - found->items.data()) + "]";
        if (item.type == kind::scalar)
            items.push_back(item.scalar);
        else
            fail(item, place, described(item) + accepted);
    }
    if (items.size() == found->items.size())
        value = std::move(items);
}

void map_reader::read(std::string_view key, std::uint64_t& value, std::uint64_t min, std::uint64_t max)
{
    const node* found = find(key);
    if (found == nullptr)
        return;
    const bool plain = found->type == kind::scalar && !found->quoted;
    const auto number = plain ? decimal(found->scalar) : std::nullopt;
    if (!number || *number < min || *number > max)
        return fail(*found, key, described_with_quotes(*found) + " is not accepted; " + accepted_numbers(min, max));
    value = *number;
}

void map_reader::read(std::string_view key, std::int64_t& value, std::int64_t min, std::int64_t max)
{
    const node* found = find(key);
    if (found == nullptr)
        return;
    const bool plain = found->type == kind::scalar && !found->quoted;
    const auto number = plain ? signed_decimal(found->scalar) : std::nullopt;
    if (!number || *number < min || *number > max)
        return fail(*found, key, described_with_quotes(*found) + " is not accepted; " + accepted_numbers(min, max));
    value = *number;
}

void map_reader::fail(std::string_view key, std::string what)
{
    const node* value = map_->find(key);
    fail(value != nullptr ? *value : *map_, key, std::move(what));
}

void map_reader::fail(const node& at, std::string_view key, std::string what)
{
    problems_->push_back({std::string(file_), at.line, path(key), std::move(what)});
}

void map_reader::fail_within(const node& at, std::string_view key, std::string what)
{
    problems_->push_back({std::string(file_), at.start.line, path(key), std::move(what), at.start.column});
}

std::string map_reader::path(std::string_view key) const
{
    std::string dotted = where_;
    if (!dotted.empty() && !key.empty())
        dotted += '.';
    return dotted + std::string(key);
}

void map_reader::finish()
{
    std::string known;
    for (const std::string& key : known_)
        known += (known.empty() ? "" : ", ") + key;
    for (const auto& [key, value] : map_->entries) {
        if (std::ranges::find(known_, key) == known_.end())
            fail(value, utf8::escape_controls(key), "unknown key; known: " + known);
    }
}

} // namespace recoil::yaml
