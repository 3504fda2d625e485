#include "sink/bounded_family.hpp"

#include "util/utf8.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace recoil::sink {

template<typename Metric>
bounded_family<Metric>::bounded_family(prometheus::Family<Metric>& family, std::vector<std::string> label_names,
                                       std::size_t max_series)
    : family_(family)
    , label_names_(std::move(label_names))
    , max_series_(std::max<std::size_t>(max_series, 2))
    , overflow_values_(label_names_.size(), overflow_label)
{
}

template<typename Metric>
const std::string& bounded_family<Metric>::key(label_values_view values)
{
    assert(values.size() == label_names_.size());
    key_.clear();
    for (const std::string_view value : values) {
        key_ += value;
        key_ += '\0';
    }
    return key_;
}

template<typename Metric>
void bounded_family<Metric>::clear()
{
    for (const auto& [values, metric] : series_)
        family_.Remove(metric);
    series_.clear();
}

std::vector<std::string> split_key(std::string_view key)
{
    std::vector<std::string> values;
    for (std::size_t end; (end = key.find('\0')) != std::string_view::npos; key.remove_prefix(end + 1))
        values.emplace_back(utf8::repair(key.substr(0, end)));
    return values;
}

prometheus::Labels make_labels(const std::vector<std::string>& names, label_values_view values)
{
    prometheus::Labels labels;
    for (std::size_t i = 0; i < names.size(); ++i)
        labels.emplace(names[i], utf8::repair(values[i]));
    return labels;
}

template class bounded_family<prometheus::Counter>;
template class bounded_family<prometheus::Gauge>;
template class bounded_family<prometheus::Histogram>;

} // namespace recoil::sink
