#include "daemon/part_options.hpp"

#include "config/address.hpp"
#include "daemon/host.hpp"

#include <algorithm>

namespace recoil {

sink::metrics_options metrics_options(const config::settings& settings)
{
    sink::metrics_options result;
    result.birth = std::chrono::seconds(settings.metrics.birth_seconds);
    result.max_series = settings.limits.metric_series;
    result.version = RECOIL_VERSION;
    result.compiler = __VERSION__;
    for (const config::egress& e : settings.egress)
        result.egress_ips.push_back(e.sending_ip);
    result.streams = settings.stream.values;
    result.sending_domains = settings.sending_domains;
    for (const config::log_source& source : settings.log_sources)
        result.log_inputs.push_back(log_input_name(source));
    return result;
}

sink::event_file_options event_options(const config::events& settings)
{
    sink::event_file_options result;
    result.path = settings.path;
    result.durability = settings.durability == "write" ? sink::durability::write : sink::durability::fsync;
    result.min_free_bytes = settings.min_free_bytes;
    return result;
}

count::session_source trusted_source(const config::settings& settings)
{
    const std::string& named = settings.count.session;
    const bool log = named == "log" || (named == "auto" && !settings.log_sources.empty());
    return log ? count::session_source::log : count::session_source::notice;
}

pipeline::delivery_log_options delivery_log_options(const config::log_source& source,
                                                    const std::vector<config::listener>& listeners)
{
    pipeline::delivery_log_options options;
    options.services = source.services;
    options.max_age = std::chrono::seconds(source.max_age_seconds);
    options.every_deferral = source.events == "every";
    options.to_utc = local_to_utc;
    for (const config::listener& l : listeners) {
        const auto address = config::parse_address(l.address);
        if (address && !address->is_unix)
            options.own_relays.push_back({address->host, address->port});
    }
    return options;
}

config::listener inherited_listener(const std::string& protocol, const std::string& address,
                                    const std::vector<config::listener>& configured)
{
    auto found = std::ranges::find(configured, address, &config::listener::address);
    if (found == configured.end() || found->protocol != protocol)
        found = std::ranges::find(configured, protocol, &config::listener::protocol);
    if (found != configured.end())
        return *found;
    config::listener result;
    result.protocol = protocol;
    return result;
}

std::string log_input_name(const config::log_source& source)
{
    if (source.type == "postfix")
        return "postfix:" + source.path;
    if (source.type == "syslog")
        return "syslog:" + source.address;
    return source.type;
}

} // namespace recoil
