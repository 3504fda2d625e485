// The series of one metric family, found by their label values without building a label map, and never more than
// `max_series`: the last one is the overflow series, whose every label is "overflow". Not thread-safe.
#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace recoil::sink {

inline constexpr std::string_view overflow_label = "overflow";

// Values in the order of the family's label names. Repaired to valid UTF-8 when they become labels: one bad octet would
// spoil the whole exposition.
using label_values_view = std::span<const std::string_view>;

template<typename Metric>
class bounded_family {
public:
    // `family` must outlive this object. A family without labels has one series and no bound.
    bounded_family(prometheus::Family<Metric>& family, std::vector<std::string> label_names, std::size_t max_series);

    struct found {
        Metric& metric; // valid until clear()
        bool created;
        bool overflow; // there was no room: this is the overflow series
    };
    // The series of these values, made where there is none. `args` are what the metric is constructed from.
    template<typename... Args>
    found at(label_values_view values, const Args&... args);

    // Calls `visit` with the label values of each series, in no order, and the series itself.
    template<typename Visit>
    void each(Visit visit) const;

    std::size_t size() const { return series_.size(); }
    std::size_t capacity() const { return max_series_; }
    void clear();

private:
    const std::string& key(label_values_view values);

    prometheus::Family<Metric>& family_;
    std::vector<std::string> label_names_;
    std::size_t max_series_;
    std::unordered_map<std::string, Metric*> series_;
    std::string key_; // kept for its capacity: a look-up allocates nothing
    std::vector<std::string_view> overflow_values_;
};

std::vector<std::string> split_key(std::string_view key);

prometheus::Labels make_labels(const std::vector<std::string>& names, label_values_view values);

template<typename Metric>
template<typename... Args>
typename bounded_family<Metric>::found bounded_family<Metric>::at(label_values_view values, const Args&... args)
{
    if (const auto known = series_.find(key(values)); known != series_.end())
        return {*known->second, false, false};
    const bool overflow = !label_names_.empty() && series_.size() + 1 >= max_series_;
    if (overflow) {
        values = overflow_values_;
        if (const auto known = series_.find(key(values)); known != series_.end())
            return {*known->second, false, true};
    }
    Metric& made = family_.Add(make_labels(label_names_, values), args...);
    series_.emplace(key_, &made);
    return {made, true, overflow};
}

template<typename Metric>
template<typename Visit>
void bounded_family<Metric>::each(Visit visit) const
{
    for (const auto& [key, metric] : series_)
        visit(split_key(key), *metric);
}

extern template class bounded_family<prometheus::Counter>;
extern template class bounded_family<prometheus::Gauge>;
extern template class bounded_family<prometheus::Histogram>;

} // namespace recoil::sink
