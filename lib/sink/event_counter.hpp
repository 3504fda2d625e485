// What an event says of its recipient, as counters and as bans. One way for notices and for lines of a log: they differ
// in when they are counted, not in how. All calls may come from any thread.
#pragma once

#include "count/ban_state.hpp"
#include "event/event.hpp"
#include "sink/counting_watcher.hpp"
#include "sink/label_values.hpp"
#include "sink/metric_store.hpp"

#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

namespace recoil::classify {
class classifier;
}

namespace recoil::sink {

class event_counter {
public:
    // `store` and `watcher`, which may be null, must outlive it.
    event_counter(metric_store& store, label_values configured, counting_watcher* watcher = nullptr);

    // The providers, rules and codes that may become labels, and the series that can be foreseen from them.
    void rules(const classify::classifier& classifier);
    std::shared_ptr<const label_values> labels() const;

    void message(std::span<const event::record> events);       // all events of one message
    void delivery(const event::record& e, bool was_suspended); // one line of a log
    void show_bans(time_point now);                            // sets the gauges
    std::vector<count::ban_status> bans(time_point now) const;
    // What was known before a restart, where a refusal of today would be counted as that ban. `address`: the one that
    // the last refusal named, "" for none. After rules(); no counter moves.
    void restore(const count::ban_status& known, std::string_view address);

private:
    void count_recipient(const event::record& e);
    void count_result(const event::record& e, const label_values& known, std::string_view attempt);
    void count_verdict(const event::cause& cause, const label_values& known);
    void count_delivery(const event::record& e, const label_values& known);
    void count_failure(const event::record& e, const label_values& known, std::string_view attempt);
    void count_refusal(const event::record& e, const label_values& known);
    void count_outcome(const event::record& e, const label_values& known);
    void count_defects(std::span<const event::record> events);

    metric_store& store_;
    mutable std::mutex labels_mutex_; // of the pointer; what it points to never changes
    std::shared_ptr<const label_values> labels_;
    mutable std::mutex bans_mutex_;
    count::ban_state bans_;
    counting_watcher* watcher_;
};

} // namespace recoil::sink
