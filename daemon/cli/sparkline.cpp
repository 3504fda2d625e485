#include "daemon/cli/sparkline.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <string_view>

namespace recoil::cli {

namespace {

constexpr std::array<std::string_view, 8> blocks{"\u2581", "\u2582", "\u2583", "\u2584",
                                                 "\u2585", "\u2586", "\u2587", "\u2588"};
constexpr std::array<std::string_view, 8> letters{"_", ".", ":", "-", "=", "+", "*", "#"};
constexpr std::uint64_t least_telling = 5; // events; below that a change is chance

std::uint64_t sum(std::span<const std::uint64_t> counts)
{
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

std::string formatted(const char* form, double value)
{
    std::array<char, 32> text;
    const int size = std::snprintf(text.data(), text.size(), form, value);
    return std::string(text.data(), static_cast<std::size_t>(size));
}

} // namespace

std::string sparkline(std::span<const std::uint64_t> counts, bool unicode)
{
    const auto& levels = unicode ? blocks : letters;
    const std::uint64_t largest = counts.empty() ? 0 : *std::ranges::max_element(counts);
    std::string text;
    for (const std::uint64_t count : counts)
        text += levels[count == 0 ? 0 : (count * (levels.size() - 1) + largest - 1) / largest];
    return text;
}

std::string bar(std::uint64_t count, std::uint64_t largest, std::size_t width, bool unicode)
{
    const std::uint64_t length = largest == 0 ? 0 : (count * width + largest - 1) / largest;
    std::string text;
    for (std::uint64_t i = 0; i < length; ++i)
        text += unicode ? blocks.back() : letters.back();
    return text;
}

std::string change(std::span<const std::uint64_t> counts)
{
    const std::size_t half = counts.size() / 2;
    const std::uint64_t older = sum(counts.first(half));
    const std::uint64_t newer = sum(counts.last(half));
    if (older + newer < least_telling)
        return "";
    if (older == 0)
        return "new";
    if (newer == 0)
        return "gone";
    const double ratio = static_cast<double>(newer) / static_cast<double>(older);
    if (ratio >= 99.5)
        return "x100+";
    if (ratio >= 2)
        return formatted(ratio < 9.95 ? "x%.1f" : "x%.0f", ratio);
    return formatted("%+.0f%%", 100 * (ratio - 1));
}

} // namespace recoil::cli
