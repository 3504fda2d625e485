#include "dsn/status_code.hpp"

#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::dsn {

namespace {

// One part of the code: one to three digits. Takes them from the front of `text`.
std::optional<std::uint16_t> take_number(std::string_view& text)
{
    std::size_t length = 0;
    std::uint16_t value = 0;
    while (length < text.size() && length < 4 && ascii::is_digit(text[length]))
        value = static_cast<std::uint16_t>(value * 10 + (text[length++] - '0'));
    if (length == 0 || length > 3)
        return std::nullopt;
    text.remove_prefix(length);
    return value;
}

bool take_dot(std::string_view& text)
{
    if (!text.starts_with('.'))
        return false;
    text.remove_prefix(1);
    return true;
}

} // namespace

std::optional<status_code> parse_status(std::string_view text)
{
    if (text.size() < 2 || (text[0] != '2' && text[0] != '4' && text[0] != '5'))
        return std::nullopt;
    const auto klass = static_cast<std::uint16_t>(text[0] - '0');
    text.remove_prefix(1);
    if (!take_dot(text))
        return std::nullopt;
    const auto subject = take_number(text);
    if (!subject || !take_dot(text))
        return std::nullopt;
    const auto detail = take_number(text);
    if (!detail || !text.empty())
        return std::nullopt;
    return status_code{klass, *subject, *detail};
}

std::string to_string(status_code code)
{
    return std::to_string(code.klass) + '.' + std::to_string(code.subject) + '.' + std::to_string(code.detail);
}

const registered_status* find_registered(status_code code)
{
    const auto less = [](const registered_status& a, const status_code& b) {
        return a.subject != b.subject ? a.subject < b.subject : a.detail < b.detail;
    };
    const auto registry = status_registry();
    const auto found = std::lower_bound(registry.begin(), registry.end(), code, less);
    if (found == registry.end() || found->subject != code.subject || found->detail != code.detail)
        return nullptr;
    return &*found;
}

} // namespace recoil::dsn
