// A text in pieces, for what reads a stream: whole, byte by byte, and in two at every offset.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace recoil::test {

// The whole text comes first.
inline std::vector<std::vector<std::string_view>> all_cuts(std::string_view text)
{
    std::vector<std::vector<std::string_view>> ways{{text}, {}};
    for (std::size_t i = 0; i < text.size(); ++i)
        ways.back().push_back(text.substr(i, 1));
    for (std::size_t i = 1; i < text.size(); ++i)
        ways.push_back({text.substr(0, i), text.substr(i)});
    return ways;
}

} // namespace recoil::test
