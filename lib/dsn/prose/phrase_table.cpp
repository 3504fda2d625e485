// The tables under phrases/ in one, in the order in which find_phrases() wants them.

#include "dsn/prose/phrases/gateways.hpp"
#include "dsn/prose/phrases/google.hpp"
#include "dsn/prose/phrases/microsoft.hpp"
#include "dsn/prose/phrases/mta.hpp"
#include "dsn/prose/phrases/postmasters.hpp"
#include "dsn/prose/phrases/services.hpp"

#include <algorithm>
#include <array>

namespace recoil::dsn {

namespace {

template<std::size_t... Sizes>
auto joined(const std::array<phrase, Sizes>&... tables)
{
    std::array<phrase, (Sizes + ...)> all{};
    auto out = all.begin();
    ((out = std::ranges::copy(tables, out).out), ...);
    return all;
}

bool stands_before(const phrase& a, const phrase& b)
{
    if (a.words.substr(0, 2) != b.words.substr(0, 2))
        return a.words.substr(0, 2) < b.words.substr(0, 2);
    return a.words.size() != b.words.size() ? a.words.size() > b.words.size() : a.role < b.role;
}

auto sorted()
{
    auto rows = joined(phrases::mta, phrases::microsoft, phrases::google, phrases::services, phrases::gateways,
                       phrases::postmasters);
    std::ranges::sort(rows, stands_before);
    return rows;
}

} // namespace

std::span<const phrase> all_phrases()
{
    static const auto rows = sorted(); // more steps than a compiler takes at compile time
    return rows;
}

} // namespace recoil::dsn
