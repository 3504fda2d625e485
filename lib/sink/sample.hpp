// One series of a metric family, as it stands.
#pragma once

#include <string>
#include <vector>

namespace recoil::sink {

struct sample {
    std::vector<std::string> values; // of the labels, in the order of metric_table.hpp
    double value = 0;
};

} // namespace recoil::sink
