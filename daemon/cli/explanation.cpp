#include "daemon/cli/explanation.hpp"

#include "daemon/cli/json_list.hpp"

#include <utility>

namespace recoil::cli {

namespace {

constexpr std::size_t label_width = 16;

bool nobody_known(std::string_view provider)
{
    return provider == "other" || provider == "none";
}

std::string_view list_advice(classify::list_action action)
{
    switch (action) {
    case classify::list_action::suppress:
        return "stop mailing this address: it is dead";
    case classify::list_action::unsubscribe:
        return "treat it as an unsubscribe";
    default:
        return "keep the address";
    }
}

class text_writer {
public:
    explicit text_writer(const terminal& out) : out_(out) {}

    void line(std::string_view label, std::string_view value, colour c = colour::plain)
    {
        text_ += labelled(out_, pad(label, label_width), value, c);
    }

    void verdict(const classify::verdict& v, dsn::action action)
    {
        line("verdict", full_name(*v.reason), colour::bold);
        line("", v.reason->meaning);
        if (v.rule) {
            line("meaning", v.rule->meaning);
            line("advice", v.rule->advice);
            for (const std::string& link : v.rule->links)
                line("link", link);
        }
        line("delist at", v.captures.delist_url);
        line("who must fix it", name(v.fix_owner));
        line("permanence", std::string(name(v.permanence)) + ", about the " + std::string(name(v.scope)));
        line("mailing list", list_advice(v.list_action(action)));
        line("provider", v.provider);
        line("sending IP", v.captures.sending_ip);
        line("blocklist", v.captures.blocklist);
        line("vendor code", v.captures.vendor_code);
        if (v.captures.retry_after_seconds)
            line("retry after", std::to_string(*v.captures.retry_after_seconds) + " s");
    }

    void rule(const classify::verdict& v)
    {
        if (!v.rule) {
            line("rule", "none matches: write one, see recoil-rules(5)");
            return;
        }
        line("rule",
             v.rule->id + " (" + v.pack->name + " " + v.pack->version + ", by " + std::string(name(v.evidence)) + ")");
        line("", v.rule->file + ":" + std::to_string(v.rule->line));
    }

    void code(const classify::verdict& v)
    {
        if (const auto* entry = v.cause.status ? dsn::find_registered(*v.cause.status) : nullptr)
            line("registered as", dsn::to_string(*v.cause.status) + ": " + std::string(entry->meaning) + " (" +
                                      std::string(entry->reference) + ")");
    }

    void others(const std::vector<classify::contender>& all)
    {
        std::string label = "also matched";
        for (const classify::contender& c : all)
            if (!c.why.empty())
                line(std::exchange(label, ""), c.rule->id + " (" + std::string(c.rule->reason->name) + ", by " +
                                                   std::string(name(c.evidence)) + "): " + std::string(c.why));
    }

    void suppositions(const std::vector<explanation::supposition>& all)
    {
        std::string label = "but if said by";
        for (const auto& [provider, v] : all)
            line(std::exchange(label, ""),
                 std::string(provider) + ": " + full_name(*v.reason) + " (" + v.rule->id + "); see --provider");
    }

    std::string take() { return std::move(text_); }

private:
    const terminal& out_;
    std::string text_;
};

void append_verdict(event::json_object& object, const classify::verdict& v, dsn::action action)
{
    object.always("status", v.cause.status ? dsn::to_string(*v.cause.status) : "");
    v.cause.code ? object.number("smtp_code", *v.cause.code) : object.null("smtp_code");
    object.text("category", v.reason->category);
    object.text("reason", v.reason->name);
    object.text("reason_meaning", v.reason->meaning);
    object.text("permanence", name(v.permanence));
    object.text("scope", name(v.scope));
    object.text("fix_owner", name(v.fix_owner));
    object.text("list_action", name(v.list_action(action)));
    object.boolean("suppress", v.list_action(action) == classify::list_action::suppress);
    object.text("provider", v.provider);
    object.member("sending_ip", v.captures.sending_ip);
    object.member("blocklist", v.captures.blocklist);
    object.member("delist_url", v.captures.delist_url);
    object.member("vendor_code", v.captures.vendor_code);
    object.member("retry_after_seconds", v.captures.retry_after_seconds);
}

void append_rule(event::json_object& object, const classify::verdict& v)
{
    if (!v.rule)
        return;
    object.text("evidence", name(v.evidence));
    object.text("rule", v.rule->id);
    object.text("pack", v.pack->name);
    object.text("pack_version", v.pack->version);
    object.text("file", v.rule->file);
    object.number("line", v.rule->line);
    object.text("meaning", v.rule->meaning);
    object.text("advice", v.rule->advice);
    object.texts("links", v.rule->links, [](const std::string& link) -> std::string_view { return link; });
}

void append_registered(event::json_object& object, const classify::verdict& v)
{
    if (const auto* entry = v.cause.status ? dsn::find_registered(*v.cause.status) : nullptr) {
        event::json_object registered(object.key("registered"));
        registered.text("meaning", entry->meaning);
        registered.text("reference", entry->reference);
    }
}

} // namespace

explanation::explanation(const classify::classifier& rules, const classify::failure& f)
    : failure(f), verdict(rules.classify(f)), matched(rules.explain(f))
{
    if (!nobody_known(verdict.provider))
        return;
    for (const std::string& provider : rules.providers()) {
        classify::failure supposed = f;
        supposed.provider = provider;
        classify::verdict v = rules.classify(supposed);
        if (v.rule != nullptr && v.reason != verdict.reason)
            suppositions.push_back({provider, std::move(v)});
    }
}

std::string explanation_text(const explanation& e, const terminal& out)
{
    text_writer text(out);
    text.line("reply", e.failure.reply.text);
    text.verdict(e.verdict, e.failure.action);
    text.rule(e.verdict);
    text.code(e.verdict);
    text.suppositions(e.suppositions);
    text.others(e.matched);
    return text.take();
}

std::string explanation_json(const explanation& e)
{
    std::string text;
    {
        event::json_object object(text);
        object.text("reply", e.failure.reply.text);
        append_verdict(object, e.verdict, e.failure.action);
        append_rule(object, e.verdict);
        append_registered(object, e.verdict);
        append_objects(object, "suppositions", e.suppositions, [](event::json_object& row, const auto& s) {
            row.text("provider", s.provider);
            row.text("category", s.verdict.reason->category);
            row.text("reason", s.verdict.reason->name);
            row.text("rule", s.verdict.rule->id);
        });
        append_objects(object, "matched", e.matched, [](event::json_object& row, const classify::contender& c) {
            row.text("rule", c.rule->id);
            row.text("pack", c.pack->name);
            row.text("reason", c.rule->reason->name);
            row.text("evidence", name(c.evidence));
            row.member("lost", c.why);
        });
    }
    return text + "\n";
}

} // namespace recoil::cli
