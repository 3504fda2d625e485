#include "daemon/observed_events.hpp"

#include "daemon/log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <utility>

namespace recoil {

namespace {

constexpr std::size_t short_texts = 1024; // of one event: names, addresses, identifiers

// What counts are the texts that a stranger can make long.
std::size_t bytes_of(const event::record& e)
{
    std::size_t bytes = sizeof(e) + short_texts + e.diagnostic.size();
    if (e.envelope) {
        for (const std::string& address : e.envelope->rcpt_to)
            bytes += sizeof(address) + address.size();
    }
    if (e.original) {
        bytes += e.original->subject.size();
        for (const auto& [name, value] : e.original->headers)
            bytes += sizeof(name) + sizeof(value) + name.size() + value.size();
    }
    return bytes;
}

std::size_t bytes_of(const pipeline::outcome& outcome)
{
    std::size_t bytes = 0;
    for (const event::record& e : outcome.events)
        bytes += bytes_of(e);
    return bytes;
}

} // namespace

observed_events::observed_events(net::executor loop, event_log& events, sink::metrics& metrics, observed_limits limits)
    : loop_(loop), events_(events), metrics_(metrics), limits_(limits), retry_(loop)
{
}

observed_events::~observed_events()
{
    for (const message& m : waiting_)
        drop(m.outcome.events.size());
}

void observed_events::take(pipeline::outcome outcome)
{
    if (outcome.kind == dsn::kind::other)
        return metrics_.message(notice_of(outcome), {});
    const std::size_t bytes = bytes_of(outcome);
    if (!reserve(bytes))
        return drop(outcome.events.size());
    net::asio::post(loop_, [this, m = message{std::move(outcome), bytes}]() mutable {
        waiting_.push_back(std::move(m));
        submit_waiting();
    });
}

void observed_events::ordinary(event::source source, std::size_t bytes)
{
    sink::notice notice;
    notice.source = source;
    notice.bytes = bytes;
    metrics_.message(notice, {});
}

bool observed_events::reserve(std::size_t bytes)
{
    const std::lock_guard lock(mutex_);
    if (messages_ >= limits_.messages || bytes > limits_.bytes - bytes_)
        return false;
    ++messages_;
    bytes_ += bytes;
    return true;
}

// All at once, so that they share a commit; while the file refuses, the timer tries one.
void observed_events::submit_waiting()
{
    if (refusing_ && !closing_)
        return retry_later();
    while (!waiting_.empty())
        submit_next();
}

void observed_events::submit_next()
{
    message next = std::move(waiting_.front());
    waiting_.pop_front();
    net::asio::co_spawn(loop_, submit(std::move(next)), net::asio::detached);
}

net::task<void> observed_events::submit(message m)
{
    pipeline::outcome copy = m.outcome; // what is refused is gone
    const proto::verdict verdict = co_await events_.record(std::move(copy));
    refusing_ = verdict == proto::verdict::defer;
    if (refusing_) {
        refused(std::move(m));
    } else {
        release(m);
        submit_waiting();
    }
    if (on_done_ && waiting() == 0)
        std::exchange(on_done_, nullptr)();
}

// To the back of the queue: a message that the file can never take must not stand in the way of others.
void observed_events::refused(message m)
{
    if (closing_ || ++m.tries == limits_.tries) {
        drop(m.outcome.events.size());
        release(m);
    } else {
        waiting_.push_back(std::move(m));
    }
    if (!waiting_.empty())
        retry_later();
}

void observed_events::retry_later()
{
    if (retrying_)
        return;
    retrying_ = true;
    retry_.expires_after(limits_.pause);
    retry_.async_wait([this](boost::system::error_code error) {
        if (error)
            return;
        retrying_ = false;
        if (!waiting_.empty())
            submit_next();
    });
}

void observed_events::close(std::function<void()> on_done)
{
    if (waiting() == 0)
        return on_done();
    on_done_ = std::move(on_done);
    closing_ = true;
    submit_waiting();
}

void observed_events::release(const message& m)
{
    const std::lock_guard lock(mutex_);
    --messages_;
    bytes_ -= m.bytes;
}

// The loss is in the metrics; one line a minute points there.
void observed_events::drop(std::size_t events)
{
    metrics_.dropped(events);
    if (warning_.due())
        log::warn("events of mail that only passed by are dropped: the event file did not take them in time");
}

std::size_t observed_events::waiting() const
{
    const std::lock_guard lock(mutex_);
    return messages_;
}

} // namespace recoil
