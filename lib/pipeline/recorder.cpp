#include "pipeline/recorder.hpp"

#include "count/origin.hpp"
#include "dsn/prose/text_address.hpp"
#include "event/event_id.hpp"
#include "mime/address.hpp"
#include "pipeline/complaint.hpp"
#include "pipeline/expiry.hpp"
#include "util/ascii.hpp"
#include "util/utf8.hpp"

#include <algorithm>
#include <utility>

namespace recoil::pipeline {

namespace {

constexpr std::size_t diagnostic_bytes = 2048;

std::string relay_of(const dsn::recipient_report& recipient)
{
    if (recipient.remote_ip.empty())
        return recipient.remote_mta;
    return recipient.remote_mta + "[" + recipient.remote_ip + "]";
}

// The wire's own words where they are known, else what the notice's field says.
std::string diagnostic_of(const dsn::recipient_report& recipient)
{
    const std::string& text = recipient.answer.text.empty() ? recipient.diagnostic : recipient.answer.text;
    return std::string(utf8::prefix(text, diagnostic_bytes));
}

// The reply's code; the Status field, which is often rewritten, only where the reply has none or one that leaves open
// what the field says: x.0.0 beside x.1.1, x.1.0 beside x.1.1.
std::optional<dsn::status_code> more_specific(std::optional<dsn::status_code> reply,
                                              std::optional<dsn::status_code> field)
{
    if (!reply || !field || reply->klass != field->klass)
        return reply ? reply : field;
    const bool open = reply->subject == 0 || (reply->subject == field->subject && field->detail != 0);
    return open && reply->detail == 0 ? field : reply;
}

// The code of the innermost cause that has one.
std::optional<dsn::status_code> status_of(const dsn::recipient_report& recipient)
{
    for (const dsn::reply& cause : dsn::causes(recipient.answer))
        if (cause.status)
            return more_specific(cause.status, recipient.status);
    return recipient.status;
}

event::cause cause_of(const classify::verdict& verdict, dsn::action action)
{
    event::cause cause;
    cause.category = verdict.reason->category;
    cause.reason = verdict.reason->name;
    cause.permanence = verdict.permanence;
    cause.scope = verdict.scope;
    cause.fix_owner = verdict.fix_owner;
    cause.list_action = verdict.list_action(action);
    cause.evidence = verdict.evidence;
    cause.blocklist = verdict.captures.blocklist;
    cause.delist_url = verdict.captures.delist_url;
    cause.vendor_code = verdict.captures.vendor_code;
    cause.retry_after_seconds = verdict.captures.retry_after_seconds;
    if (verdict.rule) {
        cause.rule = verdict.rule->id;
        cause.meaning = verdict.rule->meaning;
        cause.advice = verdict.rule->advice;
        cause.links = verdict.rule->links;
    }
    if (verdict.pack) {
        cause.pack = verdict.pack->name;
        cause.pack_version = verdict.pack->version;
    }
    return cause;
}

event::original original_of(const dsn::returned_message& returned)
{
    return {returned.message_id, returned.from, returned.to, returned.subject, returned.date, returned.captured};
}

bool is_bounce(dsn::kind kind)
{
    return kind == dsn::kind::dsn || kind == dsn::kind::nonstandard_bounce || kind == dsn::kind::log_line;
}

void set_recipient(event::record& record, std::string_view address)
{
    record.recipient = address;
    record.recipient_domain = mime::domain_of(address);
}

// The return path names one recipient: where the notice has a single one and does not name it, that is who it is.
bool is_for_return_path(const dsn::report& report, const dsn::recipient_report& recipient)
{
    return report.recipients.size() == 1 && (recipient.recipient.empty() || recipient.guessed);
}

// A reply to MAIL FROM or to a command before it speaks of us, whatever its words.
bool refused_before_recipient(std::optional<dsn::stage> stage)
{
    return stage == dsn::stage::connect || stage == dsn::stage::helo || stage == dsn::stage::mail;
}

// X.1.7 and X.1.8 are about the sender's address, X.7.8 about its password (RFC 3463, RFC 5248); 530 to 538 answer AUTH
// (RFC 4954 6).
bool has_code_about_sender(const event::record& record)
{
    constexpr dsn::status_code about_sender[] = {{5, 1, 7}, {5, 1, 8}, {5, 7, 8}};
    const bool status = record.status && std::ranges::find(about_sender, *record.status) != std::end(about_sender);
    return status || (record.smtp_code && *record.smtp_code >= 530 && *record.smtp_code <= 538);
}

// "No such user (news@example.com)", where that is who sent the message and no other address stands beside it.
bool names_only(std::string_view text, const std::string& sender, const dsn::recipient_report& recipient)
{
    bool named = false;
    for (auto found = dsn::find_address(text); found; found = dsn::find_address(text, found->end)) {
        if (ascii::iequals(found->text, recipient.recipient) || !ascii::iequals(found->text, sender))
            return false;
        named = true;
    }
    return named;
}

bool is_failure(dsn::action action)
{
    return action == dsn::action::failed || action == dsn::action::delayed;
}

} // namespace

recorder::recorder(const context& context, const dsn::report& report, std::string origin_key,
                   std::span<const std::string> rcpt_to, time_point now)
    : context_(context)
    , report_(report)
    , origin_key_(std::move(origin_key))
    , origin_(is_bounce(report.kind) ? std::optional(count::origin_of(report.reporting_mta, context.own_mtas))
                                     : std::nullopt)
    , authenticity_(context, report, rcpt_to, now)
    , our_side_(context, report, origin_, authenticity_.return_path())
{
    add_message(message_);
}

void recorder::add_message(event::record& record) const
{
    record.host = context_.host;
    record.kind = report_.kind;
    record.occurred_at = report_.date;
    record.reporting_mta = report_.reporting_mta;
    record.queue_id = report_.queue_id;
    record.arrival_date = report_.arrival_date;
    record.defects = report_.defects.list();
    record.origin = origin_;
    add_complaint(record, report_, *context_.classifier);
    our_side_.add_to(record);
    if (report_.original.present)
        record.original = original_of(report_.original);
}

// A bounce that names nobody is about whom its return path names.
event::record recorder::record_without_recipient() const
{
    event::record record = message_;
    if (origin_)
        set_recipient(record, our_side_.recipient());
    authenticity_.add_to(record);
    record.id = event::event_id(origin_key_, record.recipient, "", "");
    record.message_key = event::message_key(origin_key_, record.recipient);
    return record;
}

event::record recorder::record(const dsn::recipient_report& recipient) const
{
    event::record record = message_;
    add_recipient(record, recipient);
    authenticity_.add_to(record);
    if (record.action && is_failure(*record.action))
        add_verdict(record, recipient, *record.action);
    if (!record.status)
        record.status = status_of(recipient);
    record.id = event::event_id(origin_key_, record.recipient, record.action ? dsn::name(*record.action) : "",
                                record.status ? dsn::to_string(*record.status) : "", line_time());
    record.message_key = event::message_key(origin_key_, record.recipient);
    return record;
}

// Each line of a log is an event of its own.
std::string recorder::line_time() const
{
    return report_.kind == dsn::kind::log_line && report_.date ? format_rfc3339(*report_.date) : "";
}

void recorder::add_recipient(event::record& record, const dsn::recipient_report& recipient) const
{
    record.action = recipient.action;
    const bool by_return_path = !our_side_.recipient().empty() && is_for_return_path(report_, recipient);
    set_recipient(record, by_return_path ? our_side_.recipient() : recipient.recipient);
    if (!recipient.original_recipient.empty() && !authenticity_.vouches_for(record.recipient))
        record.original_recipient = recipient.original_recipient;
    record.smtp_code = recipient.answer.code;
    record.diagnostic = diagnostic_of(recipient);
    record.stage = recipient.stage;
    record.relay = relay_of(recipient);
    record.remote_mta = recipient.remote_mta;
    record.last_attempt_date = recipient.last_attempt;
    record.will_retry_until = recipient.will_retry_until;
    if (recipient.last_attempt)
        record.occurred_at = recipient.last_attempt;
    if (record.occurred_at && record.arrival_date && *record.occurred_at >= *record.arrival_date)
        record.delay_seconds = std::chrono::duration<double>(*record.occurred_at - *record.arrival_date).count();
    record.expired = expired_in_queue(recipient);
}

void recorder::add_verdict(event::record& record, const dsn::recipient_report& recipient, dsn::action action) const
{
    classify::failure failure;
    failure.reply = recipient.answer;
    failure.status = recipient.status;
    failure.action = action;
    failure.stage = recipient.stage;
    failure.remote_mta = recipient.remote_mta;
    failure.reporting_mta = report_.reporting_mta;
    failure.local = refused_locally(recipient);
    const classify::verdict verdict = context_.classifier->classify(failure);

    event::cause& cause = record.cause.emplace(cause_of(verdict, action));
    record.provider = verdict.provider;
    record.via = verdict.via;
    if (verdict.cause.status)
        record.status = more_specific(verdict.cause.status, recipient.status);
    if (verdict.cause.code)
        record.smtp_code = verdict.cause.code;
    our_side_.add_reply(record, verdict);
    // This copy is lost, but a reply that would have let us try again proves no address bad.
    if (record.expired && cause.list_action == classify::list_action::suppress) {
        cause.permanence = classify::permanence::temporary;
        cause.list_action = classify::list_action::none;
    }
    const bool guessed = recipient.guessed && record.recipient != our_side_.recipient();
    const bool forged = record.authentic == false || !authenticity_.may_suppress(record);
    const bool unsure = forged || cut_off(recipient) || guessed;
    const bool about_sender = refused_before_recipient(recipient.stage) || has_code_about_sender(record) ||
                              names_only(record.diagnostic, record.sender, recipient) ||
                              names_only(record.diagnostic, report_.original.from, recipient);
    if (unsure || about_sender)
        cause.list_action = classify::list_action::none;
}

// The message ended inside what it says of this recipient: the reply that explains a Status may be what is missing.
bool recorder::cut_off(const dsn::recipient_report& recipient) const
{
    return report_.defects.has(defect::message_truncated) && !report_.recipients.empty() &&
           &recipient == &report_.recipients.back();
}

// Our own MTA decided without asking anybody: no host is named, no reply is quoted, and it is not the network that
// failed.
bool recorder::refused_locally(const dsn::recipient_report& recipient) const
{
    constexpr std::uint16_t network_subject = 4;
    return origin_ == event::origin::session && recipient.remote_mta.empty() && !recipient.answer.code &&
           recipient.diagnostic_type != "smtp" && recipient.status && recipient.status->subject != network_subject;
}

} // namespace recoil::pipeline
