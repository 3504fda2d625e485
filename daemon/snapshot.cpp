#include "daemon/snapshot.hpp"

#include "daemon/rules.hpp"
#include "util/ascii.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

namespace recoil {

namespace {

std::string host_name()
{
    std::array<char, 256> name{};
    if (gethostname(name.data(), name.size() - 1) != 0 || name[0] == '\0')
        return "localhost";
    return name.data();
}

std::optional<std::string> read_file(const std::string& path, problems& found)
{
    std::ifstream in(path, std::ios::binary);
    std::string text;
    if (in)
        text.assign(std::istreambuf_iterator<char>(in), {});
    if (!in || in.bad()) {
        found.push_back({path, 0, "", std::string("cannot be read: ") + std::strerror(errno)});
        return {};
    }
    return text;
}

std::vector<std::string> to_lower(std::vector<std::string> names)
{
    for (std::string& name : names)
        name = ascii::to_lower(name);
    return names;
}

std::shared_ptr<const pipeline::context> make_context(const config::settings& settings, const std::string& host,
                                                      std::shared_ptr<const classify::classifier> classifier)
{
    auto context = std::make_shared<pipeline::context>();
    context->classifier = std::move(classifier);
    mime::limits& mime = context->builder.mime;
    mime.depth = settings.limits.mime_depth;
    mime.parts = settings.limits.mime_parts;
    mime.header_bytes = settings.limits.header_bytes;
    context->builder.recipients = settings.limits.report_recipients;
    context->builder.capture = to_lower(settings.capture_headers);
    context->host = host;
    context->own_mtas = settings.own_mtas.empty() ? std::vector<std::string>{host} : settings.own_mtas;
    context->sending_domains = to_lower(settings.sending_domains);
    for (const config::egress& e : settings.egress)
        context->egress.push_back({e.sending_ip, e.reporting_mta, e.pool});
    return context;
}

using listener_key = std::tuple<std::string, std::string, std::uint32_t, std::string, std::string>;

std::vector<listener_key> keys(const std::vector<config::listener>& listeners)
{
    std::vector<listener_key> result;
    for (const config::listener& l : listeners)
        result.emplace_back(l.protocol, l.address, l.mode, l.group, l.hostname);
    return result;
}

std::vector<std::string> sending_ips(const config::settings& settings)
{
    std::vector<std::string> result;
    for (const config::egress& e : settings.egress)
        result.push_back(e.sending_ip);
    return result;
}

} // namespace

load_result load_snapshot(config::settings settings, bad_packs policy)
{
    load_result result;
    rules rules = load_rules(settings.rules, policy, result.problems);
    if (!rules.classifier)
        return result;
    auto loaded = std::make_shared<snapshot>();
    loaded->host = host_name();
    loaded->context = make_context(settings, loaded->host, std::move(rules.classifier));
    loaded->settings = std::move(settings);
    loaded->pack_errors = rules.pack_errors;
    result.snapshot = std::move(loaded);
    return result;
}

load_result load_snapshot(const std::string& file, const config::environment& variables, bad_packs policy)
{
    load_result result;
    std::optional<std::string> text = file.empty() ? std::string() : read_file(file, result.problems);
    if (!text)
        return result;
    std::optional<config::settings> settings = config::load(*text, file, variables, result.problems);
    if (!settings)
        return result;
    return load_snapshot(std::move(*settings), policy);
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

std::vector<std::string> restart_keys(const config::settings& before, const config::settings& after)
{
    const auto events = [](const config::events& e) { return std::tie(e.path, e.durability, e.min_free_bytes); };
    const auto metrics = [](const config::metrics& m) { return std::tie(m.address, m.birth_seconds); };
    std::vector<std::string> result;
    if (keys(before.listeners) != keys(after.listeners))
        result.emplace_back("listeners");
    if (events(before.events) != events(after.events))
        result.emplace_back("events");
    if (metrics(before.metrics) != metrics(after.metrics))
        result.emplace_back("metrics");
    if (sending_ips(before) != sending_ips(after))
        result.emplace_back("egress (the label sending_ip)");
    if (before.limits.metric_series != after.limits.metric_series)
        result.emplace_back("limits.metric_series");
    if (before.workers != after.workers)
        result.emplace_back("workers");
    return result;
}

} // namespace recoil
