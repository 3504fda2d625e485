// A Postfix log that is followed: lines come from an input, what they say becomes durable, and only then the position
// is saved and the next lines are read. Lives on one loop.
#pragma once

#include "daemon/event_log.hpp"
#include "daemon/log_input.hpp"
#include "daemon/net.hpp"
#include "pipeline/delivery_log.hpp"
#include "sink/metrics.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace recoil {

class log_source {
public:
    // `events` and `metrics` outlive it.
    log_source(const net::executor& loop, std::unique_ptr<log_input> input, pipeline::delivery_log lines,
               event_log& events, sink::metrics& metrics);

    // Once, until stop() or the end of the input. The object must live until then.
    net::task<void> follow();

    const std::string& name() const { return name_; } // of the input

    // On the loop. Lines whose events cannot be written stay unread: the position is not saved.
    void stop();
    void use(std::shared_ptr<const pipeline::context> context) { lines_.use(std::move(context)); }

private:
    void tell_lag(std::uint64_t bytes);
    sink::log_progress read(std::string_view lines, std::vector<pipeline::logged>& to);
    net::task<bool> record(std::vector<pipeline::logged>* said);

    std::unique_ptr<log_input> input_;
    std::string name_;
    pipeline::delivery_log lines_;
    event_log& events_;
    sink::metrics& metrics_;
    net::timer retry_;
    bool stopped_ = false;
};

} // namespace recoil
