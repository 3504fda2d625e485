#include "config/address.hpp"

#include "util/ascii.hpp"
#include "util/ip_address.hpp"

namespace recoil::config {

namespace {

constexpr std::string_view unix_prefix = "unix:";
constexpr std::size_t max_unix_path = 107; // sun_path without its NUL

std::optional<address> parse_unix(std::string_view path)
{
    if (!path.starts_with('/') || path.size() > max_unix_path || path.find('\0') != std::string_view::npos)
        return std::nullopt;
    return address{.is_unix = true, .host = std::string(path), .port = 0};
}

std::optional<std::uint16_t> parse_port(std::string_view text)
{
    const auto port = ascii::parse_unsigned(text);
    if (!port || *port > 65'535 || (text.size() > 1 && text.front() == '0'))
        return std::nullopt;
    return static_cast<std::uint16_t>(*port);
}

} // namespace

std::optional<address> parse_address(std::string_view text)
{
    if (text.starts_with(unix_prefix))
        return parse_unix(text.substr(unix_prefix.size()));

    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    std::string_view host = text.substr(0, colon);
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed)
        host = host.substr(1, host.size() - 2);
    const bool is_v6 = host.find(':') != std::string_view::npos;
    const auto ip = canonical_ip(host);
    const auto port = parse_port(text.substr(colon + 1));
    if (!ip || !port || bracketed != is_v6)
        return std::nullopt;
    return address{.is_unix = false, .host = *ip, .port = *port};
}

bool reaches(const address& to, const address& at)
{
    const bool at_any = at.host == "0.0.0.0" || at.host == "::";
    const bool to_here = to.host == "127.0.0.1" || to.host == "::1" || to.host == "0.0.0.0" || to.host == "::";
    return to.is_unix == at.is_unix && to.port == at.port && (to.host == at.host || (at_any && to_here));
}

} // namespace recoil::config
