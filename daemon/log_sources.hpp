// All Postfix logs that the configuration names. Lives on one loop.
#pragma once

#include "daemon/log_source.hpp"
#include "daemon/snapshot.hpp"

#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <vector>

namespace recoil {

class log_sources {
public:
    // Opens them; throws start_error. `events` and `metrics` outlive it.
    log_sources(const net::executor& loop, const snapshot& now, event_log& events, sink::metrics& metrics);

    void start(std::function<void()> on_ended); // on the loop; `on_ended` is called there whenever one has ended
    void stop();                                // on the loop
    std::size_t running() const { return running_; }
    std::vector<std::string> names() const; // those that were opened: a reload opens no others
    void use(const std::shared_ptr<const pipeline::context>& context); // on the loop, after a reload

private:
    net::task<void> follow(log_source* source);

    net::executor loop_;
    std::list<log_source> sources_;
    std::size_t running_ = 0;
    std::function<void()> on_ended_;
};

} // namespace recoil
