// What the status page shows, put together from the parts of the daemon that know it, anew for each request. Also what
// no other part keeps: how the configuration was read last.
#pragma once

#include "daemon/event_log.hpp"
#include "daemon/snapshot.hpp"
#include "sink/metrics.hpp"
#include "status/board.hpp"
#include "status/recent_outcomes.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace recoil {

class status_source {
public:
    // All outlive it.
    struct parts {
        const std::atomic<std::shared_ptr<const snapshot>>& current;
        const sink::metrics& metrics;
        const event_log& events;
        const status::recent_outcomes& outcomes;
    };
    // `found`: the problems of the configuration that did not keep the daemon from starting.
    status_source(const parts& from, std::string config_file, const problems& found);

    void listening(const std::string& protocol, const std::string& address); // before the first board()

    // Any thread.
    void reloaded(const load_result& result); // whether or not it is taken
    status::board board() const;

private:
    void add_outcomes(status::board& to, const snapshot& now) const;
    void add_rules(status::board& to) const;
    void add_machine(status::board& to) const;
    void add_configuration(status::board& to, const snapshot& now) const;

    parts from_;
    std::string config_file_;
    config::settings at_start_; // what sockets, the event file and followed logs keep to
    time_point started_;
    std::vector<status::listener> listeners_;
    mutable std::mutex mutex_; // of what follows
    status::configuration last_reading_;
};

} // namespace recoil
