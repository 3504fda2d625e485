#include "event/json.hpp"

namespace recoil::event {

namespace {

constexpr int version = 1;

template<typename Enum>
std::string_view name_or_empty(const std::optional<Enum>& value)
{
    return value ? name(*value) : std::string_view{};
}

constexpr auto as_is = [](const std::string& text) -> std::string_view { return text; };

void append_identity(json_object& object, const record& e)
{
    object.number("v", version);
    object.member("id", e.id);
    object.member("message_key", e.message_key);
    object.text("time", format_rfc3339(e.time));
    object.member("occurred_at", e.occurred_at);
    object.member("host", e.host);
    object.text("source", name(e.source));
    object.member("instance", e.instance);
    object.member("service", e.service);
}

void append_kind(json_object& object, const record& e)
{
    object.text("kind", name(e.kind));
    object.always("action", name_or_empty(e.action));
    object.member("origin", name_or_empty(e.origin));
    object.boolean("counted", e.counted);
    object.boolean("duplicate", e.duplicate);
    object.boolean("late", e.late);
}

void append_recipient(json_object& object, const record& e)
{
    object.always("recipient", e.recipient);
    object.member("recipient_domain", e.recipient_domain);
    object.member("original_recipient", e.original_recipient);
}

void append_reply(json_object& object, const record& e)
{
    object.always("status", e.status ? to_string(*e.status) : std::string());
    e.smtp_code ? object.number("smtp_code", *e.smtp_code) : object.null("smtp_code");
    object.member("diagnostic", e.diagnostic);
    object.member("stage", name_or_empty(e.stage));
}

void append_verdict(json_object& object, const cause& c)
{
    object.text("category", c.category);
    object.text("reason", c.reason);
    object.text("permanence", name(c.permanence));
    object.text("scope", name(c.scope));
    object.text("fix_owner", name(c.fix_owner));
    object.text("list_action", name(c.list_action));
    object.boolean("suppress", c.list_action == classify::list_action::suppress);
    object.text("evidence", name(c.evidence));
    object.member("rule", c.rule);
    object.member("pack", c.pack);
    object.member("pack_version", c.pack_version);
}

void append_no_verdict(json_object& object)
{
    object.null("category");
    object.null("reason");
    object.null("permanence");
    object.boolean("suppress", false);
}

void append_hosts(json_object& object, const record& e)
{
    object.member("provider", e.provider);
    object.member("via", e.via);
    object.member("relay", e.relay);
    object.member("remote_mta", e.remote_mta);
    object.member("reporting_mta", e.reporting_mta);
    object.member("sending_ip", e.sending_ip);
    object.member("sending_ip_evidence", e.sending_ip_evidence);
    object.member("pool", e.pool);
}

void append_remedy(json_object& object, const cause& c)
{
    object.member("blocklist", c.blocklist);
    object.member("delist_url", c.delist_url);
    object.member("vendor_code", c.vendor_code);
    object.member("retry_after_seconds", c.retry_after_seconds);
    object.member("meaning", c.meaning);
    object.member("advice", c.advice);
    if (!c.links.empty())
        object.texts("links", c.links, as_is);
}

void append_queue(json_object& object, const record& e)
{
    object.boolean("expired", e.expired);
    object.member("attempts", e.attempts);
    object.member("delay_seconds", e.delay_seconds);
    object.member("queue_id", e.queue_id);
    object.member("arrival_date", e.arrival_date);
    object.member("last_attempt_date", e.last_attempt_date);
    object.member("will_retry_until", e.will_retry_until);
}

void append_envelope(json_object& parent, const envelope& e)
{
    json_object object(parent.key("envelope"));
    object.text("mail_from", e.mail_from);
    object.texts("rcpt_to", e.rcpt_to, as_is);
}

void append_original(json_object& parent, const original& o)
{
    json_object object(parent.key("original"));
    object.member("message_id", o.message_id);
    object.member("from", o.from);
    object.member("to", o.to);
    object.member("subject", o.subject);
    object.member("date", o.date);
    if (o.headers.empty())
        return;
    json_object headers(object.key("headers"));
    for (const auto& [field, value] : o.headers)
        append_json_string(headers.escaped_key(field), value);
}

void append_authentication(json_object& parent, const authentication& a)
{
    if (a.spf.empty() && a.dkim.empty() && a.dmarc.empty() && a.compauth.empty())
        return;
    json_object object(parent.key("auth"));
    object.member("spf", a.spf);
    object.member("dkim", a.dkim);
    object.member("dmarc", a.dmarc);
    object.member("compauth", a.compauth);
}

void append_complaint(json_object& parent, const complaint& c)
{
    json_object object(parent.key("complaint"));
    object.member("type", c.type);
    object.member("source_ip", c.source_ip);
    object.member("reported_domain", c.reported_domain);
}

void append_sender(json_object& object, const record& e)
{
    if (e.envelope)
        append_envelope(object, *e.envelope);
    object.member("sender", e.sender);
    object.member("sender_domain", e.sender_domain);
    object.member("stream", e.stream);
    if (e.original)
        append_original(object, *e.original);
    append_authentication(object, e.auth);
    if (e.complaint)
        append_complaint(object, *e.complaint);
    if (e.authentic)
        object.boolean("authentic", *e.authentic);
    object.member("authentic_by", e.authentic_by);
}

} // namespace

void append_json(std::string& out, const record& e, std::string_view file)
{
    json_object object(out);
    object.member("file", file);
    append_identity(object, e);
    append_kind(object, e);
    append_recipient(object, e);
    append_reply(object, e);
    if (e.cause)
        append_verdict(object, *e.cause);
    else
        append_no_verdict(object);
    append_hosts(object, e);
    if (e.cause)
        append_remedy(object, *e.cause);
    append_queue(object, e);
    append_sender(object, e);
    if (!e.defects.empty())
        object.texts("defects", e.defects, [](defect d) { return name(d); });
}

} // namespace recoil::event
