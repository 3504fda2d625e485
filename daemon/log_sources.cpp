#include "daemon/log_sources.hpp"

#include "daemon/host.hpp"
#include "daemon/log.hpp"
#include "daemon/part_options.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <filesystem>
#include <utility>

namespace recoil {

log_sources::log_sources(const net::executor& loop, const snapshot& now, event_log& events, sink::metrics& metrics)
    : loop_(loop)
{
    for (const config::log_source& settings : now.settings.log_sources) {
        if (!settings.path.empty() && !std::filesystem::exists(settings.path))
            log::warn(
                "log source {}: the file does not exist; refusals of our own mail are counted from it, so none are "
                "until it does",
                settings.path);
        pipeline::delivery_log lines(now.context, delivery_log_options(settings, now.settings.listeners));
        sources_.emplace_back(loop, open_log_input(settings, loop, state_folder()), std::move(lines), events, metrics);
    }
}

void log_sources::start(std::function<void()> on_ended)
{
    on_ended_ = std::move(on_ended);
    running_ = sources_.size();
    for (log_source& source : sources_)
        net::asio::co_spawn(loop_, follow(&source), net::asio::detached);
}

net::task<void> log_sources::follow(log_source* source)
{
    co_await source->follow();
    --running_;
    on_ended_();
}

void log_sources::stop()
{
    for (log_source& source : sources_)
        source.stop();
}

std::vector<std::string> log_sources::names() const
{
    std::vector<std::string> result;
    for (const log_source& source : sources_)
        result.push_back(source.name());
    return result;
}

void log_sources::use(const std::shared_ptr<const pipeline::context>& context)
{
    for (log_source& source : sources_)
        source.use(context);
}

} // namespace recoil
