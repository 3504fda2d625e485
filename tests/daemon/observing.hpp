// What observes mail needs: a loop, an event file, the metrics. The test turns the loop, or a thread of its own does.
#pragma once

#include "daemon/event_log.hpp"
#include "daemon/host.hpp"
#include "daemon/log.hpp"
#include "daemon/net.hpp"
#include "daemon/observed_events.hpp"
#include "sink/metrics.hpp"
#include "support/exposition.hpp"
#include "support/temp_folder.hpp"

#include <boost/asio/executor_work_guard.hpp>

#include <chrono>
#include <fstream>
#include <functional>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace recoil::test {

inline constexpr std::uint64_t no_room = std::numeric_limits<std::uint64_t>::max(); // min_free_bytes of a full disk

class observing {
public:
    explicit observing(observed_limits limits = {}, std::uint64_t min_free_bytes = 0) : metrics(metrics_options())
    {
        sink::event_file_options options;
        options.path = folder.file("events.jsonl");
        options.min_free_bytes = min_free_bytes;
        events.emplace(options, metrics);
        observed.emplace(loop.get_executor(), *events, metrics, limits);
        log::start(log_);
    }
    ~observing()
    {
        observed.reset(); // which may have something to say
        log::start();
    }

    // Turns the loop until `condition` holds, at most ten seconds.
    bool turn_until(const std::function<bool()>& condition)
    {
        const auto end = net::clock::now() + std::chrono::seconds(10);
        while (!condition() && net::clock::now() < end)
            loop.run_for(std::chrono::milliseconds(5));
        return condition();
    }
    void turn_for(std::chrono::milliseconds time) { loop.run_for(time); }

    std::vector<std::string> lines() const
    {
        std::ifstream in(folder.file("events.jsonl"));
        std::vector<std::string> result;
        for (std::string line; std::getline(in, line);)
            result.push_back(line);
        return result;
    }
    double metric(const std::string& series)
    {
        return value_of(metrics.expose(net::clock::now(), wall_clock()), series);
    }
    double sink_events(const std::string& result)
    {
        return metric("recoil_sink_events_total{result=\"" + result + "\",sink=\"file\"}");
    }
    double notices(const std::string& kind, const std::string& authentic = "unknown")
    {
        return metric("recoil_notices_total{authentic=\"" + authentic + "\",kind=\"" + kind + "\",source=\"milter\"}");
    }

    std::string log() const { return log_.str(); } // while no loop turns

    // In the order in which the daemon has them: what is queued outlives who queued it, and the loop all of them.
    temp_folder folder;
    sink::metrics metrics;
    net::asio::io_context loop{1};
    net::asio::executor_work_guard<net::executor> work{loop.get_executor()};
    std::optional<event_log> events;
    std::optional<observed_events> observed;

private:
    static sink::metrics_options metrics_options()
    {
        sink::metrics_options result;
        result.birth = std::chrono::seconds(0);
        return result;
    }

    std::ostringstream log_;
};

} // namespace recoil::test
