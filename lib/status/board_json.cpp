#include "status/board_json.hpp"

#include "event/json_writer.hpp"
#include "status/verdict.hpp"

namespace recoil::status {

namespace {

using event::json_object;

constexpr int version = 1;
constexpr auto as_is = [](const std::string& text) -> std::string_view { return text; };

template<typename Range, typename Write>
void objects(json_object& parent, std::string_view name, const Range& values, Write write)
{
    std::string& out = parent.key(name);
    char before = '[';
    for (const auto& value : values) {
        out += before;
        json_object object(out);
        write(object, value);
        before = ',';
    }
    out += before == '[' ? "[]" : "]";
}

template<typename Member>
void per_minute(json_object& parent, std::string_view name, const traffic_row& row, Member member)
{
    std::string& out = parent.key(name);
    char before = '[';
    for (const traffic& minute : row.by_minute) {
        out += before + std::to_string(minute.*member);
        before = ',';
    }
    out += ']';
}

void append_ban(json_object& object, const ban& b)
{
    object.text("provider", b.provider);
    object.text("sending_ip", b.sending_ip);
    object.member("address", b.address);
    object.text("category", b.category);
    object.text("reason", b.reason);
    object.boolean("active", b.active);
    object.boolean("ours", b.ours);
    object.text("since", format_rfc3339(b.since));
    object.text("last_seen", format_rfc3339(b.last_seen));
    object.number("refusals", b.refusals);
    object.member("fix_owner", b.fix_owner);
    object.member("delist_url", b.delist_url);
    object.member("advice", b.advice);
    object.member("rule", b.rule);
}

void append_traffic(json_object& object, const traffic& t)
{
    object.number("failed", t.failed);
    object.number("delayed", t.delayed);
    object.number("delivered", t.delivered);
}

void append_row(json_object& object, const traffic_row& row)
{
    object.text("name", row.name);
    append_traffic(object, row.total);
    per_minute(object, "failed_per_minute", row, &traffic::failed);
    per_minute(object, "delayed_per_minute", row, &traffic::delayed);
}

void append_hour(json_object& parent, const board& b)
{
    json_object object(parent.key("last_hour"));
    const auto first = std::chrono::floor<std::chrono::minutes>(b.now) - std::chrono::minutes(minutes - 1);
    object.text("from", format_rfc3339(first));
    append_traffic(object, b.hour);
    objects(object, "categories", b.categories, append_row);
    objects(object, "providers", b.providers, append_row);
}

void append_failure(json_object& object, const failure& f)
{
    object.text("time", format_rfc3339(f.time));
    object.always("recipient", f.recipient);
    object.member("original_recipient", f.original_recipient);
    object.text("provider", f.provider);
    object.text("category", f.category);
    object.text("reason", f.reason);
    object.always("status", f.status);
    object.member("diagnostic", f.diagnostic);
    object.member("fix_owner", f.fix_owner);
    object.boolean("suppress", f.suppress);
    object.member("advice", f.advice);
    object.member("rule", f.rule);
}

void append_rule(json_object& object, const rule_hits& r)
{
    object.text("pack", r.pack);
    object.text("rule", r.rule);
    object.number("hits", r.hits);
}

void append_unexplained(json_object& object, const unexplained& u)
{
    object.text("text", u.text);
    object.text("provider", u.provider);
    object.number("count", u.count);
    object.text("last_seen", format_rfc3339(u.last_seen));
}

void append_sink(json_object& object, const event_sink& s)
{
    object.text("name", s.name);
    object.text("path", s.path);
    object.number("written", s.written);
    object.number("refused", s.refused);
    object.number("dropped", s.dropped);
    object.number("queued", s.queued);
    if (s.free_bytes != std::numeric_limits<std::uint64_t>::max())
        object.number("free_bytes", s.free_bytes);
    object.boolean("blocked", s.blocked);
    object.boolean("enough_space", s.enough_space);
}

void append_listener(json_object& object, const listener& l)
{
    object.text("protocol", l.protocol);
    object.text("address", l.address);
    object.number("sessions_open", l.open);
    object.number("sessions_ended", l.ended);
}

void append_log_source(json_object& object, const log_source& l)
{
    object.text("input", l.input);
    object.number("lines", l.lines);
    object.number("unparsed", l.unparsed);
    object.number("lag_bytes", l.lag_bytes);
    object.member("last_line", l.last_line);
}

void append_configuration(json_object& parent, const configuration& c)
{
    json_object object(parent.key("configuration"));
    object.always("file", c.file);
    object.text("read_at", format_rfc3339(c.read_at));
    object.boolean("accepted", c.accepted);
    object.number("packs", c.packs);
    object.number("rules", c.rules);
    object.number("packs_left_out", c.packs_left_out);
    object.texts("problems", c.problems, as_is);
    object.texts("restart", c.restart, as_is);
}

void append_head(json_object& object, const board& b)
{
    const verdict v = judge(b);
    object.number("v", version);
    object.text("time", format_rfc3339(b.now));
    object.text("host", b.host);
    object.text("version", b.version);
    object.text("started_at", format_rfc3339(b.started));
    object.number("uptime_seconds", std::chrono::floor<std::chrono::seconds>(b.now - b.started).count());
    object.text("state", name(v.state));
    object.texts("verdict", v.sentences, as_is);
    object.text("addresses", b.addresses_masked ? "masked" : "shown");
}

} // namespace

std::string to_json(const board& b)
{
    std::string out;
    {
        json_object object(out);
        append_head(object, b);
        objects(object, "bans", b.bans, append_ban);
        append_hour(object, b);
        objects(object, "failures", b.failures, append_failure);
        objects(object, "rules", b.rules, append_rule);
        objects(object, "unclassified", b.unclassified, append_unexplained);
        objects(object, "sinks", b.sinks, append_sink);
        objects(object, "listeners", b.listeners, append_listener);
        objects(object, "log_sources", b.log_sources, append_log_source);
        append_configuration(object, b.configuration);
    }
    return out += '\n';
}

} // namespace recoil::status
