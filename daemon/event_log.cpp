#include "daemon/event_log.hpp"

#include "daemon/commit.hpp"
#include "daemon/log.hpp"
#include "daemon/recent_ids.hpp"
#include "daemon/start_error.hpp"

#include <utility>

namespace recoil {

namespace {

// Of the end of the event file, which is read at the start for the ids in it: some twenty thousand events.
constexpr std::uint64_t remembered_bytes = 32 * 1024 * 1024;

} // namespace

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
    remember_recent();
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

// What came before the restart and comes again was counted then.
void event_log::remember_recent()
{
    read_recent_ids(options_.path, remembered_bytes, [this](std::string_view id) { ledger_.remember(id); });
}

net::task<bool> event_log::commit(ledger::entry entry, std::size_t events)
{
    std::string lines = std::move(entry.lines);
    const sink::commit_result result =
        co_await async_commit(commit_, std::move(lines), net::asio::use_awaitable_t<net::executor>());
    metrics_.committed(result, events);
    report(result);
    if (result.error)
        ledger_.failed(entry);
    else
        ledger_.committed(entry);
    co_return !result.error;
}

net::task<proto::verdict> event_log::record(pipeline::outcome outcome)
{
    std::vector<event::record*> events;
    for (event::record& e : outcome.events) {
        e.counted = count::countable(e, trusted_);
        events.push_back(&e);
    }
    ledger::entry entry = ledger_.write(events);
    const sink::notice notice = notice_of(outcome);
    if (notice.authentic == false && !forged_.passes(entry.lines.size())) {
        ledger_.failed(entry);
        metrics_.dropped(events.size());
        metrics_.limit_hit("forged_events");
        metrics_.message(notice, {});
        co_return proto::verdict::accept;
    }
    const bool durable = co_await commit(std::move(entry), events.size());
    if (!durable)
        co_return proto::verdict::defer;
    metrics_.message(notice, outcome.events);
    for (const event::record& e : outcome.events)
        retold_.look_at(e);
    co_return proto::verdict::accept;
}

net::task<bool> event_log::record(std::vector<pipeline::logged>* lines)
{
    std::vector<event::record*> events;
    for (pipeline::logged& line : *lines) {
        line.record.counted = count::countable(line.record, trusted_);
        if (line.is_event)
            events.push_back(&line.record);
    }
    if (!events.empty()) {
        ledger::entry entry = ledger_.write(events);
        const bool durable = co_await commit(std::move(entry), events.size());
        if (!durable)
            co_return false;
    }
    for (const pipeline::logged& line : *lines) {
        if (!line.record.late)
            metrics_.delivery(line.record, line.suspended);
        retold_.look_at(line.record);
    }
    co_return true;
}

// A full disk fails every message: one line a minute says so, and one that it is over.
void event_log::report(const sink::commit_result& result)
{
    if (!result.error) {
        if (warned_ && warned_.exchange(false))
            log::info("event file {}: can be written again", options_.path);
        return;
    }
    if (!warning_.due())
        return;
    warned_ = true;
    log::warn("event file {}: {}; until it can be written mail is deferred, and logs wait", options_.path,
              result.error.message());
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
