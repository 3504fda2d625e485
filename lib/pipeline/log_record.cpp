#include "pipeline/log_record.hpp"

#include "count/origin.hpp"
#include "dsn/prose/statement.hpp"
#include "event/event_id.hpp"
#include "pipeline/recorder.hpp"
#include "util/ascii.hpp"
#include "util/utf8.hpp"

#include <algorithm>
#include <utility>

namespace recoil::pipeline {

namespace {

// The type of a diagnostic (RFC 3464 2.3.6).
constexpr std::string_view remote_words = "smtp";
constexpr std::string_view own_words = "x-postfix";

std::string_view short_name(std::string_view host)
{
    return host.substr(0, host.find('.'));
}

// "postfix-out3" and "postfix-out3/relay" alike.
const egress* egress_of(const context& context, std::string_view instance)
{
    const auto is_its = [=](const egress& e) {
        return !e.syslog_name.empty() && instance.starts_with(e.syslog_name) &&
               (instance.size() == e.syslog_name.size() || instance[e.syslog_name.size()] == '/');
    };
    const auto found = std::ranges::find_if(context.egress, is_its);
    return found == context.egress.end() ? nullptr : &*found;
}

// Postfix names the command behind a remote reply. Where that is missing the line was cut in the middle of the reply,
// even if it happens to end on a parenthesis.
bool is_cut(const logged_delivery& logged, const dsn::recipient_report& recipient)
{
    const bool remote_spoke = recipient.diagnostic_type == remote_words;
    return logged.unfinished || (remote_spoke && !recipient.stage);
}

dsn::recipient_report recipient_of(const logged_delivery& logged)
{
    dsn::recipient_report recipient;
    recipient.recipient = utf8::repair(logged.recipient);
    recipient.original_recipient = utf8::repair(logged.original_recipient);
    recipient.action = logged.action;
    recipient.status = dsn::parse_status(logged.dsn);
    recipient.last_attempt = logged.last_attempt;
    recipient.remote_mta = logged.relay_host;
    recipient.remote_ip = logged.relay_ip;
    if (logged.action == dsn::action::delivered)
        return recipient;

    recipient.diagnostic = utf8::repair(logged.text);
    dsn::statement said = dsn::postfix_words(recipient.diagnostic);
    recipient.diagnostic_type = said.first_line.empty() ? own_words : remote_words;
    recipient.answer = std::move(said.answer);
    recipient.stage = said.stage;
    if (!said.remote_mta.empty()) { // of a suspended delivery, which has no relay
        recipient.remote_mta = std::move(said.remote_mta);
        recipient.remote_ip = std::move(said.remote_ip);
    }
    return recipient;
}

dsn::report report_of(const context& context, const logged_delivery& logged)
{
    dsn::report report;
    report.kind = dsn::kind::log_line;
    report.reporting_mta = reporting_mta_of(context, logged.instance, logged.host);
    report.queue_id = logged.queue_id;
    report.sender = utf8::repair(logged.sender);
    report.date = logged.line_time;
    report.arrival_date = logged.arrival;
    report.recipients.push_back(recipient_of(logged));
    if (is_cut(logged, report.recipients.back()))
        report.defects.add(defect::message_truncated); // what is missing may say that nobody is dead
    return report;
}

// The transport that logs is a better witness than the host's name, which several addresses may share.
void add_egress(event::record& record, const egress* left_from)
{
    if (left_from == nullptr || record.sending_ip_evidence == "reply")
        return;
    record.sending_ip = left_from->sending_ip;
    record.sending_ip_evidence = "egress";
    record.pool = left_from->pool;
}

} // namespace

std::string_view reporting_mta_of(const context& context, std::string_view instance, std::string_view host)
{
    if (const egress* left_from = egress_of(context, instance); left_from && !left_from->reporting_mta.empty())
        return count::own_name(left_from->reporting_mta, context.own_mtas);
    const auto is_host = [=](std::string_view own) {
        return ascii::iequals(own, host) || ascii::iequals(short_name(own), short_name(host));
    };
    const auto own = std::ranges::find_if(context.own_mtas, is_host);
    if (own != context.own_mtas.end())
        return *own;
    const bool is_here = ascii::iequals(short_name(host), short_name(context.host));
    return is_here && !context.own_mtas.empty() ? std::string_view(context.own_mtas.front()) : host;
}

event::record record_of(const context& context, const logged_delivery& logged, time_point now)
{
    const dsn::report report = report_of(context, logged);
    const std::string origin_key = event::origin_key(report.reporting_mta, report.queue_id, "", "", "");
    const recorder records(context, report, origin_key, {}, now);
    event::record record = records.record(report.recipients.front());
    record.time = now;
    record.source = event::source::postfix_log;
    record.origin = event::origin::session;
    record.instance = utf8::repair(logged.instance);
    record.service = utf8::repair(logged.service);
    record.attempts = logged.attempts;
    if (logged.expired) {
        record.expired = true;
        record.occurred_at = logged.line_time;
    }
    if (!record.cause)
        record.provider = context.classifier->provider_of(record.remote_mta);
    if (!logged.message_id.empty())
        record.original.emplace().message_id = utf8::repair(logged.message_id);
    add_egress(record, egress_of(context, logged.instance));
    return record;
}

} // namespace recoil::pipeline
