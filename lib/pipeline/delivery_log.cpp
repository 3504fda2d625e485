#include "pipeline/delivery_log.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace recoil::pipeline {

namespace {

constexpr double longest_delay = 10 * 365.0 * 86'400; // in seconds; what says more says nothing
constexpr std::string_view suspended_words = "delivery temporarily suspended";

time_point as_utc(std::chrono::local_seconds local)
{
    return time_point(std::chrono::duration_cast<std::chrono::milliseconds>(local.time_since_epoch()));
}

// What Postfix sends in its own name: its notices to the postmaster come from double-bounce (RFC 5321 4.5.5 has the
// null sender for all others).
bool is_notice_sender(std::string_view sender)
{
    return sender.empty() || ascii::istarts_with(sender, "double-bounce@");
}

bool is_suspended(const proto::delivery& d)
{
    return d.text.starts_with(suspended_words);
}

bool is_loopback(std::string_view ip)
{
    return ip == "::1" || ip.starts_with("127.");
}

bool is_same_relay(const delivery_log_options::own_relay& own, const proto::delivery& d)
{
    const bool wildcard = own.ip == "0.0.0.0" || own.ip == "::";
    return own.port == d.relay_port && (own.ip == d.relay_ip || (wildcard && is_loopback(d.relay_ip)));
}

std::uint32_t attempts_before(const queued_message* message, std::string_view recipient)
{
    const deferral* last = message ? message->find(recipient) : nullptr;
    return last ? last->attempts : 0;
}

} // namespace

std::string_view name(line_result result)
{
    constexpr std::array<std::string_view, 5> names{"delivery", "deferral", "bounce", "ignored", "unparsed"};
    return names[static_cast<std::size_t>(result)];
}

delivery_log::delivery_log(std::shared_ptr<const context> context, delivery_log_options options)
    : context_(std::move(context))
    , options_(std::move(options))
    , lines_(options_.to_utc ? options_.to_utc : as_utc, options_.year)
{
}

line_result delivery_log::read(std::string_view line, time_point now, std::vector<logged>& to)
{
    const auto parsed = lines_.read(line, now);
    if (!parsed)
        return line_result::unparsed;
    if (parsed->time)
        last_line_ = parsed->time;
    if (parsed->instance.empty())
        return line_result::ignored;
    const proto::postfix_line said = proto::parse_postfix_line(parsed->service, parsed->message);
    if (said.damaged)
        return line_result::unparsed;
    if (said.queue_id.empty())
        return line_result::ignored;

    line_ = *parsed;
    queue_id_ = said.queue_id;
    // Not the instance: each transport may log under a name of its own, and the queue manager under another.
    key_.assign(parsed->host).append(1, ' ').append(said.queue_id);
    now_ = now;
    to_ = &to;
    if (const auto* d = std::get_if<proto::delivery>(&said.what))
        return read_delivery(*d);
    if (std::holds_alternative<proto::returned>(said.what))
        return read_expiry();
    if (const auto* q = std::get_if<proto::queued>(&said.what))
        messages_.change(key_, [&](queued_message& m) { m.sender = q->sender; });
    else if (const auto* n = std::get_if<proto::named>(&said.what))
        messages_.change(key_, [&](queued_message& m) { m.message_id = n->message_id; });
    else if (std::holds_alternative<proto::removed>(said.what))
        messages_.erase(key_);
    return line_result::ignored;
}

bool delivery_log::is_ignored(const proto::delivery& d, const queued_message* message) const
{
    using status = proto::delivery_status;
    if (d.status == status::deliverable || d.status == status::undeliverable) // a probe: no mail was sent
        return true;
    if (std::ranges::find(options_.services, line_.service) == options_.services.end())
        return true;
    if (message && message->sender && is_notice_sender(*message->sender))
        return true;
    return std::ranges::any_of(options_.own_relays, [&](const auto& own) { return is_same_relay(own, d); });
}

