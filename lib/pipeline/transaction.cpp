#include "pipeline/transaction.hpp"

#include "count/origin.hpp"
#include "dsn/header/system_sender.hpp"
#include "event/event_id.hpp"
#include "pipeline/recorder.hpp"

#include <set>
#include <utility>

namespace recoil::pipeline {

namespace {

// A message without a queue id and Message-ID is named by its first octets and its length: hashing all of every message
// would cost more than the rest of the work, and a repeat of the same notice begins the same.
constexpr std::size_t head_bytes = 4096;

constexpr std::size_t shown_recipients = 8; // of the envelope, in each event

using clock = std::chrono::steady_clock;

} // namespace

transaction::transaction(std::shared_ptr<const context> context, event::source source)
    : context_(std::move(context)), source_(source), builder_(context_->builder)
{
}

void transaction::mail_from(std::string address)
{
    envelope_.emplace().mail_from = std::move(address);
}

void transaction::rcpt_to(std::string address)
{
    if (!envelope_)
        envelope_.emplace();
    envelope_->rcpt_to.push_back(std::move(address));
}

void transaction::content(std::string_view bytes)
{
    const auto start = clock::now();
    if (head_.size() < head_bytes)
        head_.append(bytes.substr(0, head_bytes - head_.size()));
    bytes_ += bytes.size();
    builder_.feed(bytes);
    parse_time_ += clock::now() - start;
}

bool transaction::may_be_notice() const
{
    if (envelope_ && (envelope_->mail_from.empty() || dsn::is_mail_system(envelope_->mail_from, {})))
        return true;
    return builder_.may_be_notice();
}

std::string transaction::origin_key(const dsn::report& report) const
{
    std::string hash;
    if (report.message_id.empty() && report.original.message_id.empty() &&
        (report.queue_id.empty() || report.reporting_mta.empty()))
        hash = event::digest(head_ + std::to_string(bytes_));
    return event::origin_key(count::own_name(report.reporting_mta, context_->own_mtas), report.queue_id,
                             report.original.message_id, report.message_id, hash);
}

outcome transaction::finish(time_point now)
{
    const auto start = clock::now();
    const dsn::report report = builder_.finish();
    const auto parsed = clock::now();

    outcome result;
    result.kind = report.kind;
    result.bytes = bytes_;
    const std::vector<std::string> rcpt_to = envelope_ ? envelope_->rcpt_to : std::vector<std::string>();
    const recorder records(*context_, report, origin_key(report), rcpt_to, now);
    std::set<std::string> ids;
    for (const dsn::recipient_report& recipient : report.recipients) {
        event::record record = records.record(recipient);
        if (ids.insert(record.id).second)
            result.events.push_back(std::move(record));
    }
    if (result.events.empty())
        result.events.push_back(records.record_without_recipient());
    // Every event repeats it: many recipients of many bounces in one notice would multiply.
    if (envelope_ && envelope_->rcpt_to.size() > shown_recipients)
        envelope_->rcpt_to.resize(shown_recipients);
    for (event::record& record : result.events) {
        record.time = now;
        record.source = source_;
        record.envelope = envelope_;
    }
    result.parse_time = parse_time_ + (parsed - start);
    result.classify_time = clock::now() - parsed;
    return result;
}

} // namespace recoil::pipeline
