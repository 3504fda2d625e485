#include "dsn/report.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <array>

namespace recoil::dsn {

namespace {

constexpr std::array<std::string_view, 7> kind_names{
    "dsn", "nonstandard_bounce", "complaint", "auto_reply", "mdn", "other", "log_line"};
constexpr std::array<std::string_view, 5> action_names{"failed", "delayed", "delivered", "relayed", "expanded"};
constexpr std::array<std::string_view, 6> stage_names{"connect", "helo", "mail", "rcpt", "data", "eod"};

// What some systems write although RFC 3464 does not know it. A probe's "deliverable" and "undeliverable" (Postfix) are
// none of them: nothing was sent.
struct action_alias {
    std::string_view word;
    action value;
};
constexpr std::array<action_alias, 8> action_aliases{{
    {"failure", action::failed},
    {"fail", action::failed},
    {"error", action::failed},
    {"expired", action::failed},
    {"bounced", action::failed},
    {"rejected", action::failed},
    {"delay", action::delayed},
    {"deferred", action::delayed},
}};

template<typename Enum, std::size_t Size>
std::optional<Enum> find_name(const std::array<std::string_view, Size>& names, std::string_view word)
{
    for (std::size_t i = 0; i < Size; ++i) {
        if (ascii::iequals(names[i], word))
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

std::string_view first_word(std::string_view text)
{
    text = ascii::trim(text);
    return text.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(text, ascii::is_alpha) - text.begin()));
}

} // namespace

std::string_view name(kind k)
{
    return kind_names[static_cast<std::size_t>(k)];
}

std::string_view name(action a)
{
    return action_names[static_cast<std::size_t>(a)];
}

std::string_view name(stage s)
{
    return stage_names[static_cast<std::size_t>(s)];
}

std::optional<action> action_named(std::string_view name)
{
    return find_name<action>(action_names, ascii::trim(name));
}

std::optional<action> parse_action(std::string_view text)
{
    const std::string_view word = first_word(text);
    if (const auto found = find_name<action>(action_names, word))
        return found;
    for (const action_alias& alias : action_aliases) {
        if (ascii::iequals(alias.word, word))
            return alias.value;
    }
    return std::nullopt;
}

std::optional<stage> parse_stage(std::string_view text)
{
    return find_name<stage>(stage_names, ascii::trim(text));
}

} // namespace recoil::dsn