// What a line of the queue id tells of every recipient.
logged_delivery delivery_log::facts_of(const queued_message* message) const
{
    logged_delivery facts;
    facts.host = line_.host;
    facts.instance = line_.instance;
    facts.service = line_.service;
    facts.queue_id = queue_id_;
    facts.line_time = line_.time.value_or(now_);
    if (message) {
        facts.sender = message->sender ? std::string_view(*message->sender) : std::string_view();
        facts.message_id = message->message_id;
    }
    return facts;
}

logged_delivery delivery_log::facts_of(const proto::delivery& d, const queued_message* message) const
{
    logged_delivery facts = facts_of(message);
    facts.recipient = d.recipient;
    facts.original_recipient = d.original_recipient;
    facts.relay_host = d.relay_host;
    facts.relay_ip = d.relay_ip;
    facts.dsn = d.dsn;
    facts.text = d.text;
    facts.unfinished = d.unfinished;
    facts.last_attempt = facts.line_time;
    const double delay = std::clamp(d.delay_seconds, 0.0, longest_delay);
    facts.arrival = facts.line_time - std::chrono::milliseconds(static_cast<std::int64_t>(delay * 1000));
    facts.attempts = attempts_before(message, d.recipient) + (is_suspended(d) ? 0 : 1);
    return facts;
}

logged_delivery delivery_log::facts_of(const deferral& last, const queued_message* message) const
{
    logged_delivery facts = facts_of(message);
    facts.instance = last.instance;
    facts.service = last.service;
    facts.recipient = last.recipient;
    facts.original_recipient = last.original_recipient;
    facts.relay_host = last.relay_host;
    facts.relay_ip = last.relay_ip;
    facts.dsn = last.dsn;
    facts.text = last.text;
    facts.last_attempt = last.last_attempt;
    facts.arrival = last.arrival;
    facts.attempts = last.attempts;
    return facts;
}

logged& delivery_log::add(const logged_delivery& facts)
{
    logged& added = to_->emplace_back();
    added.record = record_of(*context_, facts, now_);
    added.record.late = now_ - facts.line_time > options_.max_age;
    added.record.counted = !added.record.late;
    return added;
}

line_result delivery_log::read_delivery(const proto::delivery& d)
{
    const queued_message* message = messages_.find(key_);
    if (is_ignored(d, message))
        return line_result::ignored;
    logged_delivery facts = facts_of(d, message);
    if (d.status == proto::delivery_status::deferred)
        return read_deferral(d, facts);

    const bool delivered = d.status == proto::delivery_status::sent;
    facts.action = delivered ? dsn::action::delivered : dsn::action::failed;
    facts.expired = d.status == proto::delivery_status::expired;
    const bool was_deferred = message && message->find(d.recipient);
    add(facts).is_event = !delivered || was_deferred;
    if (was_deferred)
        messages_.change(key_, [&](queued_message& m) { m.erase(d.recipient); });
    return delivered ? line_result::delivery : line_result::bounce;
}

line_result delivery_log::read_deferral(const proto::delivery& d, logged_delivery facts)
{
    facts.action = dsn::action::delayed;
    logged& added = add(facts);
    added.suspended = is_suspended(d);
    messages_.change(key_, [&](queued_message& m) {
        const std::string& reason = added.record.cause->reason;
        const deferral* before = m.find(d.recipient);
        added.is_event = options_.every_deferral || !before || before->reason != reason;
        m.put({std::string(d.recipient), std::string(d.original_recipient), std::string(d.relay_host),
               std::string(d.relay_ip), std::string(d.dsn), std::string(d.text), std::string(line_.instance),
               std::string(line_.service), reason, facts.arrival, facts.last_attempt, facts.attempts});
    });
    return line_result::deferral;
}

// The queue manager names nobody: it is about all who were deferred last, for the reason that was given then.
line_result delivery_log::read_expiry()
{
    const queued_message* message = messages_.find(key_);
    if (!message)
        return line_result::bounce;
    if (message->sender && is_notice_sender(*message->sender))
        return line_result::ignored;
    for (const deferral& last : message->deferred) {
        logged_delivery facts = facts_of(last, message);
        facts.action = dsn::action::failed;
        facts.expired = true;
        add(facts).is_event = true;
    }
    messages_.erase(key_);
    return line_result::bounce;
}

} // namespace recoil::pipeline
