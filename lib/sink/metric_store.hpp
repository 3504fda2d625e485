// The values of all families of metric_table.hpp, and their exposition. All calls may come from any thread.
//
// A counter series that is new shows 0 until it is `birth` old, then all that it counted: increase() sees the step.
// A name and its type must fit the call (add: counter, set: gauge, observe: histogram); another one is a bug.
#pragma once

#include "sink/bounded_family.hpp"
#include "sink/metric_table.hpp"
#include "sink/sample.hpp"

#include <prometheus/registry.h>

#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace recoil::sink {

class metric_store {
public:
    using time = std::chrono::steady_clock::time_point;
    using values = std::initializer_list<std::string_view>; // of the labels, in the order of the table
    using sample = sink::sample;

    metric_store(std::chrono::seconds birth, std::size_t max_series);

    // A series that is known beforehand, at 0. The last quarter of a family stays free for what comes unforeseen.
    void declare(metric id, values of);
    void add(metric id, values of, double n = 1);
    void raise(metric id, values of, double total); // a counter whose total is kept elsewhere; old from birth
    void set(metric id, values of, double value);
    void change(metric id, values of, double by);
    void replace(metric id, const std::vector<sample>& samples); // all series of a gauge, at once
    void observe(metric id, values of, double value);
    void touch(metric id, values of); // a histogram, empty

    std::string expose(time now); // text format 0.0.4
    // The series of a counter or a gauge, sorted by their labels. A counter's with all that it counted, however young.
    std::vector<sample> read(metric id) const;

private:
    using counters = bounded_family<prometheus::Counter>;
    using gauges = bounded_family<prometheus::Gauge>;
    using histograms = bounded_family<prometheus::Histogram>;
    struct newborn {
        time since;
        double pending = 0;
    };

    void register_family(const metric_info& row, std::size_t max_series);
    template<typename Family>
    Family& family(metric id)
    {
        return std::get<Family>(families_[static_cast<std::size_t>(id)]);
    }
    prometheus::Counter& counter(metric id, label_values_view of);
    prometheus::Gauge& gauge(metric id, label_values_view of);
    prometheus::Histogram& histogram(metric id, label_values_view of);
    void note_overflow(metric id);
    void settle(time now);

    std::chrono::seconds birth_;
    mutable std::mutex mutex_; // of all that follows
    prometheus::Registry registry_;
    std::vector<std::variant<counters, gauges, histograms>> families_; // in the order of the table
    std::vector<prometheus::Histogram::BucketBoundaries> bounds_;      // the same
    std::unordered_map<prometheus::Counter*, newborn> newborn_;        // of the series younger than birth_
};

} // namespace recoil::sink
