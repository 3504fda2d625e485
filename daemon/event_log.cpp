#include "daemon/event_log.hpp"

#include "daemon/commit.hpp"
#include "daemon/log.hpp"
#include "daemon/start_error.hpp"

#include <utility>

namespace recoil {

sink::notice notice_of(const pipeline::outcome& outcome)
{
    const event::record& first = outcome.events.front();
    sink::notice notice;
    notice.source = first.source;
    notice.kind = outcome.kind;
    notice.authentic = first.authentic;
    notice.bytes = outcome.bytes;
    notice.parse_time = outcome.parse_time;
    notice.classify_time = outcome.classify_time;
    return notice;
}

event_log::event_log(sink::event_file_options options, sink::metrics& metrics)
    : options_(std::move(options)), metrics_(metrics), commit_(open(options_))
{
}

sink::event_file event_log::open(const sink::event_file_options& options)
{
    sink::event_file file(options);
    const std::error_code error = file.open();
    if (error == std::errc::resource_unavailable_try_again)
        throw start_error("event file " + options.path + ": another process has locked it");
    if (error)
        throw start_error("event file " + options.path + ": " + error.message());
    if (file.cut_bytes() != 0)
        log::warn("event file {}: cut off {} bytes of an unfinished line; it was never acknowledged", options.path,
                  file.cut_bytes());
    return file;
}

net::task<proto::verdict> event_log::record(pipeline::outcome outcome)
{
    ledger::entry entry = ledger_.write(std::move(outcome));
    std::string lines = std::move(entry.lines);
    const sink::commit_result result =
        co_await async_commit(commit_, std::move(lines), net::asio::use_awaitable_t<net::executor>());
    metrics_.committed(result, entry.outcome.events.size());
    report(result);
    if (result.error) {
        ledger_.failed(entry);
        co_return proto::verdict::defer;
    }
    ledger_.committed(entry);
    const sink::notice notice = notice_of(entry.outcome);
    metrics_.message(notice, entry.outcome.events);
    co_return proto::verdict::accept;
}

// A full disk fails every message: one line a minute says so, and one that it is over.
void event_log::report(const sink::commit_result& result)
{
    if (!result.error) {
        if (warned_ && warned_.exchange(false))
            log::info("event file {}: can be written again", options_.path);
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    auto last = last_warning_.load();
    if (now - last < std::chrono::minutes(1) || !last_warning_.compare_exchange_strong(last, now))
        return;
    warned_ = true;
    log::warn("event file {}: {}; mail is deferred until it can be written", options_.path, result.error.message());
}

void event_log::reopen()
{
    commit_.reopen([path = options_.path](std::error_code error) {
        if (error)
            log::error("event file {}: cannot be reopened, the old file stays in use: {}", path, error.message());
        else
            log::info("event file {}: reopened", path);
    });
}

bool event_log::can_write() const
{
    const sink::commit_stats now = commit_.stats();
    return !now.blocked && now.free_bytes >= options_.min_free_bytes;
}

} // namespace recoil
