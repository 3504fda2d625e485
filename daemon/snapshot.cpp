#include "daemon/snapshot.hpp"

#include "daemon/compiled_rules.hpp"
#include "daemon/host.hpp"
#include "daemon/rules.hpp"
#include "daemon/signing_keys.hpp"
#include "daemon/token_file.hpp"
#include "util/text_file.hpp"

#include <unistd.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace recoil {

namespace {

void add_streams(pipeline::context& context, const config::settings& settings)
{
    if (!settings.verp_patterns.empty())
        context.return_paths = std::make_shared<const classify::return_path_patterns>(settings.verp_patterns);
    context.stream = pipeline::stream_rule(settings.stream.from, settings.stream.values);
    std::vector<std::string>& capture = context.builder.capture;
    const std::string& header = context.stream.header();
    if (!header.empty() && std::ranges::find(capture, header) == capture.end())
        capture.push_back(header);
}

std::shared_ptr<const pipeline::context> make_context(const config::settings& settings,
                                                      std::shared_ptr<const classify::classifier> classifier,
                                                      std::shared_ptr<const pipeline::return_path_keys> signing_keys)
{
    auto context = std::make_shared<pipeline::context>();
    context->classifier = std::move(classifier);
    mime::limits& mime = context->builder.mime;
    mime.depth = settings.limits.mime_depth;
    mime.parts = settings.limits.mime_parts;
    mime.header_bytes = settings.limits.header_bytes;
    mime.line_bytes = settings.limits.line_bytes;
    context->builder.recipients = settings.limits.report_recipients;
    context->builder.capture = settings.capture_headers;
    context->host = host_name();
    context->own_mtas = settings.own_mtas;
    if (context->own_mtas.empty())
        context->own_mtas.push_back(context->host);
    context->sending_domains = settings.sending_domains;
    for (const config::egress& e : settings.egress)
        context->egress.push_back({e.sending_ip, e.reporting_mta, e.pool, e.syslog_name});
    add_streams(*context, settings);
    context->return_path_keys = std::move(signing_keys);
    return context;
}

std::vector<std::string> sending_ips(const config::settings& settings)
{
    std::vector<std::string> result;
    result.reserve(settings.egress.size());
    for (const config::egress& e : settings.egress)
        result.push_back(e.sending_ip);
    return result;
}

void load_certificates(snapshot& to, const std::string& file, problems& found)
{
    for (std::size_t i = 0; i < to.settings.listeners.size(); ++i) {
        const config::listener& l = to.settings.listeners[i];
        if (l.tls == config::tls{} || to.certificate(l.tls))
            continue;
        const problem place{file, l.line, "listeners[" + std::to_string(i) + "].tls", ""};
        if (tls_context loaded = load_tls_context(l.tls, place, found))
            to.certificates.emplace(std::pair(l.tls.certificate, l.tls.key), std::move(loaded));
    }
}

bool same_socket(const config::listener& a, const config::listener& b)
{
    return a.protocol == b.protocol && a.address == b.address && a.mode == b.mode && a.group == b.group;
}

} // namespace

const config::listener& snapshot::in_force(const config::listener& opened) const
{
    const auto same = std::ranges::find(settings.listeners, opened);
    const auto now = same != settings.listeners.end()
                         ? same
                         : std::ranges::find_if(settings.listeners, [&](const config::listener& l) {
                               return l.protocol == opened.protocol && l.address == opened.address;
                           });
    return now != settings.listeners.end() ? *now : opened;
}

tls_context snapshot::certificate(const config::tls& files) const
{
    const auto found = certificates.find({files.certificate, files.key});
    return found != certificates.end() ? found->second : nullptr;
}

std::size_t snapshot::pack_count() const
{
    return context->classifier->packs().size();
}

std::size_t snapshot::rule_count() const
{
    std::size_t rules = 0;
    for (const classify::pack& p : context->classifier->packs())
        rules += p.rules.size();
    return rules;
}

load_result load_snapshot(config::settings settings, bad_packs policy, const std::string& file)
{
    load_result result;
    auto loaded = std::make_shared<snapshot>();
    loaded->settings = std::move(settings);
    load_certificates(*loaded, file, result.problems);
    auto signing_keys = load_signing_keys(loaded->settings, file, result.problems);
    loaded->status_token = load_status_token(loaded->settings.metrics, file, result.problems);
    const bool certified = result.problems.empty();
    const std::unique_ptr<classify::database_store> compiled = daemons_compiled_rules();
    rules rules = load_rules(loaded->settings.rules, policy, result.problems, compiled.get());
    if (!rules.classifier || !certified)
        return result;
    loaded->context = make_context(loaded->settings, std::move(rules.classifier), std::move(signing_keys));
    loaded->pack_errors = rules.pack_errors;
    result.snapshot = std::move(loaded);
    return result;
}

load_result load_snapshot(const std::string& file, const config::environment& variables, bad_packs policy)
{
    load_result result;
    std::optional<std::string> text = file.empty() ? std::string() : read_text_file(file, result.problems);
    if (!text)
        return result;
    std::optional<config::settings> settings = config::load(*text, file, variables, result.problems);
    if (!settings)
        return result;
    return load_snapshot(std::move(*settings), policy, file);
}

config::environment environment_variables()
{
    config::environment result;
    for (char** variable = environ; variable && *variable; ++variable) {
        const std::string_view entry = *variable;
        const std::size_t equals = entry.find('=');
        if (entry.starts_with("RECOIL_") && equals != std::string_view::npos)
            result.emplace_back(entry.substr(0, equals), entry.substr(equals + 1));
    }
    return result;
}

std::string rules_text(const snapshot& s)
{
    return std::to_string(s.rule_count()) + " rules in " + std::to_string(s.pack_count()) + " packs";
}

std::vector<std::string> restart_keys(const config::settings& before, const config::settings& after)
{
    std::vector<std::string> result;
    if (!std::ranges::equal(before.listeners, after.listeners, same_socket))
        result.emplace_back("listeners");
    if (before.log_sources != after.log_sources)
        result.emplace_back("log_sources");
    if (before.events != after.events)
        result.emplace_back("events");
    if (before.metrics.address != after.metrics.address)
        result.emplace_back("metrics.address");
    if (before.metrics.birth_seconds != after.metrics.birth_seconds)
        result.emplace_back("metrics.birth_seconds");
    if (sending_ips(before) != sending_ips(after))
        result.emplace_back("egress (the label sending_ip)");
    if (before.stream.values != after.stream.values)
        result.emplace_back("stream.values (the label stream)");
    if (before.sending_domains != after.sending_domains)
        result.emplace_back("sending_domains (the label sender_domain)");
    if (before.limits.metric_series != after.limits.metric_series)
        result.emplace_back("limits.metric_series");
    if (before.workers != after.workers)
        result.emplace_back("workers");
    return result;
}

} // namespace recoil
