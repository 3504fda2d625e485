#include "daemon/cli/past_failure.hpp"

#include "daemon/cli/event_source.hpp"
#include "mime/address.hpp"
#include "pipeline/recorder.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

namespace recoil::cli {

namespace {

namespace json = boost::json;

bool flag_of(const json::object& event, std::string_view key, bool absent)
{
    const json::value* value = event.if_contains(key);
    return value != nullptr && value->is_bool() ? value->as_bool() : absent;
}

std::optional<std::uint16_t> smtp_code_of(const json::object& event)
{
    const json::value* value = event.if_contains("smtp_code");
    if (value == nullptr || !value->is_int64() || value->as_int64() < 400 || value->as_int64() > 599)
        return std::nullopt;
    return static_cast<std::uint16_t>(value->as_int64());
}

bool has_defect(const json::object& event, defect d)
{
    const json::value* list = event.if_contains("defects");
    return list != nullptr && list->is_array() &&
           std::ranges::any_of(list->as_array(), [d](const json::value& v) { return v == json::value(name(d)); });
}

outcome recorded_in(const json::object& event)
{
    outcome o;
    const std::pair<const char*, std::string*> fields[] = {
        {"category", &o.category}, {"reason", &o.reason},       {"permanence", &o.permanence},
        {"scope", &o.scope},       {"fix_owner", &o.fix_owner}, {"list_action", &o.list_action},
        {"provider", &o.provider}, {"rule", &o.rule},           {"evidence", &o.evidence},
    };
    for (const auto& [key, value] : fields)
        *value = text_of(event, key);
    return o;
}

dsn::recipient_report recipient_of(const json::object& event, dsn::action action)
{
    dsn::recipient_report r;
    r.action = action;
    r.recipient = text_of(event, "recipient");
    r.status = dsn::parse_status(text_of(event, "status"));
    r.diagnostic = text_of(event, "diagnostic");
    r.answer = dsn::parse_reply(r.diagnostic);
    const auto causes = dsn::causes(r.answer);
    if (std::ranges::none_of(causes, [](const dsn::reply& cause) { return cause.code.has_value(); }))
        r.answer.code = smtp_code_of(event); // of a reply whose words are lost
    r.stage = dsn::parse_stage(text_of(event, "stage"));
    r.remote_mta = text_of(event, "remote_mta");
    if (text_of(event, "provider") != "local")
        r.diagnostic_type = "smtp"; // somebody else refused
    return r;
}

void read_original(const json::object& event, dsn::returned_message& original)
{
    const json::value* value = event.if_contains("original");
    original.present = value != nullptr && value->is_object();
    if (original.present)
        original.from = text_of(value->as_object(), "from");
}

// Both keep an address from being suppressed. Of the two defects the event tells no more than that the message had
// them: where it was suppressed all the same, they did not concern this recipient.
void read_doubts(const json::object& event, past_failure& failure)
{
    if (failure.recorded.suppresses())
        return;
    failure.report.recipients.front().guessed = has_defect(event, defect::recipient_guessed);
    if (has_defect(event, defect::message_truncated))
        failure.report.defects.add(defect::message_truncated);
}

outcome outcome_of(const event::record& record)
{
    const event::cause& c = *record.cause;
    return {c.category,
            c.reason,
            std::string(name(c.permanence)),
            std::string(name(c.scope)),
            std::string(name(c.fix_owner)),
            std::string(name(c.list_action)),
            record.provider,
            c.rule,
            std::string(name(c.evidence))};
}

} // namespace

bool outcome::same_verdict(const outcome& other) const
{
    const auto told = [](const outcome& o) {
        return std::tie(o.category, o.reason, o.permanence, o.scope, o.fix_owner, o.list_action, o.provider);
    };
    return told(*this) == told(other);
}

std::optional<past_failure> past_failure_of(const json::object& event)
{
    const auto action = dsn::action_named(text_of(event, "action"));
    if (action != dsn::action::failed && action != dsn::action::delayed)
        return std::nullopt;
    past_failure failure;
    failure.recorded = recorded_in(event);
    failure.own_mta = text_of(event, "origin") == "session";
    failure.forged = !flag_of(event, "authentic", true);
    failure.expired = flag_of(event, "expired", false);
    failure.report.kind = dsn::kind::dsn;
    failure.report.reporting_mta = text_of(event, "reporting_mta");
    failure.report.sender = text_of(event, "sender");
    failure.report.recipients.push_back(recipient_of(event, *action));
    read_original(event, failure.report.original);
    read_doubts(event, failure);
    return failure;
}

judge::judge(std::shared_ptr<const classify::classifier> rules)
{
    context_.classifier = std::move(rules);
}

outcome judge::of(const past_failure& failure)
{
    context_.own_mtas.clear();
    if (failure.own_mta)
        context_.own_mtas.push_back(failure.report.reporting_mta);
    event::record record = pipeline::recorder(context_, failure.report, {}).record(failure.recipient());
    event::cause& cause = *record.cause;
    if (cause.list_action == classify::list_action::suppress && failure.expired)
        cause.permanence = classify::permanence::temporary;
    if (cause.list_action == classify::list_action::suppress && (failure.expired || failure.forged))
        cause.list_action = classify::list_action::none;
    return outcome_of(record);
}

} // namespace recoil::cli
