#include "sink/metric_store.hpp"

#include <prometheus/text_serializer.h>

#include <algorithm>
#include <sstream>
#include <utility>

namespace recoil::sink {

namespace {

label_values_view view(metric_store::values of)
{
    return {of.begin(), of.size()};
}

} // namespace

metric_store::metric_store(std::chrono::seconds birth, std::size_t max_series) : birth_(birth)
{
    families_.reserve(metric_count);
    bounds_.reserve(metric_count);
    for (const metric_info& row : metric_table())
        register_family(row, max_series);
}

void metric_store::register_family(const metric_info& row, std::size_t max_series)
{
    const std::string name(row.name);
    const std::string help(row.help);
    bounds_.emplace_back(row.buckets.begin(), row.buckets.end());
    std::vector<std::string> labels(row.labels.begin(), row.labels.begin() + row.label_count());
    switch (row.type) {
    case metric_type::counter: {
        auto& made = prometheus::BuildCounter().Name(name).Help(help).Register(registry_);
        families_.emplace_back(std::in_place_type<counters>, made, std::move(labels), max_series);
        break;
    }
    case metric_type::gauge: {
        auto& made = prometheus::BuildGauge().Name(name).Help(help).Register(registry_);
        families_.emplace_back(std::in_place_type<gauges>, made, std::move(labels), max_series);
        break;
    }
    case metric_type::histogram: {
        auto& made = prometheus::BuildHistogram().Name(name).Help(help).Register(registry_);
        families_.emplace_back(std::in_place_type<histograms>, made, std::move(labels), max_series);
        break;
    }
    }
}

void metric_store::note_overflow(metric id)
{
    const std::string_view name[] = {info(id).name};
    family<counters>(metric::label_overflow).at(name).metric.Increment();
}

prometheus::Counter& metric_store::counter(metric id, label_values_view of)
{
    const auto found = family<counters>(id).at(of);
    if (found.overflow)
        note_overflow(id);
    if (found.created && birth_ > birth_.zero())
        newborn_.emplace(&found.metric, newborn{std::chrono::steady_clock::now()});
    return found.metric;
}

prometheus::Gauge& metric_store::gauge(metric id, label_values_view of)
{
    const auto found = family<gauges>(id).at(of);
    if (found.overflow)
        note_overflow(id);
    return found.metric;
}

prometheus::Histogram& metric_store::histogram(metric id, label_values_view of)
{
    const auto found = family<histograms>(id).at(of, bounds_[static_cast<std::size_t>(id)]);
    if (found.overflow)
        note_overflow(id);
    return found.metric;
}

void metric_store::declare(metric id, values of)
{
    const std::scoped_lock lock(mutex_);
    const auto& declared = family<counters>(id);
    if (of.size() == 0 || declared.size() < declared.capacity() - declared.capacity() / 4)
        counter(id, view(of));
}

void metric_store::add(metric id, values of, double n)
{
    const std::scoped_lock lock(mutex_);
    prometheus::Counter& added = counter(id, view(of));
    if (const auto young = newborn_.find(&added); young != newborn_.end())
        young->second.pending += n;
    else
        added.Increment(n);
}

void metric_store::raise(metric id, values of, double total)
{
    const std::scoped_lock lock(mutex_);
    prometheus::Counter& raised = family<counters>(id).at(view(of)).metric;
    raised.Increment(total - raised.Value());
}

void metric_store::set(metric id, values of, double value)
{
    const std::scoped_lock lock(mutex_);
    gauge(id, view(of)).Set(value);
}

void metric_store::change(metric id, values of, double by)
{
    const std::scoped_lock lock(mutex_);
    gauge(id, view(of)).Increment(by);
}

void metric_store::replace(metric id, const std::vector<sample>& samples)
{
    const std::scoped_lock lock(mutex_);
    family<gauges>(id).clear();
    for (const sample& made : samples) {
        const std::vector<std::string_view> of(made.values.begin(), made.values.end());
        gauge(id, of).Set(made.value);
    }
}

void metric_store::observe(metric id, values of, double value)
{
    const std::scoped_lock lock(mutex_);
    histogram(id, view(of)).Observe(value);
}

void metric_store::touch(metric id, values of)
{
    const std::scoped_lock lock(mutex_);
    histogram(id, view(of));
}

void metric_store::settle(time now)
{
    for (auto young = newborn_.begin(); young != newborn_.end();) {
        if (now - young->second.since < birth_) {
            ++young;
            continue;
        }
        young->first->Increment(young->second.pending);
        young = newborn_.erase(young);
    }
}

std::vector<sample> metric_store::read(metric id) const
{
    std::vector<sample> found;
    const std::scoped_lock lock(mutex_);
    const auto& family = families_[static_cast<std::size_t>(id)];
    if (const auto* known = std::get_if<counters>(&family)) {
        known->each([&](std::vector<std::string> of, prometheus::Counter& counter) {
            const auto young = newborn_.find(&counter);
            const double pending = young != newborn_.end() ? young->second.pending : 0;
            found.push_back({std::move(of), counter.Value() + pending});
        });
    } else if (const auto* gauge = std::get_if<gauges>(&family)) {
        gauge->each([&](std::vector<std::string> of, prometheus::Gauge& g) {
            found.push_back({std::move(of), g.Value()});
        });
    }
    std::ranges::sort(found, {}, &sample::values);
    return found;
}

std::string metric_store::expose(time now)
{
    std::vector<prometheus::MetricFamily> collected;
    {
        const std::scoped_lock lock(mutex_);
        settle(now);
        collected = registry_.Collect();
    }
    std::ostringstream text;
    prometheus::TextSerializer().Serialize(text, collected);
    return std::move(text).str();
}

} // namespace recoil::sink
