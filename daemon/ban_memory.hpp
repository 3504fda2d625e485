// Keeps what is known of bans over a restart, in a file of the state folder: none of them ends because recoil was
// upgraded, and each keeps its begin. Written once a minute where something has changed, and at the end; a crash loses
// what came since. Lives on one loop.
#pragma once

#include "daemon/kept_bans.hpp"
#include "daemon/net.hpp"
#include "sink/metrics.hpp"
#include "status/recent_outcomes.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace recoil {

class ban_memory {
public:
    // `events`: the path of the event file, which tells apart those who share `state_folder`; "" as the latter: nothing
    // is kept. The others outlive it.
    ban_memory(const net::executor& loop, std::string state_folder, const std::string& events, sink::metrics& metrics,
               status::recent_outcomes& outcomes);

    void load(time_point now); // before anything is counted, and after the metrics know the rules
    void start(std::chrono::steady_clock::duration interval = std::chrono::minutes(1));
    void save(time_point now); // a failure is logged, the first of a row

private:
    void drop_old() const;
    std::vector<kept_ban> known(time_point now) const;

    net::timer timer_;
    std::string folder_; // "": nothing is kept
    std::string path_;
    sink::metrics& metrics_;
    status::recent_outcomes& outcomes_;
    std::string written_;
    bool failing_ = false;
};

} // namespace recoil
