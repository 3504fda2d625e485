#include "classify/cause_choice.hpp"

#include <algorithm>

namespace recoil::classify {

namespace {

std::optional<dsn::status_code> status_around(std::span<const dsn::reply> causes, std::size_t inner)
{
    for (std::size_t i = inner + 1; i < causes.size(); ++i) {
        if (causes[i].status)
            return causes[i].status;
    }
    return std::nullopt;
}

std::optional<std::uint16_t> code_from(std::span<const dsn::reply> causes, std::size_t inner)
{
    for (std::size_t i = inner; i < causes.size(); ++i) {
        if (causes[i].code)
            return causes[i].code;
    }
    return std::nullopt;
}

} // namespace

std::vector<trial> trials(std::span<const dsn::reply> causes, std::optional<dsn::status_code> field)
{
    const bool coded = std::any_of(causes.begin(), causes.end(), [](const dsn::reply& r) { return bool(r.status); });
    std::vector<trial> all;
    for (std::size_t i = 0; i < causes.size(); ++i) {
        const auto around = status_around(causes, i);
        const auto code = code_from(causes, i);
        if (causes[i].status) {
            all.push_back({i, causes[i].status, code, false});
            if (around && *around != *causes[i].status)
                all.push_back({i, around, code, true});
        } else {
            all.push_back({i, coded ? around : field, code, false});
        }
    }
    return all;
}

weight weigh(const reason& r, evidence e)
{
    if (r.name == "unknown")
        return weight::unexplained;
    if (r.name == "expired")
        return weight::expired;
    switch (e) {
    case evidence::token:
    case evidence::text:
    case evidence::code:
    case evidence::range: // of numbers that are a provider's own
        return weight::specific;
    case evidence::generic_text:
        return r.name == "policy" ? weight::vague : weight::specific;
    case evidence::status:
        return weight::coded;
    case evidence::reply_code:
        break;
    }
    return weight::by_reply_code;
}

} // namespace recoil::classify
