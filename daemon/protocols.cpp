#include "daemon/protocols.hpp"

#include "config/address.hpp"
#include "daemon/serve_milter.hpp"
#include "daemon/serve_proxy.hpp"

#include <utility>

namespace recoil {

namespace {

constexpr std::string_view milter = "milter";
constexpr std::string_view proxy = "proxy";

constexpr std::chrono::hours any_session{24}; // the next hop's own limits end it before

proto::smtp_options smtp_options_of(const config::listener& settings, const snapshot& now)
{
    const config::limits& limits = now.settings.limits;
    proto::smtp_options result;
    result.protocol = settings.protocol == "smtp" ? proto::dialect::smtp : proto::dialect::lmtp;
    result.hostname = settings.hostname.empty() ? now.context->host : settings.hostname;
    result.message_bytes = limits.message_bytes;
    result.recipients = limits.recipients;
    result.line_bytes = limits.line_bytes;
    return result;
}

proxy_route route_of(const config::listener& settings, const snapshot& now)
{
    proxy_route route;
    route.next_hop = config::parse_address(settings.next_hop).value_or(config::address());
    route.session.hostname = settings.hostname.empty() ? now.context->host : settings.hostname;
    route.session.line_bytes = now.settings.limits.line_bytes;
    return route;
}

} // namespace

net::task<std::string_view> serve_listener(std::shared_ptr<connection> client, const services* shared,
                                           observed_events* observed, config::listener settings)
{
    const std::shared_ptr<const snapshot> now = shared->current.load();
    if (settings.protocol == milter)
        co_return co_await serve_milter(std::move(client), shared, observed);
    if (settings.protocol == proxy) {
        proxy_route route = route_of(settings, *now);
        co_return co_await serve_proxy(std::move(client), shared, observed, std::move(route));
    }
    proto::smtp_options options = smtp_options_of(settings, *now);
    co_return co_await serve(std::move(client), shared, std::move(options));
}

connection::limits times_of(const config::listener& settings, const config::limits& limits)
{
    if (settings.protocol == milter)
        return milter_limits;
    const std::chrono::seconds idle(limits.idle_seconds);
    return {idle, settings.protocol == proxy ? std::chrono::seconds(any_session)
                                             : std::chrono::seconds(limits.session_seconds)};
}

bool counts_as_session(const config::listener& settings)
{
    return settings.protocol != milter && settings.protocol != proxy;
}

std::string too_many_sessions(const config::listener& settings, const snapshot& now)
{
    return settings.protocol == milter ? "" : proto::smtp_session::refusal(smtp_options_of(settings, now));
}

std::string not_allowed(const config::listener& settings, const snapshot& now)
{
    return settings.protocol == milter ? "" : proto::smtp_session::denial(smtp_options_of(settings, now));
}

} // namespace recoil
