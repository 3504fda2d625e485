#include "daemon/cli/rule_list.hpp"

#include "classify/standing.hpp"
#include "event/json_writer.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace recoil::cli {

namespace {

constexpr std::size_t id_width = 36;
constexpr std::size_t cause_width = 38;
constexpr std::size_t evidence_width = 12;
constexpr std::size_t reason_width = 26;
constexpr auto as_is = [](const std::string& text) -> std::string_view { return text; };

// The best evidence that a rule can rest on.
std::string_view best_evidence(const classify::rule& rule, const classify::pack& pack)
{
    const auto ways = classify::standings(rule, pack);
    return name(std::ranges::min_element(ways, {}, &classify::standing::evidence)->evidence);
}

std::string spelled(const classify::status_range& range)
{
    return to_string(range.first) + (range.exact() ? "" : "-" + std::to_string(range.last_detail));
}

std::string spelled(const classify::code_range& range)
{
    return std::to_string(range.first) + (range.first == range.last ? "" : "-" + std::to_string(range.last));
}

// A condition that is not given is left out.
template<class Values, class Spell>
void condition(event::json_object& object, std::string_view key, const Values& values, Spell spell)
{
    if (!values.empty())
        object.texts(key, values, spell);
}

void append_conditions(event::json_object& object, const classify::rule& rule)
{
    condition(object, "status", rule.status, [](const auto& range) { return spelled(range); });
    if (rule.status_optional)
        object.boolean("status_optional", true);
    condition(object, "smtp_code", rule.smtp_code, [](const auto& range) { return spelled(range); });
    condition(object, "token", rule.token, as_is);
    condition(object, "text", rule.text, as_is);
    condition(object, "remote_mta", rule.remote_mta, as_is);
    condition(object, "stage", rule.stage, [](dsn::stage s) { return dsn::name(s); });
    condition(object, "action", rule.action, [](dsn::action a) { return dsn::name(a); });
    object.member("provider", rule.provider);
    if (rule.distinctive)
        object.boolean("distinctive", true);
    object.number("priority", rule.priority);
}

void append_rule(std::string& out, const classify::rule& rule, const classify::pack& pack)
{
    event::json_object object(out);
    object.text("id", rule.id);
    object.text("pack", pack.name);
    object.text("pack_version", pack.version);
    object.boolean("site", pack.site);
    object.text("file", rule.file);
    object.number("line", rule.line);
    object.text("evidence", best_evidence(rule, pack));
    append_conditions(object, rule);
    object.text("category", rule.reason->category);
    object.text("reason", rule.reason->name);
    object.text("permanence", name(rule.permanence));
    object.text("scope", name(rule.scope));
    object.text("fix_owner", name(rule.fix_owner));
    condition(object, "capture", rule.capture, as_is);
    object.member("blocklist", rule.blocklist);
    object.member("delist_url", rule.delist_url);
    object.text("meaning", rule.meaning);
    object.text("advice", rule.advice);
    condition(object, "links", rule.links, as_is);
}

std::string providers_of(const classify::pack& pack)
{
    std::string names;
    for (const classify::provider_signs& signs : pack.providers)
        names += (names.empty() ? "" : ", ") + signs.name;
    return names.empty() ? "any provider" : names;
}

} // namespace

std::string rule_table(const classify::pack& pack, const terminal& out)
{
    std::string text = out.paint(colour::bold, pack.name + " " + pack.version + ", " +
                                                   std::to_string(pack.rules.size()) + " rules, " + pack.file) +
                       "\n" + out.paint(colour::dim, "  of " + providers_of(pack)) + "\n";
    for (const classify::rule& rule : pack.rules)
        text += "  " + pad(rule.id, id_width) + " " + pad(full_name(*rule.reason), cause_width) + " " +
                pad(best_evidence(rule, pack), evidence_width) + " " + std::string(name(rule.fix_owner)) + "\n";
    return text;
}

std::string rule_lines(const classify::pack& pack)
{
    std::string text;
    for (const classify::rule& rule : pack.rules) {
        append_rule(text, rule, pack);
        text += '\n';
    }
    return text;
}

std::string reason_table(const terminal& out)
{
    std::string text;
    std::string_view category;
    for (const classify::reason& reason : classify::reasons()) {
        if (category != reason.category)
            text += (text.empty() ? "" : "\n") + out.paint(colour::bold, reason.category) + "\n";
        category = reason.category;
        const std::string head = "  " + pad(reason.name, reason_width);
        text += head + std::string(name(reason.permanence)) + ", " + std::string(name(reason.scope)) + ", " +
                std::string(name(reason.fix_owner)) + " must act" +
                (reason.address_is_dead ? out.paint(colour::yellow, ", may suppress the address") : "") + "\n";
        for (const std::string& line : wrap(reason.meaning, out.width() - reason_width - 2))
            text += std::string(reason_width + 2, ' ') + line + "\n";
    }
    return text;
}

std::string reason_lines()
{
    std::string text;
    for (const classify::reason& reason : classify::reasons()) {
        {
            event::json_object object(text);
            object.text("category", reason.category);
            object.text("reason", reason.name);
            object.text("permanence", name(reason.permanence));
            object.text("scope", name(reason.scope));
            object.text("fix_owner", name(reason.fix_owner));
            object.boolean("may_suppress", reason.address_is_dead);
            object.text("meaning", reason.meaning);
        }
        text += '\n';
    }
    return text;
}

} // namespace recoil::cli
