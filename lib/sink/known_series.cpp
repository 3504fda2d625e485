#include "sink/known_series.hpp"

#include "classify/taxonomy.hpp"
#include "event/event.hpp"
#include "util/defect.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace recoil::sink {

namespace {

constexpr event::source message_sources[] = {event::source::lmtp, event::source::smtp, event::source::proxy,
                                             event::source::milter};
constexpr dsn::kind kinds[] = {dsn::kind::dsn,       dsn::kind::nonstandard_bounce,
                               dsn::kind::complaint, dsn::kind::auto_reply,
                               dsn::kind::mdn,       dsn::kind::other};
constexpr dsn::action actions[] = {dsn::action::failed, dsn::action::delayed, dsn::action::delivered,
                                   dsn::action::relayed, dsn::action::expanded};
constexpr dsn::action logged_actions[] = {dsn::action::failed, dsn::action::delayed, dsn::action::delivered};
constexpr std::string_view log_results[] = {"delivery", "deferral", "bounce", "ignored", "unparsed"};
constexpr event::origin origins[] = {event::origin::remote, event::origin::session};
constexpr std::string_view authentic_labels[] = {"true", "false", "unknown"};
constexpr std::string_view reply_codes[] = {"220", "221", "250", "354", "421", "451", "452",
                                            "500", "501", "502", "503", "552", "554", "555"};
constexpr std::string_view sink_results[] = {"ok", "dropped", "refused"};
constexpr std::string_view sink_error_labels[] = {"no_space",   "quota",  "file_too_large", "io",   "not_found",
                                                  "permission", "locked", "broken_pipe",    "other"};
constexpr std::string_view reload_results[] = {"ok", "refused"};

void declare_source_series(metric_store& store, std::string_view source)
{
    store.declare(metric::duplicates, {source});
    for (const auto action : actions)
        store.declare(metric::recipients, {source, name(action)});
    for (const auto kind : kinds) {
        for (const auto authentic : authentic_labels)
            store.declare(metric::notices, {source, name(kind), authentic});
    }
}

void declare_protocol_series(metric_store& store, std::string_view protocol)
{
    store.set(metric::sessions_active, {protocol}, 0);
    for (const auto result : session_result_labels())
        store.declare(metric::sessions, {protocol, result});
    if (protocol == "milter") // its answers have no codes
        return;
    for (const auto code : reply_codes)
        store.declare(metric::replies, {protocol, code});
}

// Who may refuse by this rule: its own provider, else any of the pack's, else a host that no pack knows.
std::vector<std::string_view> providers_of(const classify::pack& pack, const classify::rule& rule)
{
    if (!rule.provider.empty())
        return {rule.provider};
    if (pack.providers.empty())
        return {"other"};
    std::vector<std::string_view> names;
    names.reserve(pack.providers.size());
    for (const auto& signs : pack.providers)
        names.push_back(signs.name);
    return names;
}

void declare_ban(metric_store& store, const label_values& labels, std::string_view provider, std::string_view reason,
                 dsn::action action)
{
    std::vector<std::string_view> addresses(labels.egress_ips().begin(), labels.egress_ips().end());
    addresses.insert(addresses.end(), {"foreign", "unknown"});
    for (const auto address : addresses)
        store.declare(metric::bans, {provider, reason, address, name(action)});
}

// The bans that rules can find. Other verdicts, and the hits of rules, are too many to stand there for nothing: they
// begin at 0 when they come.
void declare_bans(metric_store& store, const label_values& labels, std::span<const classify::pack> packs)
{
    std::set<std::pair<std::string_view, const classify::reason*>> bans;
    for (const auto& pack : packs) {
        for (const auto& rule : pack.rules) {
            if (!classify::is_ban(rule.reason->category))
                continue;
            for (const auto provider : providers_of(pack, rule))
                bans.emplace(provider, rule.reason);
        }
    }
    for (const auto& [provider, reason] : bans) {
        declare_ban(store, labels, provider, reason->name, dsn::action::failed);
        for (const auto origin : origins)
            store.declare(metric::bounces, {name(origin), provider, reason->category, reason->name});
    }
    if (labels.log_inputs().empty()) // notices of delay are rare; a log tells of each deferral
        return;
    for (const auto& [provider, reason] : bans) // last: where addresses are many, the room may not be enough
        declare_ban(store, labels, provider, reason->name, dsn::action::delayed);
}

// One series for each provider and reason, so that a join finds one: the first rule that knows a delisting page.
void set_remedies(metric_store& store, std::span<const classify::pack> packs)
{
    std::map<std::pair<std::string_view, std::string_view>, const classify::rule*> remedies;
    for (const auto& pack : packs) {
        for (const auto& rule : pack.rules) {
            if (rule.delist_url.empty() && !classify::is_ban(rule.reason->category))
                continue;
            for (const auto provider : providers_of(pack, rule)) {
                const classify::rule*& known = remedies[{provider, rule.reason->name}];
                if (known == nullptr || (known->delist_url.empty() && !rule.delist_url.empty()))
                    known = &rule;
            }
        }
    }
    std::vector<metric_store::sample> samples;
    for (const auto& [verdict, rule] : remedies) {
        const auto& [provider, reason] = verdict;
        samples.push_back(
            {{std::string(provider), std::string(reason), std::string(name(rule->fix_owner)), rule->delist_url}, 1});
    }
    store.replace(metric::remedy, samples);
}

} // namespace

void declare_fixed_series(metric_store& store)
{
    for (const auto source : message_sources)
        declare_source_series(store, name(source));
    for (const auto protocol : protocol_labels())
        declare_protocol_series(store, protocol);
    for (auto tier = classify::evidence::token; tier <= classify::evidence::reply_code;
         tier = static_cast<classify::evidence>(static_cast<int>(tier) + 1))
        store.declare(metric::classified, {name(tier)});
    for (const auto& defect : all_defects())
        store.declare(metric::defects, {defect.name});
    for (const auto limit : limit_labels())
        store.declare(metric::limits_hit, {limit});
    for (const auto result : sink_results)
        store.declare(metric::sink_events, {"file", result});
    for (const auto error : sink_error_labels)
        store.declare(metric::sink_errors, {"file", error});
    for (const auto result : reload_results)
        store.declare(metric::config_reloads, {result});
}

void declare_log_series(metric_store& store, const label_values& labels)
{
    if (labels.log_inputs().empty())
        return;
    const auto source = name(event::source::postfix_log);
    store.declare(metric::duplicates, {source});
    for (const auto action : logged_actions)
        store.declare(metric::recipients, {source, name(action)});
    for (const auto& input : labels.log_inputs()) {
        for (const auto result : log_results)
            store.declare(metric::log_lines, {input, result});
        store.set(metric::log_lag, {input}, 0);
    }
}

void declare_rule_series(metric_store& store, const label_values& labels, std::span<const classify::pack> packs)
{
    std::vector<metric_store::sample> loaded;
    for (const auto& pack : packs) {
        loaded.push_back({{pack.name, pack.version}, static_cast<double>(pack.rules.size())});
        for (const auto& rule : pack.rules) {
            if (!rule.blocklist.empty())
                store.declare(metric::blocklist_refusals, {rule.blocklist});
            for (const auto provider : providers_of(pack, rule)) {
                store.declare(metric::suppressible, {provider});
                store.declare(metric::complaints, {provider});
                if (!labels.log_inputs().empty())
                    store.declare(metric::deliveries, {provider});
            }
        }
    }
    store.replace(metric::rules_loaded, loaded);
    declare_bans(store, labels, packs);
    set_remedies(store, packs);
}

} // namespace recoil::sink
