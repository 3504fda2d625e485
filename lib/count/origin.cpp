#include "count/origin.hpp"

#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::count {

namespace {

// A name may be written with the root's dot (RFC 1034 3.1); it is the same host.
std::string_view without_root(std::string_view host)
{
    if (host.ends_with('.'))
        host.remove_suffix(1);
    return host;
}

constexpr std::string_view no_domain = ".localdomain"; // Postfix's mydomain where the system knows none

bool is_same(std::string_view own, std::string_view host)
{
    if (ascii::iequals(own, host))
        return true;
    return !own.empty() && own.find('.') == std::string_view::npos && host.size() == own.size() + no_domain.size() &&
           ascii::istarts_with(host, own) && ascii::iequals(host.substr(own.size()), no_domain);
}

auto find_own(std::string_view host, const std::vector<std::string>& own_mtas)
{
    host = without_root(ascii::trim(host));
    const auto is_host = [&](const auto& own) { return !host.empty() && is_same(without_root(own), host); };
    return std::ranges::find_if(own_mtas, is_host);
}

} // namespace

bool is_own_mta(std::string_view host, const std::vector<std::string>& own_mtas)
{
    return find_own(host, own_mtas) != own_mtas.end();
}

std::string_view own_name(std::string_view host, const std::vector<std::string>& own_mtas)
{
    const auto own = find_own(host, own_mtas);
    return own == own_mtas.end() ? host : std::string_view(*own);
}

event::origin origin_of(std::string_view reporting_mta, const std::vector<std::string>& own_mtas)
{
    return is_own_mta(reporting_mta, own_mtas) ? event::origin::session : event::origin::remote;
}

} // namespace recoil::count
