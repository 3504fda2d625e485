#include "classify/rule_values.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <cstdint>

namespace recoil::classify {

namespace {

constexpr std::uint64_t largest_detail = 999; // RFC 3463 2: one to three digits
constexpr std::uint64_t smallest_reply_code = 400;
constexpr std::uint64_t largest_reply_code = 599;
constexpr std::size_t identifier_bytes = 64;
constexpr std::size_t provider_bytes = 32;
constexpr std::string_view reserved_providers[] = {"other", "none", "local", "overflow"};

template<class Allowed>
bool consists_of(std::string_view text, std::size_t most, Allowed allowed)
{
    return !text.empty() && text.size() <= most && std::all_of(text.begin(), text.end(), allowed);
}

bool is_word(char c)
{
    return ascii::is_digit(c) || (c >= 'a' && c <= 'z');
}

} // namespace

std::optional<status_range> parse_status_range(std::string_view text)
{
    const auto dash = text.find('-');
    const auto first = dsn::parse_status(text.substr(0, dash));
    if (!first || first->klass < 4)
        return std::nullopt;
    if (dash == std::string_view::npos)
        return status_range{*first, first->detail};
    const auto last = ascii::parse_unsigned(text.substr(dash + 1));
    if (!last || *last <= first->detail || *last > largest_detail)
        return std::nullopt;
    return status_range{*first, static_cast<std::uint16_t>(*last)};
}

std::optional<code_range> parse_code_range(std::string_view text)
{
    const auto dash = text.find('-');
    const auto first = ascii::parse_unsigned(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : ascii::parse_unsigned(text.substr(dash + 1));
    if (!first || !last || *first < smallest_reply_code || *last > largest_reply_code || *first > *last)
        return std::nullopt;
    return code_range{static_cast<std::uint16_t>(*first), static_cast<std::uint16_t>(*last)};
}

bool is_identifier(std::string_view text)
{
    return consists_of(text, identifier_bytes, [](char c) { return is_word(c) || c == '-'; }) && text.front() != '-';
}

bool is_provider_name(std::string_view text)
{
    return consists_of(text, provider_bytes, [](char c) { return is_word(c) || c == '_'; }) &&
           std::find(std::begin(reserved_providers), std::end(reserved_providers), text) ==
               std::end(reserved_providers);
}

bool is_link(std::string_view text)
{
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (text.starts_with(scheme)) {
            const std::string_view rest = text.substr(scheme.size());
            return !rest.empty() && ascii::is_alnum(rest.front()) &&
                   std::none_of(rest.begin(), rest.end(), [](char c) { return c <= ' ' || c == '\x7f'; });
        }
    }
    return false;
}

} // namespace recoil::classify
