// Reads back what /metrics says: the value of a series, by the text before it.
#pragma once

#include <map>
#include <sstream>
#include <string>
#include <string_view>

namespace recoil::test {

// "name{a="x",b="y"}" -> value; labels in the order of the text, which is that of their names.
inline std::map<std::string, double> series_of(const std::string& exposition)
{
    std::map<std::string, double> all;
    std::istringstream in(exposition);
    for (std::string line; std::getline(in, line);) {
        const auto blank = line.rfind(' ');
        if (!line.starts_with('#') && blank != std::string::npos)
            all[line.substr(0, blank)] = std::stod(line.substr(blank + 1));
    }
    return all;
}

// -1 where there is no such series.
inline double value_of(const std::string& exposition, const std::string& series)
{
    const auto all = series_of(exposition);
    const auto found = all.find(series);
    return found != all.end() ? found->second : -1;
}

inline std::size_t count_of(const std::string& exposition, std::string_view family)
{
    std::size_t count = 0;
    for (const auto& [series, value] : series_of(exposition))
        count += series.substr(0, series.find('{')) == family ? 1 : 0;
    return count;
}

inline double sum_of(const std::string& exposition, std::string_view family)
{
    double sum = 0;
    for (const auto& [series, value] : series_of(exposition))
        sum += series.substr(0, series.find('{')) == family ? value : 0;
    return sum;
}

} // namespace recoil::test
