#include "daemon/log_source.hpp"

#include "daemon/host.hpp"
#include "daemon/log.hpp"
#include "util/take_line.hpp"

#include <optional>
#include <utility>

namespace recoil {

namespace {

constexpr std::chrono::seconds pause_between_tries{1}; // while the event file cannot be written

void add(sink::log_progress& progress, pipeline::line_result result)
{
    switch (result) {
    case pipeline::line_result::delivery:
        ++progress.delivery;
        break;
    case pipeline::line_result::deferral:
        ++progress.deferral;
        break;
    case pipeline::line_result::bounce:
        ++progress.bounce;
        break;
    case pipeline::line_result::ignored:
        ++progress.ignored;
        break;
    case pipeline::line_result::unparsed:
        ++progress.unparsed;
        break;
    }
}

} // namespace

log_source::log_source(const net::executor& loop, std::unique_ptr<log_input> input, pipeline::delivery_log lines,
                       event_log& events, sink::metrics& metrics)
    : input_(std::move(input))
    , name_(input_->name())
    , lines_(std::move(lines))
    , events_(events)
    , metrics_(metrics)
    , retry_(loop)
{
}

net::task<void> log_source::follow()
{
    std::vector<pipeline::logged> said;
    for (;;) {
        const std::optional<log_batch> batch = co_await input_->next();
        if (!batch) // when it was stopped too, after what it had already taken from a socket
            break;
        if (batch->skipped)
            log::warn("log source {}: lines were lost: rotated away or overrun before they could be read", name_);
        said.clear();
        sink::log_progress progress = read(batch->lines, said);
        tell_lag(batch->lag_bytes + batch->lines.size()); // while events cannot be written it stays
        const bool durable = co_await record(&said);
        if (!durable)
            break;
        input_->committed(batch->position);
        progress.lag_bytes = batch->lag_bytes;
        metrics_.logged(progress);
    }
    log::info("log source {}: {}", name_, stopped_ ? "stopped" : "at its end");
}

void log_source::tell_lag(std::uint64_t bytes)
{
    sink::log_progress progress;
    progress.input = name_;
    progress.lag_bytes = bytes;
    metrics_.logged(progress);
}

sink::log_progress log_source::read(std::string_view lines, std::vector<pipeline::logged>& to)
{
    sink::log_progress progress;
    progress.input = name_;
    const time_point now = wall_clock();
    while (!lines.empty()) {
        const std::string_view line = take_line(lines);
        if (!line.empty())
            add(progress, lines_.read(line, now, to));
    }
    progress.last_line = lines_.last_line();
    return progress;
}

net::task<bool> log_source::record(std::vector<pipeline::logged>* said)
{
    for (;;) {
        const bool durable = co_await events_.record(said);
        if (durable || stopped_)
            co_return durable;
        retry_.expires_after(pause_between_tries);
        co_await retry_.async_wait(net::as_result);
    }
}

void log_source::stop()
{
    stopped_ = true;
    input_->stop();
    retry_.cancel();
}

} // namespace recoil
