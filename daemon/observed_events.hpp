// The events of mail that only passes by: a milter and a proxy answer at once, whatever becomes of the events. They
// wait here, bounded, until the event file takes them. What finds no room, and what the file refuses too often, is
// dropped and counted (recoil_sink_events_total, result "dropped").
#pragma once

#include "daemon/event_log.hpp"
#include "daemon/net.hpp"
#include "daemon/once_a_minute.hpp"
#include "pipeline/transaction.hpp"
#include "sink/metrics.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>

namespace recoil {

struct observed_limits {
    std::size_t messages = 1000;           // that wait
    std::size_t bytes = 64 * 1024 * 1024;  // that they take, about
    std::size_t tries = 3600;              // of one message, while the file refuses
    std::chrono::milliseconds pause{1000}; // between two tries, of whatever message
};

// Lives on one loop, and as long as that loop runs. `events` and `metrics` outlive it.
class observed_events {
public:
    observed_events(net::executor loop, event_log& events, sink::metrics& metrics, observed_limits limits = {});
    ~observed_events(); // counts what still waits as dropped

    // Any thread; never waits. Ordinary mail (kind other) has no event and is counted only.
    void take(pipeline::outcome outcome);
    // Any thread: a message that was known to be ordinary before it was read to its end.
    void ordinary(event::source source, std::size_t bytes);

    // On the loop, when nobody calls take() any more: what waits is tried once more, then `on_done` is called there.
    void close(std::function<void()> on_done);

    std::size_t waiting() const; // messages; any thread

private:
    struct message {
        pipeline::outcome outcome;
        std::size_t bytes = 0;
        std::size_t tries = 0;
    };

    bool reserve(std::size_t bytes);
    void submit_waiting();
    void submit_next();
    net::task<void> submit(message m);
    void refused(message m);
    void retry_later();
    void drop(std::size_t events);
    void release(const message& m);

    net::executor loop_;
    event_log& events_;
    sink::metrics& metrics_;
    observed_limits limits_;

    mutable std::mutex mutex_; // of the next three
    std::size_t messages_ = 0; // waiting, being written, or on their way to the loop
    std::size_t bytes_ = 0;
    once_a_minute warning_;

    // On the loop.
    std::deque<message> waiting_;
    net::timer retry_;
    bool refusing_ = false; // the file's last answer; then one message at a time is tried
    bool retrying_ = false; // the timer runs
    bool closing_ = false;
    std::function<void()> on_done_;
};

} // namespace recoil
