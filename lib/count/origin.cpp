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

} // namespace

event::origin origin_of(std::string_view reporting_mta, const std::vector<std::string>& own_mtas)
{
    const std::string_view host = without_root(ascii::trim(reporting_mta));
    const auto is_host = [&](const std::string& own) { return ascii::iequals(without_root(own), host); };
    const bool ours = !host.empty() && std::any_of(own_mtas.begin(), own_mtas.end(), is_host);
    return ours ? event::origin::session : event::origin::remote;
}

} // namespace recoil::count
